package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.stream.LongStream;
import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Outcome;

/** What the step wake-me is graded by. */
public class WakeMeChecks {

  @GradedCheck(
      points = 0,
      claim = "a ride is emitted when the watermark reaches its start plus ten minutes",
      lesson = "registerEventTimeTimer takes an instant: milliseconds since the epoch.")
  void tenMinutes(Trial trial) {
    Outcome outcome =
        trial.play(
            script()
                .emit(start(1, 70, 7, "13:00:00"), start(2, 80, 8, "13:05:00"))
                .watermark(at("13:09:59.999"))
                .look("13:09:59.999")
                .watermark(at("13:10:00"))
                .look("13:10:00")
                .watermark(at("13:15:00")));

    assertThat("emitted at watermark 13:09:59.999", outcome.results("13:09:59.999"), rides());
    assertThat("emitted at watermark 13:10:00", outcome.results("13:10:00"), rides(1));
    assertThat("emitted at watermark 13:15:00", outcome.results(), rides(1, 2));
  }

  private static Emits<Long> rides(long... ids) {
    return emits(
        LongStream.of(ids).boxed().toList(), ride -> "ride " + ride, ride -> "ten minutes old");
  }
}

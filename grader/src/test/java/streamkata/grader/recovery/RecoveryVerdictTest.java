package streamkata.grader.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryVerdictTest {

  @Test
  void all_holds_when_only_checkpoints_save_what_was_learned() {
    RecoveryVerdict verdict = RecoveryVerdict.of(Recordings.with(), Recordings.without());

    assertThat(failed(verdict), is(empty()));
    assertThat(verdict.holds(), is(true));
  }

  @Test
  void a_program_that_forgets_in_spite_of_checkpoints_is_told_where_its_memory_was() {
    RecoveryVerdict verdict = RecoveryVerdict.of(Recordings.withForgetful());

    assertThat(
        failed(verdict),
        contains("With checkpoints the program keeps everything that it has learned"));
    assertThat(verdict.claims().get(0).advice(), containsString("keyed state"));
  }

  @Test
  void a_source_that_goes_on_elsewhere_than_its_checkpoint_is_found() {
    RecoveryVerdict verdict = RecoveryVerdict.of(Recordings.withSourceAt(1_299));

    assertThat(
        failed(verdict),
        contains("With checkpoints the source continues from the position of the last checkpoint"));
    assertThat(
        verdict.claims().get(1).evidence(),
        is(
            "checkpoint 7 has the stream up to TaxiRide event 1,300;"
                + " the new worker went on after TaxiRide event 1,299"));
  }

  @Test
  void to_remember_without_checkpoints_is_as_suspicious() {
    Recording kept = Recordings.with();
    Recording run =
        new Recording(
            false,
            kept.samples(),
            kept.marks(),
            Recordings.without().lastCheckpoint(),
            kept.firstPositions(),
            kept.finding(),
            kept.times());

    assertThat(
        failed(RecoveryVerdict.of(run)),
        contains(
            "Without checkpoints the program loses everything that it has learned",
            "Without checkpoints the source begins again from the first event"));
  }

  private static List<String> failed(RecoveryVerdict verdict) {
    return verdict.claims().stream().filter(claim -> !claim.holds()).map(Claim::text).toList();
  }
}

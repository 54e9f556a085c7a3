package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.cash;
import static streamkata.grader.labs.steps.Small.fare;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.model.TaxiFare;
import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Outcome;

/** What the step side-door is graded by. */
public class SideDoorChecks {

  @GradedCheck(
      points = 0,
      claim = "fares by card go to the main output, cash fares to the side output",
      lesson = "Each fare goes to one output. paymentType() says to which.")
  void separate(Trial trial) {
    List<TaxiFare> card = List.of(fare(1, 70, 7, "13:00:00"), fare(3, 70, 7, "13:20:00"));
    List<TaxiFare> cash = List.of(cash(2, "13:10:00"), cash(4, "13:30:00"));

    Outcome outcome = trial.play(script().emit(card.get(0), cash.get(0), card.get(1), cash.get(1)));

    assertThat("in the main output", outcome.results(Outcome.END, "card"), fares(card));
    assertThat("in the side output", outcome.results(Outcome.END, "cash"), fares(cash));
  }

  private static Emits<TaxiFare> fares(List<TaxiFare> fares) {
    return emits(fares, fare -> "fare of ride " + fare.rideId(), TaxiFare::paymentType);
  }
}

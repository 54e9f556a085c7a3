package streamkata.grader.grading;

import java.time.Duration;

/** The processor time that all checks of a submission may use together is used up. */
public final class BudgetSpent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param budget how much it was
   */
  public BudgetSpent(Duration budget) {
    super(
        "Its time was used up: all checks of a submission may use %d seconds of processor time."
            .formatted(budget.toSeconds()));
  }
}

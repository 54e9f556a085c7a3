package streamkata.grader.scenario;

/** What can go wrong in production, made to happen at an exact place of a script. */
public enum Fault {
  /** A task throws an exception; the worker's process lives on, and so does everything static. */
  TASK_FAILURE("a task fails", "the task failed"),
  /**
   * The operator behind the program throws an exception at the next result that comes, if one comes
   * before anything else is ordered; the program sees it come out of {@code collect}.
   */
  DOWNSTREAM_FAILURE(
      "the operator behind the program fails at the next result", "the next operator failed"),
  /** The worker dies and is replaced by a new one; nothing of its memory is left. */
  WORKER_LOSS("the worker is killed, a new one starts", "the worker was killed");

  private final String text;
  private final String past;

  Fault(String text, String past) {
    this.text = text;
    this.past = past;
  }

  /**
   * This fault, looked back at.
   *
   * @return for example {@code the task failed}
   */
  public String past() {
    return past;
  }

  @Override
  public String toString() {
    return text;
  }
}

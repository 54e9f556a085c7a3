package streamkata.grader.scenario;

/** What can go wrong in production, made to happen at an exact place of a script. */
public enum Fault {
  /** A task throws an exception; the worker's process lives on, and so does everything static. */
  TASK_FAILURE("a task fails"),
  /** The worker dies and is replaced by a new one; nothing of its memory is left. */
  WORKER_LOSS("the worker dies, a new one starts");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}

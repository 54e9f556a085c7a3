package streamkata.grader.kit;

/**
 * The rungs of the grading ladder, cheapest first: the things that a production stream program must
 * do. Which of them apply differs by lab.
 */
public enum Rung {
  /** Right output on small, readable cases, boundaries included, on a stream that goes on. */
  BEHAVIOUR("behaviour", "Compare what came out with the rules in the README, case by case."),
  /** Checkpointing, restarts and checkpoint storage are set as the lab asks. */
  ENVIRONMENT("environment", "A job without checkpoints forgets everything when it restarts."),
  /** Records and state are serialised by Flink's own serialisers, not by the Kryo fallback. */
  SERIALISATION(
      "serialisation",
      "Flink serialises records and POJOs itself; anything else falls back to Kryo,"
          + " which is slow and breaks when a class changes."),
  /** The same result on the RocksDB state backend, which keeps state as bytes. */
  ROCKSDB(
      "RocksDB",
      "RocksDB keeps bytes: an object that was changed in place is lost unless it is"
          + " put back with update()."),
  /** Right whatever the arrival order within the watermark bound. */
  EVENT_TIME(
      "event time",
      "Events arrive in any order within the watermark bound: only timestamps and"
          + " watermarks say when something happened and what is complete."),
  /** The same result at parallelism 1 and 4. */
  PARALLELISM(
      "parallelism",
      "State belongs to a key, not to an operator instance: with four of them, each"
          + " sees a quarter of the keys."),
  /** State and timers go when a key is done. */
  STATE_HYGIENE(
      "state hygiene",
      "What is not cleared stays for ever: clear state and delete timers on every"
          + " path on which a key is done."),
  /** Exactly-once state across a restart from a checkpoint after a task threw an exception. */
  TASK_FAILURE(
      "task failure",
      "After a failure Flink restarts the tasks with the state of the last"
          + " checkpoint: what is not registered as state starts from nothing, or is"
          + " counted twice."),
  /** The same across the death of the worker, which takes its memory with it. */
  WORKER_LOSS(
      "worker loss",
      "Static and instance fields live in the memory of one worker and die with it;"
          + " registered state is in the checkpoint."),
  /** Stop with a savepoint at one parallelism, go on from it at another. */
  RESCALE(
      "rescale",
      "Keyed state moves with its key to whichever instance is now responsible;"
          + " operator state and fields do not.");

  private final String title;
  private final String lesson;

  Rung(String title, String lesson) {
    this.title = title;
    this.lesson = lesson;
  }

  /**
   * The name of the rung as reports print it.
   *
   * @return one or two words
   */
  public String title() {
    return title;
  }

  /**
   * What to look at when a check of this rung fails, unless the check says better.
   *
   * @return a sentence in the terms of the field
   */
  public String lesson() {
    return lesson;
  }
}

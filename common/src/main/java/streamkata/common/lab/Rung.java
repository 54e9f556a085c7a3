package streamkata.common.lab;

/**
 * The rungs of the grading ladder, cheapest first: the things that a production stream program must
 * do. Which of them apply differs by lab.
 */
public enum Rung {
  /** Right output on small, readable cases, boundaries included, on a stream that goes on. */
  BEHAVIOUR("behaviour"),
  /** Checkpointing, restarts and checkpoint storage are set as the lab asks. */
  ENVIRONMENT("environment"),
  /** Records and state are serialised by Flink's own serialisers, not by the Kryo fallback. */
  SERIALISATION("serialisation"),
  /** The same result on the RocksDB state backend, which keeps state as bytes. */
  ROCKSDB("RocksDB"),
  /** Right whatever the arrival order within the watermark bound. */
  EVENT_TIME("event time"),
  /** The same result at parallelism 1 and 4. */
  PARALLELISM("parallelism"),
  /** State and timers go when a key is done. */
  STATE_HYGIENE("state hygiene"),
  /** Exactly-once state across a restart from a checkpoint after a task threw an exception. */
  TASK_FAILURE("task failure"),
  /** The same across the death of the worker, which takes its memory with it. */
  WORKER_LOSS("worker loss"),
  /** Stop with a savepoint at one parallelism, go on from it at another. */
  RESCALE("rescale");

  private final String title;

  Rung(String title) {
    this.title = title;
  }

  /**
   * The name of the rung as reports print it.
   *
   * @return one or two words
   */
  public String title() {
    return title;
  }
}

package streamkata.grader.kit;

/**
 * The rungs of the grading ladder, cheapest first: the things that a production stream program must
 * do. Which of them apply differs by lab.
 */
public enum Rung {
  /** Right output on small, readable cases, boundaries included, on a stream that goes on. */
  BEHAVIOUR("behaviour", "Compare the results with the rules in the README, case by case."),
  /** Checkpointing, restarts and checkpoint storage are set as the lab asks. */
  ENVIRONMENT(
      "environment",
      "A job without checkpoints loses all its state when it restarts. Set what the lab asks for,"
          + " and leave all else to the cluster."),
  /** Records and state are serialised by Flink's own serialisers, not by the Kryo fallback. */
  SERIALISATION(
      "serialisation",
      "Flink serialises public records and POJOs itself. For other classes it uses Kryo. Kryo is"
          + " slower, and old state can become unreadable when a class changes."),
  /** The same result on the RocksDB state backend, which keeps state as bytes. */
  ROCKSDB(
      "RocksDB",
      "RocksDB keeps bytes, so what you read is a copy without transient fields. If you change it,"
          + " call update() to store the change. If you read it twice, compare with equals() and not"
          + " with ==."),
  /** Right whatever the arrival order within the watermark bound. */
  EVENT_TIME(
      "event time",
      "Events arrive in any order within the watermark bound. A timestamp says when an event"
          + " happened. A watermark says which time is complete."),
  /** The same result at parallelism 1 and 4. */
  PARALLELISM(
      "parallelism",
      "State belongs to a key, not to an operator instance. With four instances, each one receives"
          + " only a part of the keys."),
  /** State and timers go when a key is done. */
  STATE_HYGIENE(
      "state hygiene",
      "State stays for ever if you do not clear it. Clear state and delete timers on every path on"
          + " which a key is finished."),
  /** Exactly-once state across a restart from a checkpoint after a task threw an exception. */
  TASK_FAILURE(
      "task failure",
      "After a failure Flink restarts the tasks with the state of the last checkpoint. A value"
          + " outside Flink's state starts from nothing, or it counts replayed events twice."),
  /** The same across the death of the worker, which takes its memory with it. */
  WORKER_LOSS(
      "worker loss",
      "Static and instance fields are in the memory of one worker and are lost with it. Flink's"
          + " state is in the checkpoint."),
  /** Stop with a savepoint at one parallelism, go on from it at another. */
  RESCALE(
      "rescale",
      "Keyed state moves with its key to the instance that now handles the key. Operator state and"
          + " fields do not.");

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

package streamkata.grader.scenario;

import java.util.Map;
import java.util.OptionalInt;
import streamkata.common.model.Event;
import streamkata.grader.wire.Checkpointing;

/** Who plays a script: each {@link Step} asks for one thing. */
public interface Performer {

  /**
   * An event arrives.
   *
   * @param event the event
   * @param input the index of its input; empty for the first that takes its type
   */
  void emit(Event event, OptionalInt input);

  /**
   * A watermark arrives.
   *
   * @param time milliseconds since the epoch, UTC
   * @param input the index of the input; empty for every input
   */
  void watermark(long time, OptionalInt input);

  /** Waits until all that came before has been processed. */
  void gate();

  /**
   * Remembers what is out, under a name, when all that came before has been processed.
   *
   * @param name the name
   */
  void look(String name);

  /**
   * Waits until so many results are out, without anything that could bring them out. If they do not
   * come, what follows is not played.
   *
   * @param name under which what is out is remembered
   * @param counts how many of each output, by its name
   */
  void await(String name, Map<String, Integer> counts);

  /**
   * Remembers what the program has written outside Flink, under a name, when all that came before
   * has been processed.
   *
   * @param name the name
   */
  void lookOutside(String name);

  /**
   * Takes a checkpoint, and remembers the size of its state under a name.
   *
   * @param name the name
   */
  void checkpoint(String name);

  /** Takes a checkpoint that completes, and no task is told of it. */
  void checkpointUntold();

  /**
   * Takes a checkpoint that does not simply complete.
   *
   * @param how what happens to it
   */
  void checkpoint(Checkpointing how);

  /**
   * Lets something go wrong when all that came before has been processed.
   *
   * @param fault what goes wrong
   * @param parallelism at which the job goes on; empty for that which it has
   */
  void inject(Fault fault, OptionalInt parallelism);

  /**
   * Stops the job with a savepoint, and goes on from it with the program that is graded.
   *
   * @param parallelism the parallelism from now on: 1, 2 or 4
   * @param name how the savepoint is called if it is looked at; empty otherwise
   */
  void redeploy(int parallelism, String name);

  /** Ends the inputs, and waits for the end of the job. */
  void end();
}

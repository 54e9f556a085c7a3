package streamkata.grader.scenario;

import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import streamkata.common.model.Event;
import streamkata.grader.wire.Checkpointing;

/** One thing that happens in a script, in the order of arrival. */
public sealed interface Step {

  /**
   * Lets it happen.
   *
   * @param performer who plays the script
   */
  void on(Performer performer);

  /**
   * An event arrives, with its event time as timestamp.
   *
   * @param event the event
   * @param input the index of its input; empty for the first that takes its type
   */
  record Emit(Event event, OptionalInt input) implements Step {
    @Override
    public void on(Performer performer) {
      performer.emit(event, input);
    }

    /** The same in other words. */
    String told(Function<Event, String> words) {
      return words.apply(event) + Step.in(input);
    }

    @Override
    public String toString() {
      return told(Event::describe);
    }
  }

  /**
   * A watermark arrives: no event up to this time is to be expected any more.
   *
   * @param time milliseconds since the epoch, UTC
   * @param input the index of the input; empty for every input
   */
  record Watermark(long time, OptionalInt input) implements Step {
    @Override
    public void on(Performer performer) {
      performer.watermark(time, input);
    }

    @Override
    public String toString() {
      return "watermark " + Event.clock(time) + Step.in(input);
    }
  }

  /** The inputs end; Flink then lets every timer fire that is still waiting. */
  record Close() implements Step {
    @Override
    public void on(Performer performer) {
      performer.end();
    }

    @Override
    public String toString() {
      return "the input ends";
    }
  }

  /** The engine waits until all that came before has been processed, in every input. */
  record Gate() implements Step {
    @Override
    public void on(Performer performer) {
      performer.gate();
    }

    @Override
    public String toString() {
      return "(all of this is processed)";
    }
  }

  /**
   * The engine waits until all that came before has been processed, and remembers what is out.
   *
   * @param name the name under which the outcome has it
   */
  record Look(String name) implements Step {
    @Override
    public void on(Performer performer) {
      performer.look(name);
    }

    @Override
    public String toString() {
      return "(look: " + name + ")";
    }
  }

  /**
   * The engine waits until so many results are out, without a barrier and without a watermark, and
   * remembers what is out. If they do not come, what follows does not happen.
   *
   * @param name the name under which the outcome has it
   * @param counts how many of each output, by its name
   */
  record Await(String name, Map<String, Integer> counts) implements Step {
    @Override
    public void on(Performer performer) {
      performer.await(name, counts);
    }

    @Override
    public String toString() {
      return "(look without a checkpoint: " + name + ")";
    }
  }

  /**
   * The same for the files that the program has written outside Flink.
   *
   * @param name the name under which the outcome has them
   */
  record LookOutside(String name) implements Step {
    @Override
    public void on(Performer performer) {
      performer.lookOutside(name);
    }

    @Override
    public String toString() {
      return "(look at the files: " + name + ")";
    }
  }

  /**
   * A checkpoint is taken and completes; a later fault goes back to it.
   *
   * @param name the name under which the outcome has the size of its state
   */
  record Checkpoint(String name) implements Step {
    @Override
    public void on(Performer performer) {
      performer.checkpoint(name);
    }

    @Override
    public String toString() {
      return "checkpoint";
    }
  }

  /**
   * A checkpoint is taken and completes, but no task is told. A later fault goes back to it;
   * without a fault, the tasks are told of the next one only.
   */
  record CheckpointUntold() implements Step {
    @Override
    public void on(Performer performer) {
      performer.checkpointUntold();
    }

    @Override
    public String toString() {
      return "checkpoint; it has completed, but no task has been notified yet";
    }
  }

  /**
   * A checkpoint does not simply complete. The job goes on, its tasks are told of what happens, and
   * a later fault goes back to the last checkpoint that is complete.
   *
   * @param how what happens
   */
  record Unusual(Checkpointing how) implements Step {
    @Override
    public void on(Performer performer) {
      performer.checkpoint(how);
    }

    @Override
    public String toString() {
      return how.text();
    }
  }

  /**
   * All that came before is processed, then the fault happens and the job recovers.
   *
   * @param fault what goes wrong
   * @param parallelism at which the job goes on; empty for that which it has
   */
  record Inject(Fault fault, OptionalInt parallelism) implements Step {
    @Override
    public void on(Performer performer) {
      performer.inject(fault, parallelism);
    }

    @Override
    public String toString() {
      return parallelism.isEmpty()
          ? fault.toString()
          : "%s, the job continues at parallelism %d".formatted(fault, parallelism.getAsInt());
    }
  }

  /**
   * The job is stopped with a savepoint. From it goes on the program that is graded, whatever
   * program it was.
   *
   * @param parallelism the new parallelism: 1, 2 or 4
   * @param name how the savepoint is called if it is looked at; empty otherwise
   */
  record Redeploy(int parallelism, String name) implements Step {
    @Override
    public void on(Performer performer) {
      performer.redeploy(parallelism, name);
    }

    @Override
    public String toString() {
      return "stop with a savepoint, continue at parallelism " + parallelism;
    }
  }

  private static String in(OptionalInt input) {
    return input.isEmpty() ? "" : " (input %d)".formatted(input.getAsInt() + 1);
  }
}

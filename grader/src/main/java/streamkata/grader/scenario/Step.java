package streamkata.grader.scenario;

import streamkata.common.model.Event;

/** One thing that happens in a script, in the order of arrival. */
public sealed interface Step {

  /**
   * An event arrives, with its event time as timestamp.
   *
   * @param event the event
   */
  record Emit(Event event) implements Step {
    @Override
    public String toString() {
      return event.describe();
    }
  }

  /**
   * A watermark arrives in every input: no event up to this time is to be expected any more.
   *
   * @param time milliseconds since the epoch, UTC
   */
  record Watermark(long time) implements Step {
    @Override
    public String toString() {
      return "watermark " + Event.clock(time);
    }
  }

  /** The inputs end; Flink then lets every timer fire that is still waiting. */
  record Close() implements Step {
    @Override
    public String toString() {
      return "the input ends";
    }
  }

  /** A place where the sources wait until the engine has done something to the running job. */
  sealed interface Gate extends Step {}

  /**
   * The engine waits until all that came before has been processed, and remembers what is out.
   *
   * @param name the name under which the outcome has it
   */
  record Look(String name) implements Gate {
    @Override
    public String toString() {
      return "(look: " + name + ")";
    }
  }

  /**
   * A checkpoint is taken and completes; a later fault goes back to it.
   *
   * @param name the name under which the outcome has the size of its state
   */
  record Checkpoint(String name) implements Gate {
    @Override
    public String toString() {
      return "checkpoint";
    }
  }

  /**
   * All that came before is processed, then the fault happens and the job recovers.
   *
   * @param fault what goes wrong
   */
  record Inject(Fault fault) implements Gate {
    @Override
    public String toString() {
      return fault.toString();
    }
  }

  /**
   * The job is stopped with a savepoint and goes on from it at another parallelism.
   *
   * @param parallelism the new parallelism: 1, 2 or 4
   */
  record Rescale(int parallelism) implements Gate {
    @Override
    public String toString() {
      return "stop with a savepoint, go on at parallelism " + parallelism;
    }
  }
}

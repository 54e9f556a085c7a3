package streamkata.grader.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import streamkata.common.model.Event;
import streamkata.grader.wire.Checkpointing;

/**
 * What happens to a job, step by step, in the order of arrival: events, watermarks, and gates where
 * the job is looked at, checkpointed, broken or rescaled.
 *
 * <p>A script that is not closed leaves the stream going on: its job is cancelled after a last
 * look, so that an outcome never shows what only the end of the input has flushed.
 */
public final class Script {

  /** The name of checkpoints whose state nobody asks for. */
  public static final String UNNAMED = "checkpoint";

  private final List<Step> steps = new ArrayList<>();
  private Function<Event, String> words = Event::describe;

  private Script() {}

  /**
   * Starts a script.
   *
   * @return a script without steps
   */
  public static Script script() {
    return new Script();
  }

  /**
   * Events arrive.
   *
   * @param events in the order of arrival
   * @return this script
   */
  public Script emit(Event... events) {
    return emit(List.of(events));
  }

  /**
   * Events arrive.
   *
   * @param events in the order of arrival
   * @return this script
   */
  public Script emit(List<? extends Event> events) {
    events.forEach(event -> then(new Step.Emit(event, OptionalInt.empty())));
    return this;
  }

  /**
   * Events arrive in one of several inputs of the same type.
   *
   * @param input the index of the input among those of the contract
   * @param events in the order of arrival
   * @return this script
   */
  public Script emit(int input, Event... events) {
    List.of(events).forEach(event -> then(new Step.Emit(event, OptionalInt.of(input))));
    return this;
  }

  /**
   * A watermark arrives in every input.
   *
   * @param time milliseconds since the epoch, UTC
   * @return this script
   */
  public Script watermark(long time) {
    return then(new Step.Watermark(time, OptionalInt.empty()));
  }

  /**
   * A watermark arrives in one input; those of the others stay as they are.
   *
   * @param input the index of the input among those of the contract
   * @param time milliseconds since the epoch, UTC
   * @return this script
   */
  public Script watermark(int input, long time) {
    return then(new Step.Watermark(time, OptionalInt.of(input)));
  }

  /**
   * Waits until all that came before has been processed, and remembers what is out by then.
   *
   * @param name the name to find it by in the {@link Outcome}
   * @return this script
   */
  public Script look(String name) {
    return then(new Step.Look(name));
  }

  /**
   * Waits until all that came before has been processed, and remembers the files that the program
   * has written outside Flink by then.
   *
   * @param name the name to find them by in the {@link Outcome}
   * @return this script
   */
  public Script lookOutside(String name) {
    return then(new Step.LookOutside(name));
  }

  /**
   * Waits until all that came before has been processed: what comes after it, in another input
   * perhaps, comes later, and no failure of this script goes back past it.
   *
   * @return this script
   */
  public Script gate() {
    return then(new Step.Gate());
  }

  /**
   * Takes a checkpoint and waits until it is complete.
   *
   * @param name the name to find the size of its state by in the {@link Outcome}
   * @return this script
   */
  public Script checkpoint(String name) {
    return then(new Step.Checkpoint(name));
  }

  /**
   * Takes a checkpoint and waits until it is complete.
   *
   * @return this script
   */
  public Script checkpoint() {
    return checkpoint(UNNAMED);
  }

  /**
   * Takes a checkpoint and waits until it is complete. No task is told that it is: what goes wrong
   * next does so between the completion and the notice of it.
   *
   * @return this script
   */
  public Script checkpointUntold() {
    return then(new Step.CheckpointUntold());
  }

  /**
   * Takes a checkpoint that is aborted when all tasks have taken part in it. The job goes on.
   *
   * @return this script
   */
  public Script checkpointAborted() {
    return then(new Step.Unusual(Checkpointing.FAILS));
  }

  /**
   * Takes a checkpoint, lets events come, and takes a savepoint. All tasks of the program have
   * taken part in both before the checkpoint completes, and then the savepoint does. For programs
   * that write files; no fault may follow before another checkpoint.
   *
   * @param events what comes between the two
   * @return this script
   */
  public Script checkpointOvertaken(List<? extends Event> events) {
    return then(new Step.Unusual(Checkpointing.WAITS))
        .emit(events)
        .then(new Step.Unusual(Checkpointing.COMPLETES_LATE));
  }

  /**
   * Waits until all that came before has been processed, then lets something go wrong. Without an
   * output nobody knows what has been processed, so it waits until all has been read: no barrier
   * passes between, unless there is a gate.
   *
   * @param fault what goes wrong
   * @return this script
   */
  public Script inject(Fault fault) {
    return then(new Step.Inject(fault, OptionalInt.empty()));
  }

  /**
   * The same, and the job goes on at another parallelism, since there are more or fewer slots now.
   *
   * @param fault what goes wrong
   * @param parallelism 1, 2 or 4
   * @return this script
   */
  public Script inject(Fault fault, int parallelism) {
    return then(new Step.Inject(fault, OptionalInt.of(parallelism)));
  }

  /**
   * Stops the job with a savepoint and goes on from it at another parallelism.
   *
   * @param parallelism 1, 2 or 4
   * @return this script
   */
  public Script rescale(int parallelism) {
    return redeploy(parallelism);
  }

  /**
   * Stops the job with a savepoint and goes on from it with the program that is graded, whatever
   * program the scenario began with.
   *
   * @param parallelism 1, 2 or 4
   * @return this script
   */
  public Script redeploy(int parallelism) {
    return then(new Step.Redeploy(parallelism, ""));
  }

  /**
   * Stops the job with a savepoint in the format that all state backends share, and goes on from
   * it. It is looked at like a checkpoint; it has no trace of what was deleted, as the files of
   * RocksDB have. Flink cannot do this with asynchronous state.
   *
   * @param parallelism at which it goes on: 1, 2 or 4
   * @param name how the savepoint is called
   * @return this script
   */
  public Script rescale(int parallelism, String name) {
    return then(new Step.Redeploy(parallelism, name));
  }

  /**
   * Ends the inputs.
   *
   * @return this script
   */
  public Script close() {
    return then(new Step.Close());
  }

  /**
   * Ends the inputs; the checkpoint that Flink then takes is aborted. What may be looked at is what
   * a program has done at the end of its input, and not yet because of a checkpoint.
   *
   * @return this script; it needs a {@link #close} later, with which a last checkpoint is completed
   */
  public Script closeAborted() {
    return then(new Step.Unusual(Checkpointing.FAILS_AT_THE_END));
  }

  /**
   * The same events and watermarks, and two failures at each of them: the operator behind the
   * program fails at the first result that comes out of it, and then a task does. The job goes back
   * to a checkpoint that was taken right before. What is then fed in again is that one step, so the
   * order is certain whatever the inputs. At each fourth step the task fails once more before there
   * is another checkpoint; before each other fourth one there are two checkpoints.
   *
   * @return another script; the checkpoints, faults and looks of this one are left out
   */
  public Script failingAtEveryStep() {
    Script failing = script();
    int position = 0;
    for (Step step : steps) {
      if (isInput(step)) {
        position++;
        if (position % 4 == 0) {
          failing.checkpoint();
        }
        failing.checkpoint().inject(Fault.DOWNSTREAM_FAILURE).then(step).inject(Fault.TASK_FAILURE);
        if (position % 4 == 2) {
          failing.inject(Fault.TASK_FAILURE);
        }
      } else if (step instanceof Step.Gate) {
        failing.then(step);
      }
    }
    return failing;
  }

  /**
   * The same events and watermarks, and a checkpoint before each of them: the operator behind the
   * program fails at the first result that comes out of it.
   *
   * @return another script; the checkpoints, faults and looks of this one are left out
   */
  public Script failingAtEveryResult() {
    Script failing = script();
    for (Step step : steps) {
      if (isInput(step)) {
        failing.checkpoint().inject(Fault.DOWNSTREAM_FAILURE).then(step);
      } else if (step instanceof Step.Gate) {
        failing.then(step);
      }
    }
    return failing;
  }

  /**
   * The same events and watermarks, and something goes wrong once, a checkpoint right before the
   * event or watermark that it follows.
   *
   * @param fault what goes wrong
   * @param place after which event or watermark, as a part of all: from 0 to 1
   * @return another script; the checkpoints and faults of this one are left out, and a gate is in
   *     the place of each look, which separates inputs, too
   */
  public Script failingAt(Fault fault, double place) {
    int position = (int) (place * (steps.stream().filter(Script::isInput).count() - 1));
    Script failing = script();
    int count = 0;
    for (Step step : steps) {
      if (isInput(step) && count++ == position) {
        failing.checkpoint().then(step).inject(fault);
      } else if (isInput(step) || step instanceof Step.Gate) {
        failing.then(step);
      } else if (step instanceof Step.Look) {
        failing.gate();
      }
    }
    return failing;
  }

  /**
   * The same, and a look after each event and each watermark.
   *
   * @return another script, without the looks of this one
   */
  public Script lookingAtEachStep() {
    Script looking = script().telling(words);
    int count = 0;
    for (Step step : steps) {
      if (!(step instanceof Step.Look)) {
        looking.then(step);
      }
      if (isInput(step)) {
        looking.look("event or watermark " + ++count);
      }
    }
    return looking;
  }

  /**
   * The same where nothing happens at a look that could bring results out: no barrier and no
   * watermark comes. It waits until as many are out as in another outcome of this script.
   *
   * @param settled what came out where each look let a barrier pass
   * @return another script
   */
  public Script awaiting(Outcome settled) {
    Script awaiting = script().telling(words);
    for (Step step : steps) {
      if (step instanceof Step.Look look) {
        Map<String, Integer> counts = new TreeMap<>();
        settled
            .looks()
            .get(look.name())
            .forEach((output, results) -> counts.put(output, results.size()));
        awaiting.then(new Step.Await(look.name(), counts));
      } else {
        awaiting.then(step);
      }
    }
    return awaiting;
  }

  private static boolean isInput(Step step) {
    return step instanceof Step.Emit || step instanceof Step.Watermark;
  }

  /**
   * The same events, watermarks, gates and looks, and nothing goes wrong. Where the script looks at
   * what is outside Flink, checkpoints decide what is there: it keeps them, and has one in the
   * place of each savepoint.
   *
   * @param inTurns whether there is a gate in the place of each trouble: all that was processed
   *     before it is processed first here, too, whatever inputs it is in
   * @return this script, if it has no checkpoint, no fault and no savepoint
   */
  public Script calm(boolean inTurns) {
    return calm(inTurns, false);
  }

  /**
   * The same where another program may have begun: then the job goes on with the graded one at
   * parallelism 1, by the first of the savepoints.
   *
   * @param inTurns as above
   * @param redeploysOnce whether the first savepoint stays, since it is no trouble
   * @return this script, if it has nothing else that goes wrong
   */
  public Script calm(boolean inTurns, boolean redeploysOnce) {
    Script calm = script().telling(words);
    boolean looksOutside = steps.stream().anyMatch(Step.LookOutside.class::isInstance);
    boolean wasTrouble = false;
    boolean keepsNext = redeploysOnce;
    for (Step step : steps) {
      if (keepsNext && step instanceof Step.Redeploy) {
        keepsNext = false;
        calm.redeploy(1);
      } else if (isSnapshot(step) && looksOutside) {
        calm.then(step instanceof Step.Checkpoint ? step : new Step.Checkpoint(UNNAMED));
      } else if (isSnapshot(step) || step instanceof Step.Inject || step instanceof Step.Unusual) {
        wasTrouble = true;
      } else {
        if (wasTrouble && inTurns && isInput(step)) {
          calm.gate();
        }
        wasTrouble = false;
        calm.then(step);
      }
    }
    return calm.steps.equals(steps) ? this : calm;
  }

  /**
   * Whether a job can go back to what it is after a step.
   *
   * @param step any
   * @return true for a checkpoint and for a savepoint
   */
  public static boolean isSnapshot(Step step) {
    return step instanceof Step.Checkpoint
        || step instanceof Step.CheckpointUntold
        || step instanceof Step.Redeploy;
  }

  /**
   * The steps so far.
   *
   * @return an unmodifiable view
   */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /**
   * Says in which words messages tell the events: those that the script is about.
   *
   * @param inWords tells an event in one line
   * @return this script
   */
  public Script telling(Function<Event, String> inWords) {
    words = inWords;
    return this;
  }

  /**
   * Tells a step in the words of this script.
   *
   * @param step one of its steps
   * @return one line
   */
  public String tell(Step step) {
    return step instanceof Step.Emit emit ? emit.told(words) : step.toString();
  }

  /**
   * Something happens.
   *
   * @param step what
   * @return this script
   */
  public Script then(Step step) {
    steps.add(step);
    return this;
  }
}

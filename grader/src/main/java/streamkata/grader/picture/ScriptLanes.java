package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiFare;
import streamkata.grader.picture.Box.Mark;
import streamkata.grader.picture.Box.Shape;
import streamkata.grader.picture.Lanes.Column;
import streamkata.grader.picture.Lanes.Kind;
import streamkata.grader.picture.Lanes.Row;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;
import streamkata.grader.wire.Checkpointing;

/**
 * Makes lanes of a script and of what programs have emitted while it was played with a look after
 * each step, so that each result stands in the column of its step.
 *
 * <p>After a failure the steps since the checkpoint come again: they have columns of their own.
 */
public final class ScriptLanes {

  private final List<Column> columns = new ArrayList<>();
  private final List<List<Box>> rides = new ArrayList<>();
  private final List<List<Box>> fares = new ArrayList<>();
  private final List<List<Box>> rules = new ArrayList<>();
  private final List<List<Box>> stored = new ArrayList<>();
  private final List<List<Box>> copied = new ArrayList<>();
  private Optional<State> state;
  private Optional<State> copy;
  private int number;

  private ScriptLanes(Optional<State> state) {
    this.state = state;
    this.copy = state.map(State::copy);
  }

  /**
   * What a program has emitted.
   *
   * @param name of its row
   * @param outcome of the scenario that {@link #withLooks} makes
   */
  public record Played(String name, Outcome outcome) {}

  /**
   * What is to be played: the same with a look after each step.
   *
   * @param scenario any; its own looks are left out
   */
  public static Scenario withLooks(Scenario scenario) {
    return Moment.withLooks(scenario);
  }

  /**
   * Makes lanes.
   *
   * @param title what they show, in a few words
   * @param scenario what was played
   * @param played the programs; each after the first is compared with the first
   * @param state what a right program has in state, if that is to be shown
   */
  public static Lanes of(
      String title, Scenario scenario, List<Played> played, Optional<State> state) {
    List<Moment> moments = Moment.of(scenario);
    ScriptLanes lanes = new ScriptLanes(state);
    moments.forEach(lanes::add);
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("rides", lanes.rides));
    rows.add(new Row("fares", lanes.fares));
    rows.add(new Row("rules", lanes.rules));
    rows.add(new Row("state", lanes.stored));
    rows.add(new Row("checkpoint", lanes.copied));
    List<List<Box>> first = null;
    for (Played one : played) {
      List<List<Box>> results = ResultCells.of(moments, one.outcome());
      rows.add(new Row(one.name(), first == null ? results : ResultCells.compared(first, results)));
      first = first == null ? results : first;
    }
    return new Lanes(title, lanes.columns, rows);
  }

  private void add(Moment moment) {
    Step step = moment.step();
    Mark mark = moment.again() ? Mark.AGAIN : Mark.NONE;
    if (step instanceof Step.Emit emit) {
      event(emit.event(), mark);
    } else if (step instanceof Step.Watermark watermark) {
      watermark(watermark);
    } else if (step instanceof Step.Checkpoint) {
      snapshot(Kind.CHECKPOINT, List.of("check-", "point"), "A checkpoint is complete.");
    } else if (step instanceof Step.CheckpointUntold) {
      snapshot(
          Kind.CHECKPOINT,
          List.of("checkpoint", "not told"),
          "A checkpoint is complete, and no task has been notified.");
    } else if (step instanceof Step.Unusual unusual) {
      column(Kind.FAULT, "", notes(unusual.how()), unusual.how().text());
    } else if (step instanceof Step.Redeploy redeploy) {
      snapshot(
          Kind.SAVEPOINT,
          List.of("savepoint", "now at " + redeploy.parallelism()),
          "The job stops with a savepoint and continues at parallelism %d."
              .formatted(redeploy.parallelism()));
    } else if (step instanceof Step.Inject inject) {
      fault(inject.fault());
    } else {
      column(Kind.WATERMARK, "end", List.of("of input"), "The input ends.");
    }
  }

  private void event(Event event, Mark mark) {
    state.ifPresent(now -> now.arrives(event));
    number++;
    boolean isAgain = mark == Mark.AGAIN;
    column(
        Kind.EVENT,
        Integer.toString(number),
        isAgain ? List.of("again") : List.of(),
        event.describe().replace("  ", " ") + (isAgain ? " arrives again." : " arrives."));
    List<List<Box>> lane =
        event instanceof TaxiFare ? fares : event instanceof DispatchRule ? rules : rides;
    lane.get(lane.size() - 1).add(Labels.event(event).marked(mark));
  }

  private void watermark(Step.Watermark watermark) {
    state.ifPresent(now -> now.watermark(watermark.time()));
    List<String> notes = new ArrayList<>(Labels.time(watermark.time()));
    String where = "";
    if (watermark.input().isPresent()) {
      int input = watermark.input().getAsInt() + 1;
      notes.add("input " + input);
      where = " in input " + input;
    }
    column(
        Kind.WATERMARK,
        "W",
        notes,
        "The watermark %s arrives%s.".formatted(Event.clock(watermark.time()), where));
  }

  private void snapshot(Kind kind, List<String> notes, String sentence) {
    copy = state.map(State::copy);
    column(kind, "", notes, sentence);
    copied.get(copied.size() - 1).addAll(boxes(copy));
  }

  private void fault(Fault fault) {
    state = copy.map(State::copy);
    boolean isTask = fault == Fault.TASK_FAILURE;
    column(
        Kind.FAULT,
        "",
        isTask ? List.of("task", "fails") : List.of("worker", "is lost"),
        (isTask ? "A task fails." : "The worker is lost.") + " State goes back to the checkpoint.");
  }

  private static List<String> notes(Checkpointing how) {
    return switch (how) {
      case FAILS, FAILS_AT_THE_END -> List.of("checkpoint", "fails");
      case WAITS -> List.of("checkpoint", "begins");
      case COMPLETES_LATE -> List.of("checkpoint", "is late");
    };
  }

  private void column(Kind kind, String head, List<String> notes, String sentence) {
    columns.add(new Column(kind, head, notes, sentence));
    rides.add(new ArrayList<>());
    fares.add(new ArrayList<>());
    rules.add(new ArrayList<>());
    copied.add(new ArrayList<>());
    stored.add(kind == Kind.CHECKPOINT ? new ArrayList<>() : boxes(state));
  }

  private static List<Box> boxes(Optional<State> state) {
    return state.stream()
        .flatMap(now -> now.content().stream())
        .map(text -> Box.of(Shape.STORED, text.split(" ")))
        .toList();
  }
}

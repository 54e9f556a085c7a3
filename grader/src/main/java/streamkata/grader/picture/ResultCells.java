package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import streamkata.common.model.Event;
import streamkata.grader.picture.Box.Mark;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;

/** Says which result stands in which column. */
final class ResultCells {

  private final List<Moment> moments;
  private final Outcome outcome;
  private final List<List<Box>> cells = new ArrayList<>();
  private List<Box> before = List.of();
  private List<Box> saved = List.of();
  private int savedAt = -1;
  private Optional<Integer> fault = Optional.empty();

  private ResultCells(List<Moment> moments, Outcome outcome) {
    this.moments = moments;
    this.outcome = outcome;
  }

  /** A cell for each moment. */
  static List<List<Box>> of(List<Moment> moments, Outcome outcome) {
    ResultCells results = new ResultCells(moments, outcome);
    for (int i = 0; i < moments.size(); i++) {
      results.add(i);
    }
    return results.cells;
  }

  /**
   * A program beside a right one: what is too much is marked, and what is missing is added, where
   * it should be.
   */
  static List<List<Box>> compared(List<List<Box>> right, List<List<Box>> other) {
    List<Box> missing = without(kept(right), kept(other));
    List<Box> wrong = new ArrayList<>(without(kept(other), kept(right)));
    List<List<Box>> compared = new ArrayList<>();
    for (int i = 0; i < other.size(); i++) {
      List<Box> cell = new ArrayList<>();
      for (Box box : other.get(i)) {
        cell.add(box.mark() == Mark.NONE && wrong.remove(box) ? box.marked(Mark.WRONG) : box);
      }
      for (Box box : right.get(i)) {
        if (box.mark() == Mark.NONE && missing.remove(box)) {
          cell.add(box.marked(Mark.MISSING));
        }
      }
      compared.add(cell);
    }
    return compared;
  }

  private static List<Box> kept(List<List<Box>> cells) {
    return new ArrayList<>(
        cells.stream().flatMap(List::stream).filter(box -> box.mark() == Mark.NONE).toList());
  }

  private void add(int column) {
    Moment moment = moments.get(column);
    cells.add(new ArrayList<>());
    if (moment.step() instanceof Step.Inject) {
      undo(column);
    }
    if (moment.look().isEmpty()) {
      return;
    }
    List<Box> now = all(moment.look().get());
    if (fault.isPresent()) {
      emitAgain(fault.get() + 1, column, without(now, saved));
      fault = Optional.empty();
    } else {
      cells.get(column).addAll(without(now, before));
    }
    if (Script.isSnapshot(moment.step())) {
      saved = now;
      savedAt = column;
    }
    before = now;
  }

  private void undo(int column) {
    for (int i = savedAt + 1; i < column; i++) {
      cells.get(i).replaceAll(box -> box.mark() == Mark.NONE ? box.marked(Mark.UNDONE) : box);
    }
    fault = Optional.of(column);
  }

  /** In the column of an event of the same ride; otherwise in the last. */
  private void emitAgain(int first, int last, List<Box> emitted) {
    for (Box box : emitted) {
      int column = last;
      for (int i = first; i <= last; i++) {
        if (moments.get(i).step() instanceof Step.Emit emit && isOf(emit.event(), box)) {
          column = i;
        }
      }
      cells.get(column).add(box);
    }
  }

  private static boolean isOf(Event event, Box result) {
    String id = Labels.event(event).text().substring(1);
    return Set.of(result.text().split("[^\\d~]+")).contains(id);
  }

  private List<Box> all(String look) {
    return outcome.looks().get(look).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(output -> output.getValue().stream())
        .map(Labels::result)
        .toList();
  }

  /** What is left of some when others are taken away, each once. */
  private static List<Box> without(List<Box> some, List<Box> others) {
    List<Box> left = new ArrayList<>(some);
    others.forEach(left::remove);
    return left;
  }
}

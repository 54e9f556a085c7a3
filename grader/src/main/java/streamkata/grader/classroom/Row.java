package streamkata.grader.classroom;

import java.util.List;
import java.util.Optional;

/**
 * A row of {@code grades.csv}: one lab of one student.
 *
 * @param student who
 * @param lab the id of the lab
 * @param points earned; empty if nobody knows
 * @param max what there was to earn
 * @param state what has become of it
 * @param failed the ids of the checks that were lost
 * @param attempt which hand-in of the student it is, counted from 1; 0 if there is none
 * @param seed the seed of generated input
 * @param kit the version of the kit
 * @param key the key of the result; empty if there is none
 * @param note what is to be said to who teaches, in sentences
 * @param remarks what is to be said to the student, in sentences; in no file of points
 */
record Row(
    String student,
    String lab,
    Optional<Integer> points,
    int max,
    State state,
    List<String> failed,
    int attempt,
    long seed,
    String kit,
    String key,
    String note,
    String remarks) {

  /** The names of the columns. */
  static final List<String> COLUMNS =
      List.of(
          "student", "lab", "points", "max", "state", "failed", "attempt", "seed", "kit", "key",
          "note");

  /** The same with what came of it. */
  Row with(int earned, List<String> lost) {
    return new Row(
        student,
        lab,
        Optional.of(earned),
        max,
        state,
        lost,
        attempt,
        seed,
        kit,
        key,
        note,
        remarks);
  }

  List<String> cells() {
    return List.of(
        student,
        lab,
        points.map(String::valueOf).orElse(""),
        Integer.toString(max),
        state.title(),
        String.join(" ", failed),
        Integer.toString(attempt),
        Long.toString(seed),
        kit,
        key,
        note);
  }

  /** Reads what {@link #cells} gave. */
  static Row of(List<String> cells) {
    int column = 0;
    return new Row(
        cells.get(column++),
        cells.get(column++),
        Optional.of(cells.get(column++)).filter(text -> !text.isEmpty()).map(Integer::valueOf),
        Integer.parseInt(cells.get(column++)),
        State.of(cells.get(column++)),
        List.of(cells.get(column++).split(" ")).stream().filter(id -> !id.isEmpty()).toList(),
        Integer.parseInt(cells.get(column++)),
        Long.parseLong(cells.get(column++)),
        cells.get(column++),
        cells.get(column++),
        cells.get(column),
        "");
  }
}

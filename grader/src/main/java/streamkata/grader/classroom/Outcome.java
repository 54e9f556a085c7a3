package streamkata.grader.classroom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run has come to. */
public final class Outcome {

  private static final int SOME_REFUSED = 1;
  private static final int SOME_FAULTY = 3;

  private final List<Row> rows;
  private final List<String> said;
  private final Path out;

  Outcome(List<Row> rows, List<String> said, Path out) {
    this.rows = rows;
    this.said = said;
    this.out = out;
  }

  /** 0 if all is graded, 1 if something could not be read, 3 if the kit itself has failed. */
  public int exitCode() {
    return has(State.GRADER_FAULT) ? SOME_FAULTY : has(State.REFUSED) ? SOME_REFUSED : 0;
  }

  /** What there is to say, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    long students = rows.stream().map(Row::student).distinct().count();
    Stream.of(State.values())
        .filter(this::has)
        .forEach(
            state ->
                lines.add(
                    "  %5d %s"
                        .formatted(
                            rows.stream().filter(row -> row.state() == state).count(),
                            state.title())));
    lines.add(0, "%d students, %d rows:".formatted(students, rows.size()));
    lines.addAll(said);
    lines.add("All of it is in " + out + ".");
    return lines;
  }

  private boolean has(State state) {
    return rows.stream().anyMatch(row -> row.state() == state);
  }
}

package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import streamkata.grader.kit.Kit;

/** Writes what comes out of a run: each file whole or not at all, the points last. */
final class Output {

  /** The file of points. */
  static final String GRADES = "grades.csv";

  private static final String TOTALS = "totals.csv";
  private static final String PAGE = "class.html";
  private static final String FEEDBACK = "feedback";

  /** The names of the files that every run writes. */
  static final Set<String> OWN = Set.of(GRADES, TOTALS, PAGE);

  private final Path out;
  private final Table table;
  private final FileNames files;

  Output(Path out, Table table) {
    this.out = out;
    this.table = table;
    this.files = new FileNames(table.byStudent().keySet());
  }

  /**
   * Writes what the students are told.
   *
   * @param results finds a result by its key
   * @param before the rows of the last run: what it has told those who are no more there is deleted
   * @throws IOException if a file cannot be written
   */
  void writeFeedback(Function<String, Optional<Result>> results, List<Row> before)
      throws IOException {
    Path folder = Files.createDirectories(out.resolve(FEEDBACK));
    Set<String> written = new HashSet<>();
    for (Map.Entry<String, List<Row>> student : table.byStudent().entrySet()) {
      Feedback feedback = new Feedback(student.getKey(), student.getValue(), table, results);
      String name = files.of(student.getKey());
      Kit.replace(folder.resolve(name + ".html"), feedback.page().html());
      Kit.replace(folder.resolve(name + ".txt"), feedback.text());
      written.add(name);
    }
    List<String> earlier = before.stream().map(Row::student).distinct().toList();
    FileNames old = new FileNames(earlier);
    for (String student : earlier) {
      if (!written.contains(old.of(student))) {
        Files.deleteIfExists(folder.resolve(old.of(student) + ".html"));
        Files.deleteIfExists(folder.resolve(old.of(student) + ".txt"));
      }
    }
  }

  /**
   * Writes the page.
   *
   * @param before the rows of the last run
   * @param strangers who is not on the roster
   * @param leftOut files that are no hand-ins
   * @throws IOException if it cannot be written
   */
  void writePage(List<Row> before, List<String> strangers, List<String> leftOut)
      throws IOException {
    Kit.replace(
        out.resolve(PAGE),
        new ClassPage(table, files, unchanged(before), strangers, leftOut).page().html());
  }

  /**
   * Writes a file.
   *
   * @param name its name
   * @param content its bytes
   * @return where it is
   * @throws IOException if it cannot be written
   */
  Path write(String name, byte[] content) throws IOException {
    Path file = out.resolve(name);
    Path part = out.resolve(name + "." + ProcessHandle.current().pid());
    try {
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return file;
  }

  /** Writes the tables of points. */
  void writePoints() throws IOException {
    Kit.replace(out.resolve(TOTALS), Csv.text(table.totals()));
    Kit.replace(out.resolve(GRADES), Csv.text(table.grades()));
  }

  /** Who has handed in something, and all of it is what it was at the last run. */
  private Set<String> unchanged(List<Row> before) {
    Map<String, Set<String>> keysBefore = keys(before);
    return keys(table.rows()).entrySet().stream()
        .filter(each -> each.getValue().equals(keysBefore.get(each.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Map<String, Set<String>> keys(List<Row> rows) {
    return rows.stream()
        .filter(row -> !row.key().isEmpty())
        .collect(
            Collectors.groupingBy(
                Row::student,
                LinkedHashMap::new,
                Collectors.mapping(row -> row.lab() + row.key(), Collectors.toSet())));
  }
}

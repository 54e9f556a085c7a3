package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import streamkata.grader.kit.Refusal;
import streamkata.grader.submission.SourceText;

/** Everyone who is in a class: any CSV with a column of ids, mail addresses or names. */
final class Roster {

  private final Register register;
  private final List<String> labels;

  private Roster(Register register, List<String> labels) {
    this.register = register;
    this.labels = labels;
  }

  /**
   * Reads a roster.
   *
   * @param file the file, with commas, semicolons or tabs
   * @param people who have handed in; the column that names most of them names everyone
   * @throws Refusal if it cannot be read, or nobody is in it
   */
  static Roster read(Path file, List<Person> people) {
    List<List<String>> rows = rows(file);
    List<String> header =
        !rows.isEmpty() && Register.isHeader(rows.get(0)) ? rows.get(0) : List.of();
    List<List<String>> members =
        rows.subList(header.isEmpty() ? 0 : 1, rows.size()).stream()
            .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
            .filter(row -> row.stream().noneMatch(Roster::isOfNobody))
            .toList();
    if (members.isEmpty()) {
      throw new Refusal(
          "Nobody is in the roster %s: it is a CSV file with a row for each student."
              .formatted(file));
    }
    Register register = new Register(header, members);
    return new Roster(register, labels(register, members, people));
  }

  /** The name of everyone, in the order of the roster. */
  List<String> labels() {
    return labels;
  }

  /** How the roster calls somebody; empty if they are not on it, or cannot be told from another. */
  Optional<String> labelOf(Person person) {
    return register.find(person).map(labels::get);
  }

  private static List<List<String>> rows(Path file) {
    try {
      String text = SourceText.of(Files.readAllBytes(file)).text();
      return Csv.rows(text, Gradebook.separator(text));
    } catch (IOException e) {
      throw new Refusal(
          "The roster %s cannot be read: it is a CSV file with a row for each student."
              .formatted(file));
    }
  }

  /** Canvas has rows that are no students. */
  private static boolean isOfNobody(String cell) {
    return cell.strip().equals("Points Possible") || cell.strip().equals("Student, Test");
  }

  private static List<String> labels(
      Register register, List<List<String>> members, List<Person> people) {
    int main =
        register.columns().stream()
            .max(
                Comparator.<Integer>comparingLong(column -> called(members, column, people))
                    .thenComparing(column -> distinct(members, column))
                    .thenComparing(Comparator.reverseOrder()))
            .orElse(0);
    List<String> labels = new ArrayList<>();
    for (List<String> member : members) {
      labels.add(cell(member, main));
    }
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    labels.stream().filter(label -> !once.add(label)).forEach(twice::add);
    return IntStream.range(0, members.size())
        .mapToObj(
            row ->
                twice.contains(labels.get(row)) || labels.get(row).isEmpty()
                    ? (labels.get(row) + " (" + others(register, members.get(row), main) + ")")
                        .strip()
                    : labels.get(row))
        .toList();
  }

  private static long called(List<List<String>> members, int column, List<Person> people) {
    return members.stream()
        .map(member -> cell(member, column))
        .filter(cell -> !cell.isEmpty())
        .filter(cell -> people.stream().anyMatch(person -> Register.isCalled(person, cell)))
        .count();
  }

  private static long distinct(List<List<String>> members, int column) {
    return members.stream()
        .map(member -> cell(member, column))
        .filter(cell -> !cell.isEmpty())
        .distinct()
        .count();
  }

  private static String others(Register register, List<String> member, int main) {
    return register.columns().stream()
        .filter(column -> column != main)
        .map(column -> cell(member, column))
        .filter(cell -> !cell.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static String cell(List<String> member, int column) {
    return column < member.size() ? member.get(column).strip() : "";
  }
}

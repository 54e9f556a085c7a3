package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;

/**
 * The rows of a class: each lab of each student once, in an order that depends on nothing else.
 *
 * @param rows by student, and for each in the order of the course
 * @param results by key, without pictures
 * @param labs those that count, and of the others those that somebody has begun
 * @param counting those whose points make up the total
 */
record Table(List<Row> rows, Map<String, Result> results, List<Lab> labs, List<Lab> counting) {

  /**
   * What rows are made from.
   *
   * @param sheets what is known of each hand-in
   * @param names what everyone is called
   * @param roster a list of the class, if there is one
   * @param labs those that are graded
   * @param counting those of them whose points make up the total
   * @param kit the version of the kit
   * @param seed the seed of generated input
   */
  record Source(
      List<Sheet> sheets,
      Names names,
      Optional<Roster> roster,
      List<Lab> labs,
      List<Lab> counting,
      String kit,
      long seed) {}

  /**
   * Makes the rows.
   *
   * @param source what they are made from
   * @param gradings has the results
   * @param kept rows of an earlier run, for those of whom there is no sheet
   */
  static Table of(Source source, Gradings gradings, List<Row> kept) {
    Map<String, Result> results = new HashMap<>();
    Stream.concat(
            source.sheets().stream().flatMap(sheet -> sheet.keys().values().stream()),
            kept.stream().map(Row::key).filter(key -> !key.isEmpty()))
        .distinct()
        .forEach(
            key ->
                gradings
                    .find(key)
                    .ifPresent(
                        result ->
                            results.put(
                                key,
                                new Result(
                                    key,
                                    result.kit(),
                                    result.seed(),
                                    result.grade(),
                                    Optional.empty()))));
    RowMaker maker = new RowMaker(source, gradings, results);
    Map<String, List<Row>> byStudent = new TreeMap<>(inOrder());
    kept.forEach(
        row -> byStudent.computeIfAbsent(row.student(), any -> new ArrayList<>()).add(row));
    maker.rows().forEach(byStudent::put);
    if (kept.isEmpty()) {
      maker.absent(byStudent.keySet()).forEach(byStudent::put);
    }
    List<Row> rows =
        byStudent.values().stream()
            .flatMap(List::stream)
            .filter(row -> isOf(source.counting(), row) || row.state() != State.NOT_STARTED)
            .toList();
    List<Lab> labs =
        source.labs().stream()
            .filter(
                lab ->
                    source.counting().contains(lab)
                        || rows.stream().anyMatch(row -> row.lab().equals(lab.id())))
            .toList();
    return new Table(rows, results, labs, source.counting());
  }

  private static boolean isOf(List<Lab> labs, Row row) {
    return labs.stream().anyMatch(lab -> lab.id().equals(row.lab()));
  }

  private static Comparator<String> inOrder() {
    return Comparator.comparing((String name) -> Register.normal(name))
        .thenComparing(Comparator.naturalOrder());
  }

  /** The table {@code grades.csv}. */
  List<List<String>> grades() {
    List<List<String>> table = new ArrayList<>();
    table.add(Row.COLUMNS);
    rows.forEach(row -> table.add(row.cells()));
    return table;
  }

  /** The table {@code totals.csv}. */
  List<List<String>> totals() {
    List<List<String>> table = new ArrayList<>();
    table.add(
        Stream.of(List.of("student"), labs.stream().map(Lab::id).toList(), List.of("total"))
            .flatMap(List::stream)
            .toList());
    byStudent()
        .forEach(
            (student, ofStudent) -> {
              List<String> cells = new ArrayList<>(List.of(student));
              labs.forEach(lab -> cells.add(pointsOf(ofStudent, lab)));
              cells.add(total(ofStudent).map(String::valueOf).orElse(""));
              table.add(cells);
            });
    return table;
  }

  /** The rows of everyone, by name. */
  Map<String, List<Row>> byStudent() {
    return rows.stream()
        .collect(Collectors.groupingBy(Row::student, LinkedHashMap::new, Collectors.toList()));
  }

  /** The points of a student that are known: by lab, and together. */
  Map<String, Integer> pointsOf(String student) {
    List<Row> ofStudent = byStudent().getOrDefault(student, List.of());
    Map<String, Integer> points = new HashMap<>();
    ofStudent.forEach(row -> row.points().ifPresent(value -> points.put(row.lab(), value)));
    total(ofStudent).ifPresent(value -> points.put(Gradebook.ALL, value));
    return points;
  }

  /** Those of the rows whose points make up the total. */
  List<Row> counting(List<Row> ofStudent) {
    return ofStudent.stream().filter(row -> isOf(counting, row)).toList();
  }

  /** The sum; empty if the kit has failed, or nothing could be read. */
  Optional<Integer> total(List<Row> ofStudent) {
    List<Row> rows = counting(ofStudent);
    boolean isKnown =
        rows.stream().noneMatch(row -> row.state() == State.GRADER_FAULT)
            && rows.stream().anyMatch(row -> row.points().isPresent());
    return isKnown
        ? Optional.of(rows.stream().flatMap(row -> row.points().stream()).mapToInt(i -> i).sum())
        : Optional.empty();
  }

  /** What there is to earn in total. */
  int max() {
    return counting.stream().mapToInt(Lab::points).sum();
  }

  private static String pointsOf(List<Row> ofStudent, Lab lab) {
    return ofStudent.stream()
        .filter(row -> row.lab().equals(lab.id()))
        .findFirst()
        .flatMap(Row::points)
        .map(String::valueOf)
        .orElse("");
  }
}

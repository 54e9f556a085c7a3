package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;

/**
 * The rows of a class: each lab of each student once, in an order that depends on nothing else.
 *
 * @param rows by student, and for each in the order of the course
 * @param results by key, without pictures
 * @param labs those that were graded
 */
record Table(List<Row> rows, Map<String, Result> results, List<Lab> labs) {

  /**
   * What rows are made from.
   *
   * @param sheets what is known of each hand-in
   * @param names what everyone is called
   * @param roster a list of the class, if there is one
   * @param labs those that are graded
   * @param kit the version of the kit
   * @param seed the seed of generated input
   */
  record Source(
      List<Sheet> sheets,
      Names names,
      Optional<Roster> roster,
      List<Lab> labs,
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
    Maker maker = new Maker(source, gradings, results);
    Map<String, List<Row>> byStudent = new TreeMap<>(inOrder());
    kept.forEach(
        row -> byStudent.computeIfAbsent(row.student(), any -> new ArrayList<>()).add(row));
    maker.rows().forEach(byStudent::put);
    if (kept.isEmpty()) {
      maker.absent(byStudent.keySet()).forEach(byStudent::put);
    }
    return new Table(
        byStudent.values().stream().flatMap(List::stream).toList(), results, source.labs());
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

  /** The sum; empty if the kit has failed, or nothing could be read. */
  static Optional<Integer> total(List<Row> ofStudent) {
    boolean isKnown =
        ofStudent.stream().noneMatch(row -> row.state() == State.GRADER_FAULT)
            && ofStudent.stream().anyMatch(row -> row.points().isPresent());
    return isKnown
        ? Optional.of(
            ofStudent.stream().flatMap(row -> row.points().stream()).mapToInt(i -> i).sum())
        : Optional.empty();
  }

  private static String pointsOf(List<Row> ofStudent, Lab lab) {
    return ofStudent.stream()
        .filter(row -> row.lab().equals(lab.id()))
        .findFirst()
        .flatMap(Row::points)
        .map(String::valueOf)
        .orElse("");
  }

  /** Makes rows. */
  private static final class Maker {

    private final Source source;
    private final Gradings gradings;
    private final Map<String, Result> results;
    private final Map<String, Set<String>> byKey = new HashMap<>();

    Maker(Source source, Gradings gradings, Map<String, Result> results) {
      this.source = source;
      this.gradings = gradings;
      this.results = results;
      for (Sheet sheet : source.sheets()) {
        // Those who hand in one thing together are no twins.
        String people =
            sheet.handedIn().people().stream()
                .map(source.names()::labelOf)
                .collect(Collectors.joining(" and "));
        sheet
            .keys()
            .values()
            .forEach(key -> byKey.computeIfAbsent(key, any -> new TreeSet<>()).add(people));
      }
    }

    Map<String, List<Row>> rows() {
      Map<String, List<Row>> rows = new LinkedHashMap<>();
      Map<String, Set<Sheet>> sheets = new LinkedHashMap<>();
      for (Sheet sheet : source.sheets()) {
        for (Person person : sheet.handedIn().people()) {
          sheets
              .computeIfAbsent(source.names().labelOf(person), any -> new LinkedHashSet<>())
              .add(sheet);
        }
      }
      sheets.forEach(
          (student, own) ->
              rows.put(
                  student,
                  own.size() == 1 ? rows(student, own.iterator().next()) : several(student, own)));
      return rows;
    }

    /** Those on the roster who have handed in nothing. */
    Map<String, List<Row>> absent(Set<String> present) {
      Map<String, List<Row>> rows = new LinkedHashMap<>();
      source.roster().map(Roster::labels).orElse(List.of()).stream()
          .filter(student -> !present.contains(student))
          .forEach(
              student ->
                  rows.put(
                      student,
                      source.labs().stream()
                          .map(
                              lab ->
                                  row(
                                      student,
                                      lab,
                                      State.NOT_STARTED,
                                      0,
                                      "",
                                      "Nothing was handed in."))
                          .toList()));
      return rows;
    }

    private List<Row> several(String student, Set<Sheet> sheets) {
      String all =
          sheets.stream()
              .flatMap(sheet -> sheet.handedIn().parts().stream())
              .map(HandedIn.Part::name)
              .collect(Collectors.joining(", "));
      return source.labs().stream()
          .map(
              lab ->
                  row(
                      student,
                      lab,
                      State.REFUSED,
                      1,
                      "",
                      "There are several hand-ins of this student: %s. Leave one of them."
                          .formatted(all)))
          .toList();
    }

    private List<Row> rows(String student, Sheet sheet) {
      return source.labs().stream().map(lab -> row(student, sheet, lab)).toList();
    }

    private Row row(String student, Sheet sheet, Lab lab) {
      int attempt = sheet.handedIn().attempt();
      String key = sheet.keys().getOrDefault(lab, "");
      Optional<Result> result = Optional.ofNullable(results.get(key));
      if (sheet.refusal().isPresent()) {
        return row(
            student, lab, State.REFUSED, attempt, "", note(sheet, lab, sheet.refusal().get()));
      }
      if (sheet.problems().containsKey(lab)) {
        return row(
            student, lab, State.REFUSED, attempt, "", note(sheet, lab, sheet.problems().get(lab)));
      }
      if (key.isEmpty()) {
        return row(student, lab, State.NOT_STARTED, attempt, "", note(sheet, lab, ""));
      }
      if (result.isEmpty()) {
        String why = gradings.reason(key).orElse("It was not graded.");
        return row(student, lab, State.GRADER_FAULT, attempt, key, note(sheet, lab, why));
      }
      State state = result.get().state();
      String note =
          note(
              sheet,
              lab,
              Stream.of(about(result.get()), twins(sheet, key, state))
                  .filter(text -> !text.isEmpty())
                  .collect(Collectors.joining(" ")));
      return new Row(
          student,
          lab.id(),
          state.hasPoints() ? Optional.of(result.get().grade().points()) : Optional.empty(),
          lab.points(),
          state,
          state.hasPoints()
              ? result.get().lost().stream().map(one -> one.check().id()).toList()
              : List.of(),
          attempt,
          source.seed(),
          source.kit(),
          key,
          note);
    }

    private Row row(String student, Lab lab, State state, int attempt, String key, String note) {
      return new Row(
          student,
          lab.id(),
          state.hasPoints() ? Optional.of(0) : Optional.empty(),
          lab.points(),
          state,
          List.of(),
          attempt,
          source.seed(),
          source.kit(),
          key,
          note);
    }

    private String note(Sheet sheet, Lab lab, String first) {
      List<String> sentences = new ArrayList<>();
      sentences.add(first);
      if (sheet.handedIn().isLate()) {
        sentences.add("Handed in late.");
      }
      sentences.addAll(sheet.remarks().getOrDefault(lab, List.of()));
      sentences.addAll(sheet.general());
      sheet.handedIn().people().stream()
          .map(source.names()::labelOf)
          .filter(source.names().strangers()::contains)
          .findFirst()
          .ifPresent(name -> sentences.add("Not on the roster."));
      return sentences.stream()
          .filter(text -> !text.isBlank())
          .distinct()
          .map(text -> text.replaceAll("\\s+", " ").strip())
          .collect(Collectors.joining(" "));
    }

    private static String about(Result result) {
      if (result.isFault()) {
        return "The grader itself failed, three times: grade again with --only faulty, and report it if that does not help.";
      }
      return result
          .grade()
          .compileErrors()
          .flatMap(text -> text.lines().findFirst())
          .map(line -> line.replaceFirst("^\\| ", ""))
          .orElse("");
    }

    /** Who has handed in the same; what nobody has begun is the same for all. */
    private String twins(Sheet sheet, String key, State state) {
      String own =
          sheet.handedIn().people().stream()
              .map(source.names()::labelOf)
              .collect(Collectors.joining(" and "));
      List<String> others =
          byKey.getOrDefault(key, Set.of()).stream().filter(one -> !one.equals(own)).toList();
      return state == State.NOT_STARTED || others.isEmpty()
          ? ""
          : "The same as %s.".formatted(String.join(", ", others));
    }
  }
}

package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;

/** Makes the rows of students from what they have handed in and what came of it. */
final class RowMaker {

  /** The remark about a hand-in that came after the date. */
  static final String LATE = "Handed in late.";

  private final Table.Source source;
  private final Gradings gradings;
  private final Map<String, Result> results;
  private final Map<String, Set<String>> byKey = new HashMap<>();

  RowMaker(Table.Source source, Gradings gradings, Map<String, Result> results) {
    this.source = source;
    this.gradings = gradings;
    this.results = results;
    for (Sheet sheet : source.sheets()) {
      sheet
          .keys()
          .values()
          .forEach(key -> byKey.computeIfAbsent(key, any -> new TreeSet<>()).add(people(sheet)));
    }
  }

  /** Those who have handed something in. */
  Map<String, List<Row>> rows() {
    Map<String, Set<Sheet>> sheets = new LinkedHashMap<>();
    for (Sheet sheet : source.sheets()) {
      for (Person person : sheet.handedIn().people()) {
        sheets
            .computeIfAbsent(source.names().labelOf(person), any -> new LinkedHashSet<>())
            .add(sheet);
      }
    }
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    sheets.forEach(
        (student, own) ->
            rows.put(
                student,
                source.labs().stream()
                    .map(
                        lab ->
                            own.size() == 1
                                ? row(student, own.iterator().next(), lab)
                                : several(student, own, lab))
                    .toList()));
    return rows;
  }

  /** Those on the roster who have handed in nothing. */
  Map<String, List<Row>> absent(Set<String> present) {
    String note = "Nothing was handed in.";
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    source.roster().map(Roster::labels).orElse(List.of()).stream()
        .filter(student -> !present.contains(student))
        .forEach(
            student ->
                rows.put(
                    student,
                    source.labs().stream()
                        .map(lab -> row(student, lab, State.NOT_STARTED, 0, "", note, note))
                        .toList()));
    return rows;
  }

  private Row several(String student, Set<Sheet> sheets, Lab lab) {
    String all =
        sheets.stream()
            .flatMap(sheet -> sheet.handedIn().parts().stream())
            .map(HandedIn.Part::name)
            .collect(Collectors.joining(", "));
    String note =
        "There are several hand-ins of this student: %s. Leave one of them.".formatted(all);
    return row(student, lab, State.REFUSED, 1, "", note, note);
  }

  private Row row(String student, Sheet sheet, Lab lab) {
    String key = sheet.keys().getOrDefault(lab, "");
    Optional<Result> result = Optional.ofNullable(results.get(key));
    Optional<String> problem =
        sheet.refusal().or(() -> Optional.ofNullable(sheet.problems().get(lab)));
    if (problem.isPresent()) {
      return row(student, sheet, lab, State.REFUSED, "", problem.get());
    }
    if (key.isEmpty()) {
      return row(student, sheet, lab, State.NOT_STARTED, "", "");
    }
    if (result.isEmpty()) {
      String why = gradings.reason(key).orElse("It was not graded.");
      return row(student, sheet, lab, State.GRADER_FAULT, key, why);
    }
    Row row = row(student, sheet, lab, result.get().state(), key, about(result.get()));
    return row.state().hasPoints()
        ? row.with(
            result.get().grade().points(),
            result.get().lost().stream().map(lost -> lost.check().id()).toList())
        : row;
  }

  private Row row(String student, Sheet sheet, Lab lab, State state, String key, String about) {
    Stream<String> forBoth =
        Stream.of(
                Stream.of(about),
                Stream.of(sheet.handedIn().isLate() ? LATE : ""),
                sheet.remarks().getOrDefault(lab, List.of()).stream(),
                sheet.general().stream())
            .flatMap(sentences -> sentences);
    List<String> remarks = forBoth.toList();
    List<String> note = new ArrayList<>(remarks);
    note.add(1, twins(sheet, key, state));
    if (source.names().strangers().contains(student)) {
      note.add("Not on the roster.");
    }
    return row(
        student, lab, state, sheet.handedIn().attempt(), key, sentences(note), sentences(remarks));
  }

  private Row row(
      String student, Lab lab, State state, int attempt, String key, String note, String remarks) {
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
        note,
        remarks);
  }

  private static String sentences(List<String> all) {
    return all.stream()
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String about(Result result) {
    if (result.isFault()) {
      return "The grader itself failed, three times: grade again with --only faulty, and report it"
          + " if that does not help.";
    }
    return result
        .grade()
        .compileErrors()
        .flatMap(text -> text.lines().findFirst())
        .map(line -> line.replaceFirst("^\\| ", "") + ".")
        .orElse("");
  }

  /** Who has handed in the same; what nobody has begun is the same for all. */
  private String twins(Sheet sheet, String key, State state) {
    List<String> others =
        byKey.getOrDefault(key, Set.of()).stream()
            .filter(one -> !one.equals(people(sheet)))
            .toList();
    return state == State.NOT_STARTED || others.isEmpty()
        ? ""
        : "The same as %s.".formatted(String.join(", ", others));
  }

  /** Those who hand in one thing together are no twins. */
  private String people(Sheet sheet) {
    return sheet.handedIn().people().stream()
        .map(source.names()::labelOf)
        .collect(Collectors.joining(" and "));
  }
}

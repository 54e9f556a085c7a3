package streamkata.grader.classroom;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;
import streamkata.grader.page.Block;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Folded;
import streamkata.grader.page.Grid;
import streamkata.grader.page.Page;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Preformatted;
import streamkata.grader.page.Section;

/** The page that a teacher looks at: what the class loses most and why, and where everyone is. */
final class ClassPage {

  private static final int MOST_EXAMPLES = 12;

  /** What of the tags stands in the row of a student. */
  private static final Map<String, String> MARKS =
      new TreeMap<>(
          Map.of(
              "late", "late", "twin", "as others", "unchanged", "unchanged", "remark", "remark"));

  private final Table table;
  private final FileNames files;
  private final Set<String> unchanged;
  private final List<String> strangers;
  private final List<String> leftOut;
  private final List<Losses> losses;

  /**
   * Prepares the page.
   *
   * @param table the rows
   * @param files the names of the students' own pages
   * @param unchanged who has handed in the same as for the last run
   * @param strangers who is not on the roster
   * @param leftOut files that are no hand-ins
   */
  ClassPage(
      Table table,
      FileNames files,
      Set<String> unchanged,
      List<String> strangers,
      List<String> leftOut) {
    this.table = table;
    this.files = files;
    this.unchanged = unchanged;
    this.strangers = strangers;
    this.leftOut = leftOut;
    this.losses = Losses.of(table);
  }

  /** The page. */
  Page page() {
    Row any = table.rows().get(0);
    return new Page(
        "The class",
        lead(),
        List.of(
            new Section("What the class loses most", mostLost()),
            new Section("Labs", List.of(labs())),
            new Section("Students", List.of(students())),
            new Section("To look at", toLookAt())),
        "Graded by Streamkata %s with seed %d.".formatted(any.kit(), any.seed()));
  }

  private String lead() {
    List<Integer> totals =
        table.byStudent().values().stream().flatMap(rows -> table.total(rows).stream()).toList();
    double average = totals.stream().mapToInt(i -> i).average().orElse(0);
    long complete = table.byStudent().values().stream().filter(this::isComplete).count();
    return String.format(
        Locale.ROOT,
        "%d students, %d of them complete; %.1f of %d points on average. %s",
        table.byStudent().size(),
        complete,
        average,
        table.max(),
        losses.stream()
            .findFirst()
            .map(
                most ->
                    "Most often lost: %s (%s), by %d of %d who have begun the lab."
                        .formatted(
                            most.check().claim(), most.check().lab(), most.failed(), most.begun()))
            .orElse("Nobody has failed a check."));
  }

  private List<Block> mostLost() {
    if (losses.isEmpty()) {
      return List.of(new Paragraph("Nobody has failed a check."));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new streamkata.grader.page.Table(
            "Checks by how many have failed them, and the commonest mistake behind each",
            List.of("Check", "Lab", "Failed by", "Points lost", "Commonest mistake"),
            losses.stream().limit(MOST_EXAMPLES).map(ClassPage::row).toList()));
    losses.stream().limit(MOST_EXAMPLES).map(this::example).forEach(blocks::add);
    if (losses.size() > MOST_EXAMPLES) {
      blocks.add(
          new streamkata.grader.page.Table(
              "All other checks that somebody has failed",
              List.of("Check", "Lab", "Failed by", "Points lost", "Commonest mistake"),
              losses.stream().skip(MOST_EXAMPLES).map(ClassPage::row).toList(),
              true));
    }
    return blocks;
  }

  private static List<Cell> row(Losses loss) {
    return List.of(
        Cell.text(loss.check().claim()),
        Cell.text(loss.check().lab()),
        Cell.number("%d of %d".formatted(loss.failed(), loss.begun())),
        Cell.number(Integer.toString(loss.points())),
        Cell.text(loss.mistake()));
  }

  private Block example(Losses loss) {
    return new Folded(
        "Example: %s, %s".formatted(loss.check().lab(), loss.check().claim()),
        List.of(
            new Paragraph(
                "%d of the %d who failed it made the commonest mistake.%s"
                    .formatted(
                        loss.makers(),
                        loss.failed(),
                        loss.unjudged() == 0
                            ? ""
                            : " %d more lost it because other results are wrong already."
                                .formatted(loss.unjudged()))),
            new Preformatted("From " + loss.student(), loss.example().message())));
  }

  private Block labs() {
    List<String> headers = new ArrayList<>(List.of("Lab", "Average of those who began"));
    Stream.of(State.values()).map(State::title).forEach(headers::add);
    return new streamkata.grader.page.Table(
        "How many students have come how far",
        headers,
        table.labs().stream().map(this::row).toList());
  }

  private List<Cell> row(Lab lab) {
    List<Row> rows = table.rows().stream().filter(row -> row.lab().equals(lab.id())).toList();
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(lab.id()));
    cells.add(
        Cell.number(
            String.format(
                Locale.ROOT,
                "%.1f / %d",
                rows.stream()
                    .filter(row -> row.state() != State.NOT_STARTED)
                    .flatMap(row -> row.points().stream())
                    .mapToInt(i -> i)
                    .average()
                    .orElse(0),
                lab.points())));
    for (State state : State.values()) {
      cells.add(
          Cell.number(Long.toString(rows.stream().filter(row -> row.state() == state).count())));
    }
    return cells;
  }

  private Block students() {
    List<String> headers = new ArrayList<>(List.of("Student", "Total"));
    table.labs().forEach(lab -> headers.add(lab.id()));
    headers.add("Note");
    List<Grid.Row> rows =
        table.byStudent().entrySet().stream()
            .map(each -> student(each.getKey(), each.getValue()))
            .toList();
    return new Grid("All students", headers, rows, choices(rows));
  }

  private Grid.Row student(String student, List<Row> rows) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.link(student, "feedback/" + encoded(files.of(student) + ".html")));
    cells.add(Cell.number(table.total(rows).map(String::valueOf).orElse("?")));
    for (Lab lab : table.labs()) {
      cells.add(
          rows.stream()
              .filter(row -> row.lab().equals(lab.id()))
              .findFirst()
              .map(ClassPage::cell)
              .orElse(new Cell("", Cell.Kind.NONE)));
    }
    List<String> tags = tags(student, rows);
    cells.add(
        Cell.text(
            MARKS.entrySet().stream()
                .filter(mark -> tags.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "))));
    return new Grid.Row(cells, tags);
  }

  /** Points where there are any, and what else is to be known. */
  private static Cell cell(Row row) {
    String text =
        switch (row.state()) {
          case COMPLETE, IN_PROGRESS -> row.points().map(String::valueOf).orElse("?");
          case NOT_STARTED, DOES_NOT_COMPILE, REFUSED, GRADER_FAULT -> row.state().title();
        };
    return new Cell(text, kind(row.state()));
  }

  static Cell.Kind kind(State state) {
    return switch (state) {
      case COMPLETE -> Cell.Kind.GOOD;
      case IN_PROGRESS -> Cell.Kind.OPEN;
      case NOT_STARTED -> Cell.Kind.NONE;
      case DOES_NOT_COMPILE, REFUSED, GRADER_FAULT -> Cell.Kind.BAD;
    };
  }

  private List<String> tags(String student, List<Row> rows) {
    Set<String> tags = new LinkedHashSet<>();
    rows.forEach(
        row -> {
          tags.add(tag(row.state()));
          tags.add(row.lab() + ":" + tag(row.state()));
        });
    if (rows.stream().allMatch(row -> row.state() == State.NOT_STARTED)) {
      tags.add("nothing");
    }
    if (isComplete(rows)) {
      tags.add("all");
    }
    if (rows.stream().anyMatch(row -> row.note().contains("The same as "))) {
      tags.add("twin");
    }
    if (rows.stream().anyMatch(row -> row.remarks().contains(RowMaker.LATE))) {
      tags.add("late");
    }
    if (unchanged.contains(student)) {
      tags.add("unchanged");
    }
    if (rows.stream().anyMatch(row -> !remark(row).isEmpty())) {
      tags.add("remark");
    }
    return List.copyOf(tags);
  }

  /** What else is to be said of a row that has been graded. */
  private static String remark(Row row) {
    boolean isToldElsewhere =
        !row.state().hasPoints() || row.state() == State.DOES_NOT_COMPILE || row.attempt() == 0;
    return isToldElsewhere ? "" : row.remarks().replace(RowMaker.LATE, "").strip();
  }

  private boolean isComplete(List<Row> rows) {
    return table.counting(rows).stream().allMatch(row -> row.state() == State.COMPLETE);
  }

  private static String tag(State state) {
    return state.title().replace(' ', '-');
  }

  private List<Grid.Choices> choices(List<Grid.Row> rows) {
    Map<String, String> general = new LinkedHashMap<>();
    general.put("who has begun nothing", "nothing");
    general.put("who has everything complete", "all");
    general.put("with something refused", "refused");
    general.put("with something that does not compile", "does-not-compile");
    general.put("with a grader fault", "grader-fault");
    general.put("who came late", "late");
    general.put("who handed in the same as others", "twin");
    general.put("who changed nothing since the last run", "unchanged");
    general.put("of whom something else was noticed", "remark");
    List<Grid.Choices> choices = new ArrayList<>();
    choices.add(choices("All labs", general, rows));
    for (Lab lab : table.labs()) {
      Map<String, String> ofLab = new LinkedHashMap<>();
      Stream.of(State.values())
          .forEach(state -> ofLab.put(lab.id() + " " + state.title(), lab.id() + ":" + tag(state)));
      choices.add(choices(lab.id(), ofLab, rows));
    }
    return choices.stream().filter(group -> !group.all().isEmpty()).toList();
  }

  private static Grid.Choices choices(String title, Map<String, String> all, List<Grid.Row> rows) {
    return new Grid.Choices(
        title,
        all.entrySet().stream()
            .filter(each -> rows.stream().anyMatch(row -> row.tags().contains(each.getValue())))
            .map(each -> new Grid.Choice(each.getKey(), each.getValue()))
            .toList());
  }

  private List<Block> toLookAt() {
    List<Block> blocks = new ArrayList<>();
    add(blocks, "Who has begun nothing", tagged("nothing"));
    add(blocks, "Who has changed nothing since the last run", List.copyOf(unchanged));
    rowsOf(blocks, "What could not be read", State.REFUSED);
    rowsOf(blocks, "Where the grader itself failed", State.GRADER_FAULT);
    rowsOf(blocks, "What does not compile", State.DOES_NOT_COMPILE);
    twins(blocks);
    rows(blocks, "What else was noticed", row -> !remark(row).isEmpty(), ClassPage::remark);
    add(blocks, "Who has handed in and is not on the roster", strangers);
    add(blocks, "Files that are no hand-ins", leftOut);
    return blocks.isEmpty() ? List.of(new Paragraph("There is nothing to look at.")) : blocks;
  }

  private List<String> tagged(String tag) {
    return table.byStudent().entrySet().stream()
        .filter(each -> tags(each.getKey(), each.getValue()).contains(tag))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void add(List<Block> blocks, String title, List<String> names) {
    if (!names.isEmpty()) {
      blocks.add(
          new Folded(
              "%s: %d".formatted(title, names.size()),
              List.of(new Paragraph(String.join(", ", names) + "."))));
    }
  }

  private void rowsOf(List<Block> blocks, String title, State state) {
    rows(blocks, title, row -> row.state() == state, Row::remarks);
  }

  /** What is said of several labs of a student is said once. */
  private void rows(
      List<Block> blocks, String title, Predicate<Row> which, Function<Row, String> why) {
    Map<List<String>, String> labs =
        table.rows().stream()
            .filter(which)
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.student(), why.apply(row)),
                    LinkedHashMap::new,
                    Collectors.mapping(Row::lab, Collectors.joining(", "))));
    if (!labs.isEmpty()) {
      blocks.add(
          new streamkata.grader.page.Table(
              "%s: %d".formatted(title, labs.size()),
              List.of("Student", "Labs", "Why"),
              labs.entrySet().stream()
                  .map(
                      each ->
                          List.of(
                              Cell.text(each.getKey().get(0)),
                              Cell.text(each.getValue()),
                              Cell.text(each.getKey().get(1))))
                  .toList(),
              true));
    }
  }

  private void twins(List<Block> blocks) {
    Map<String, List<Row>> byKey =
        table.rows().stream()
            .filter(row -> row.note().contains("The same as "))
            .collect(
                Collectors.groupingBy(
                    row -> row.lab() + " " + row.key(), TreeMap::new, Collectors.toList()));
    if (!byKey.isEmpty()) {
      blocks.add(
          new streamkata.grader.page.Table(
              "Who has handed in the same: %d groups".formatted(byKey.size()),
              List.of("Lab", "Students", "Points"),
              byKey.values().stream()
                  .map(
                      rows ->
                          List.of(
                              Cell.text(rows.get(0).lab()),
                              Cell.text(
                                  rows.stream()
                                      .map(Row::student)
                                      .collect(Collectors.joining(", "))),
                              Cell.number(rows.get(0).points().map(String::valueOf).orElse("?"))))
                  .toList(),
              true));
    }
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

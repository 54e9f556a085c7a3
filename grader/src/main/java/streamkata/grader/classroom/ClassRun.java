package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;

/** {@code kata class grade}: from what a class has handed in to all that comes out. */
public final class ClassRun {

  private final Order order;
  private final Selection selection;
  private final Labs all;
  private final Optional<Function<Lab, LabCode>> references;

  /**
   * What is asked for.
   *
   * @param handIns a folder or an archive
   * @param roster a list of the class
   * @param gradebook a file to be filled in
   * @param out the folder for what comes out
   * @param graded where a cluster has written what it has graded; then nothing is graded here
   * @param jobs how many hand-ins are graded at a time, 1 or more
   * @param onlyFaulty whether only those rows are made anew where the kit had failed
   * @param sandboxed whether programs are shut in
   */
  public record Order(
      Path handIns,
      Optional<Path> roster,
      Optional<Path> gradebook,
      Path out,
      Optional<Path> graded,
      int jobs,
      boolean onlyFaulty,
      boolean sandboxed) {}

  /**
   * Prepares a run.
   *
   * @param order what is asked for
   * @param selection the labs that are graded, the seed and the limits
   * @param all the labs that there are
   * @param references the reference solutions, for pictures; empty if there are none
   */
  public ClassRun(
      Order order, Selection selection, Labs all, Optional<Function<Lab, LabCode>> references) {
    this.order = order;
    this.selection = selection;
    this.all = all;
    this.references = references;
  }

  /**
   * Grades, and writes all that comes out.
   *
   * @param listener is told how far it is
   * @return what there is to say at the end
   * @throws Refusal if it cannot start; then nothing has been written
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the calling thread is interrupted; what is graded is kept
   */
  public Outcome run(Listener listener) throws IOException, InterruptedException {
    requireOutside();
    List<Row> before = earlier();
    try (Delivery delivery = Delivery.open(order.handIns(), all.all());
        Workshop workshop = new Workshop(selection, order.sandboxed(), references, free(all))) {
      List<Person> people =
          delivery.handIns().stream().flatMap(handIn -> handIn.people().stream()).toList();
      Optional<Roster> roster = order.roster().map(file -> Roster.read(file, people));
      Optional<Gradebook> gradebook =
          order.gradebook().map(file -> new Gradebook(file, selection.labs()));
      requireTheirs();
      Names names = Names.of(people, roster);
      List<Sheet> sheets =
          delivery.handIns().stream()
              .filter(handIn -> !order.onlyFaulty() || isFaulty(handIn, names, before))
              .map(
                  handIn ->
                      Sheet.of(
                          handIn,
                          selection.labs(),
                          all.all(),
                          workshop.kitVersion(),
                          selection.seed()))
              .toList();
      Gradings gradings = gradings(sheets, workshop, listener);
      Table table =
          Table.of(
              new Table.Source(
                  sheets,
                  names,
                  roster,
                  selection.labs(),
                  selection.counting(),
                  workshop.kitVersion(),
                  selection.seed()),
              gradings,
              order.onlyFaulty() ? before : List.of());
      Output output = new Output(order.out(), table);
      output.writeFeedback(gradings::find, before);
      output.writePage(before, names.strangers(), delivery.leftOut());
      if (!order.onlyFaulty()) {
        new Similarity(order.out().resolve(Similarity.NAME), selection.kit(), selection.labs())
            .layOut(sheets, names);
      }
      List<String> said = new ArrayList<>();
      if (gradebook.isPresent()) {
        said.addAll(fill(gradebook.get(), output, table, names));
      }
      output.writePoints();
      delivery
          .leftOut()
          .forEach(name -> said.add("%s is no hand-in, and was left out.".formatted(name)));
      return new Outcome(table.rows(), said, order.out());
    }
  }

  /** Of those without points, the one with the most checks. */
  static Optional<Lab> free(Labs all) {
    return all.all().stream()
        .filter(lab -> lab.points() == 0)
        .max(Comparator.comparingInt(lab -> lab.checks().size()));
  }

  private Gradings gradings(List<Sheet> sheets, Workshop workshop, Listener listener)
      throws IOException, InterruptedException {
    ResultStore store =
        ResultStore.in(Files.createDirectories(order.out()).resolve("results"), all);
    Gradings gradings = new Gradings(store, workshop, listener);
    if (order.graded().isPresent()) {
      gradings.collect(sheets, order.graded().get());
    } else {
      gradings.run(sheets, order.jobs());
    }
    return gradings;
  }

  /**
   * The reference solutions, for pictures.
   *
   * @param kit where they are
   * @param all the labs that there are
   * @return their code; empty where an instructor has left them out
   */
  public static Optional<Function<Lab, LabCode>> references(Kit kit, Labs all) {
    if (!Files.isDirectory(kit.sources(Kit.SOLUTIONS))) {
      return Optional.empty();
    }
    Submission solutions =
        Submission.of(
            Selection.from(
                kit,
                all,
                name ->
                    Optional.of(Kit.SOLUTIONS).filter(any -> name.equals("kata.implementation"))));
    return Optional.of(solutions::codeOf);
  }

  /** What comes out must not be taken for something handed in the next time. */
  private void requireOutside() {
    Path handIns = order.handIns().toAbsolutePath().normalize();
    if (order.out().toAbsolutePath().normalize().startsWith(handIns)) {
      throw new Refusal(
          "%s is in the folder of the hand-ins: name another place with --out."
              .formatted(order.out()));
    }
  }

  /** What is filled in lies beside our own files, and must not be one of them, nor the original. */
  private void requireTheirs() throws IOException {
    if (order.gradebook().isPresent()) {
      Path original = order.gradebook().get();
      Path filled = order.out().resolve(filled(original));
      if (Files.exists(filled) && Files.isSameFile(filled, original)) {
        throw new Refusal(
            "%s is in the folder for the results. Keep it in another folder, so that it is not changed."
                .formatted(original));
      }
    }
  }

  private static String filled(Path original) {
    String name = original.getFileName().toString();
    return Output.OWN.contains(name) ? "filled-" + name : name;
  }

  private List<String> fill(Gradebook gradebook, Output output, Table table, Names names)
      throws IOException {
    Map<Person, Map<String, Integer>> points = new HashMap<>();
    names.byPerson().forEach((person, label) -> points.put(person, table.pointsOf(label)));
    Map<String, Integer> max =
        selection.labs().stream().collect(Collectors.toMap(Lab::id, Lab::points));
    max.put(Gradebook.ALL, table.max());
    Path file = output.write(filled(order.gradebook().orElseThrow()), gradebook.with(points, max));
    List<String> said = new ArrayList<>(gradebook.remarks(max));
    said.add(
        "%s is %s with %s filled in."
            .formatted(
                file, order.gradebook().orElseThrow(), String.join(", ", gradebook.columns())));
    String strangers =
        names.byPerson().keySet().stream()
            .filter(person -> !gradebook.has(person))
            .map(person -> names.labelOf(person))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!strangers.isEmpty()) {
      said.add("Not in %s: %s.".formatted(gradebook.name(), strangers));
    }
    return said;
  }

  private static boolean isFaulty(HandedIn handIn, Names names, List<Row> before) {
    return handIn.people().stream()
        .map(names::labelOf)
        .anyMatch(
            label ->
                before.stream()
                    .anyMatch(
                        row -> row.student().equals(label) && row.state() == State.GRADER_FAULT));
  }

  /** The rows of the last run. */
  private List<Row> earlier() throws IOException {
    Path file = order.out().resolve(Output.GRADES);
    if (Files.notExists(file)) {
      if (order.onlyFaulty()) {
        throw new Refusal(
            "There is no earlier run in %s, so nothing in it is faulty: grade without --only."
                .formatted(order.out()));
      }
      return List.of();
    }
    try {
      List<List<String>> rows = Csv.rows(Files.readString(file), ',');
      return rows.get(0).equals(Row.COLUMNS)
          ? rows.subList(1, rows.size()).stream().map(Row::of).toList()
          : List.of();
    } catch (IOException | RuntimeException e) {
      throw new Refusal(
          "%s is not what a run has written: delete it, or name another folder with --out."
              .formatted(file));
    }
  }
}

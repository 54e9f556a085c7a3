package streamkata.grader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import streamkata.grader.kit.AfterGreen;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.LabState;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.SourceLine;
import streamkata.grader.labs.Course;

/**
 * Where a learner is, as commands print it.
 *
 * @param kit where everything is
 * @param progress how far they have come
 * @param ansi whether colours are on
 */
record KitProgress(Kit kit, Progress progress, Ansi ansi) {

  private static final Labs LABS = Course.PATH.labs();
  private static final int BAR = 40;

  /** Reads the progress; what is wrong with its file is said on the error stream of a command. */
  static KitProgress of(CommandSpec command) {
    Kit kit = Kata.kit(command);
    Progress progress = Progress.read(kit);
    progress.complaint().ifPresent(command.commandLine().getErr()::println);
    return new KitProgress(kit, progress, command.commandLine().getColorScheme().ansi());
  }

  /** The first lab that is not complete, if there is one. */
  Optional<Lab> current() {
    return progress.current(LABS);
  }

  /** The lab or step that was named, or else the current one. */
  Lab orCurrent(Lab named) {
    return Optional.ofNullable(named).or(this::current).orElseThrow(KitProgress::allComplete);
  }

  /** The first lab that is not complete; never a step. */
  Lab currentLab() {
    return progress.current(new Labs(LABS.graded())).orElseThrow(KitProgress::allComplete);
  }

  private static Refusal allComplete() {
    return new Refusal(
        "All labs are complete: say which one you mean, for instance %s."
            .formatted(LABS.graded().get(0).id()));
  }

  /** The labs of all courses with points and state. */
  String table() {
    return String.join(
        System.lineSeparator() + System.lineSeparator(),
        LABS.byCourse().entrySet().stream()
            .map(course -> sum(course.getKey(), course.getValue()) + table(course.getValue()))
            .toList());
  }

  private String sum(String title, List<Lab> labs) {
    return String.format(
        Locale.ROOT,
        " %-28s %4d / %-4d points%n",
        title,
        labs.stream().mapToInt(progress::points).sum(),
        labs.stream().mapToInt(Lab::points).sum());
  }

  private String table(List<Lab> labs) {
    List<String> lines = new ArrayList<>();
    for (Lab lab : labs) {
      steps(lab).ifPresent(lines::add);
      lines.add(
          ansi.string(
              String.format(
                  Locale.ROOT,
                  " %s %-26s %4d / %-4d %s",
                  mark(List.of(lab)),
                  lab.id(),
                  progress.points(lab),
                  lab.points(),
                  coloured(progress.state(lab)))));
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** The steps before a lab in one line; none if there are none. */
  private Optional<String> steps(Lab lab) {
    List<Lab> steps = LABS.stepsBefore(lab);
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    long done = steps.stream().filter(step -> progress.state(step) == LabState.COMPLETE).count();
    String name = steps.size() == 1 ? "1 step" : steps.size() + " steps";
    return Optional.of(
        ansi.string(
            String.format(
                Locale.ROOT,
                " %s   @|faint %-24s %4s   %-4s %d of %d done|@",
                mark(steps),
                name,
                "",
                "",
                done,
                steps.size())));
  }

  private String mark(List<Lab> labs) {
    return current().filter(labs::contains).isPresent() ? ">" : " ";
  }

  /** Every step before the labs, with its state. */
  String steps() {
    return LABS.all().stream()
        .filter(Lab::isStep)
        .map(
            step ->
                ansi.string(
                    String.format(
                        Locale.ROOT,
                        " %s %-26s %s",
                        mark(List.of(step)),
                        step.id(),
                        coloured(progress.state(step)))))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** For each course points, a bar and its labs; and what is next. */
  String overview() {
    List<String> lines = new ArrayList<>();
    LABS.byCourse()
        .forEach((title, labs) -> lines.addAll(List.of("", head(title, labs), "", table(labs))));
    lines.addAll(List.of("", next(), ""));
    return String.join(System.lineSeparator(), lines);
  }

  private String head(String title, List<Lab> labs) {
    int points = labs.stream().mapToInt(progress::points).sum();
    int possible = labs.stream().mapToInt(Lab::points).sum();
    int filled = points * BAR / possible;
    String bar = "#".repeat(filled) + ".".repeat(BAR - filled);
    return " %-13s  [%s]  %d / %d points".formatted(title, bar, points, possible);
  }

  /** What is to be said of the core course after one of its labs, if all are complete. */
  Optional<String> afterCore(Lab lab) {
    return AfterGreen.ofCore(LABS, one -> progress.state(one) == LabState.COMPLETE, lab);
  }

  /** What to do next, and the command to type. */
  String next() {
    Optional<Lab> current = current();
    if (current.isEmpty()) {
      return " All done. What the reference does, and why: %s%n What each requirement means in production, and where to go from here:%n   %s"
          .formatted(kit.typed("solution LAB"), AfterGreen.PRODUCTION);
    }
    Lab lab = current.get();
    List<String> lines = new ArrayList<>();
    String kind = lab.isStep() ? "step " : "";
    lines.add(ansi.string(" Next: %s@|bold %s|@".formatted(kind, lab.id())));
    SourceLine.of(Selection.from(kit, LABS, name -> Optional.empty()), lab)
        .ifPresent(
            at -> {
              if (progress.state(lab) == LabState.NOT_STARTED && !lab.isStep()) {
                lines.add("   read   " + kit.relative(kit.task(lab)));
              }
              lines.add("   write  " + at);
            });
    lines.add("   type   " + kit.typed("watch") + "   to be graded whenever you save");
    if (lab.isStep()) {
      lines.add("   You know Flink? " + kit.typed("watch --labs-only") + " skips the steps.");
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String coloured(LabState state) {
    return switch (state) {
      case COMPLETE -> "@|green complete|@";
      case IN_PROGRESS -> "@|yellow in progress|@";
      case NOT_STARTED -> state.title();
    };
  }
}

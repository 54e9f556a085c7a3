package streamkata.grader.watch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import streamkata.common.lab.MissingSolutionException;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.AfterGreen;
import streamkata.grader.kit.Hint;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.SourceLine;
import streamkata.grader.kit.Task;
import streamkata.grader.watch.Page.Line;
import streamkata.grader.watch.Page.Tone;
import streamkata.grader.wire.Failure;

/** Says what there is to say as pages: no more than one problem at a time, and always the keys. */
final class View {

  private static final int BAR = 10;
  private static final int MOST_PROBLEMS = 3;
  private static final List<Line> KEYS =
      List.of(
          new Line(
              " Save to check again. [h]int [t]ask [e]dit [s]olution [r]eset [m]ore", Tone.STRONG),
          new Line(
              " [a]ll checks [c]heck now [n]ext [p]revious s[k]ip steps [l]abs [q]uit",
              Tone.STRONG));

  /** What is to be seen first of a failure; what was fed in is the longest part. */
  private static final List<String> FIRST =
      List.of("look at", "expected", "but was", "problem", "at");

  private final Selection selection;
  private final Kit kit;
  private final Path workingDirectory = Path.of("").toAbsolutePath();

  View(Selection selection) {
    this.selection = selection;
    this.kit = selection.kit();
  }

  /**
   * A lab, since its last save.
   *
   * @param standing how it stands
   * @param all whether every check and every failure is to be shown, not only the first failure
   * @param notice what else is to be said, if anything
   * @param hint what is to be shown with it, if anything
   * @param printed the file of what the program has printed, if it has
   */
  Page of(
      Standing standing,
      boolean all,
      Optional<String> notice,
      Optional<Hint> hint,
      Optional<Path> printed) {
    List<Line> lines = new ArrayList<>();
    notice.ifPresent(text -> paragraph(lines, text, Tone.STRONG));
    header(standing, lines);
    // Before a long verdict, which fills a screen.
    hint.ifPresent(shown -> hint(shown, lines));
    if (!standing.problems().isEmpty()) {
      problems(standing, lines);
    } else if (standing.isNotStarted()) {
      notStarted(standing, lines);
    } else if (standing.isComplete()) {
      complete(standing, lines);
    } else {
      if (standing.isDone() && all) {
        ladder(standing, lines);
      }
      failures(standing, all, lines);
    }
    if (!standing.isDone()) {
      underWay(standing, lines);
    }
    standing.remarks().forEach(remark -> paragraph(lines, remark, Tone.QUIET));
    if (!standing.failures().isEmpty()) {
      lines.add(new Line(" How to read this: " + shortened(kit.notation().toString()), Tone.QUIET));
    }
    printed.ifPresent(
        file ->
            paragraph(
                lines,
                "The output of your program is in " + shortened(file.toString()),
                Tone.QUIET));
    return new Page(lines, KEYS, standing.isDone());
  }

  /**
   * All labs.
   *
   * @param current the one that is watched
   * @param points what a lab has
   * @param complete those of which every check passes
   */
  Page list(Lab current, ToIntFunction<Lab> points, Set<Lab> complete) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("", Tone.PLAIN));
    Labs labs = new Labs(selection.labs());
    for (Lab lab : labs.graded()) {
      steps(labs.stepsBefore(lab), current, complete, lines);
      String text =
          String.format(
              Locale.ROOT,
              " %s %-28s %3d of %2d points   %s",
              lab.equals(current) ? ">" : " ",
              lab.id(),
              points.applyAsInt(lab),
              lab.points(),
              complete.contains(lab) ? "complete" : "");
      lines.add(new Line(text.stripTrailing(), complete.contains(lab) ? Tone.GOOD : Tone.PLAIN));
    }
    lines.add(new Line("", Tone.PLAIN));
    lines.add(new Line(" [l]abs takes you back.", Tone.QUIET));
    return new Page(lines, KEYS, true);
  }

  /**
   * A text of the kit.
   *
   * @param title the file that it is from
   * @param text lines
   * @param key what takes it away again
   */
  Page document(Path title, String text, char key) {
    List<Line> lines = new ArrayList<>();
    paragraph(lines, shortened(title.toString()) + "   (%s: back)".formatted(key), Tone.QUIET);
    paragraph(lines, text, Tone.PLAIN);
    return new Page(lines, KEYS, true);
  }

  /** Steps in one line. */
  private static void steps(List<Lab> steps, Lab current, Set<Lab> complete, List<Line> lines) {
    if (!steps.isEmpty()) {
      String text =
          String.format(
              Locale.ROOT,
              " %s   %-33s %d of %d done",
              steps.contains(current) ? ">" : " ",
              steps.size() == 1 ? "1 step" : steps.size() + " steps",
              steps.stream().filter(complete::contains).count(),
              steps.size());
      lines.add(new Line(text, Tone.QUIET));
    }
  }

  private void header(Standing standing, List<Line> lines) {
    Lab lab = standing.lab();
    if (lab.isStep()) {
      List<Lab> steps = selection.labs().stream().filter(Lab::isStep).toList();
      paragraph(
          lines,
          "%s   (step %d of %d)".formatted(lab.id(), steps.indexOf(lab) + 1, steps.size()),
          Tone.STRONG);
      return;
    }
    List<Lab> labs = new Labs(selection.labs()).graded();
    int points = standing.points();
    int filled = BAR * points / lab.points();
    paragraph(
        lines,
        "%s  [%s%s]  %d of %d points%s   (lab %d of %d)"
            .formatted(
                lab.id(),
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                points,
                lab.points(),
                standing.isDone() ? "" : " so far",
                labs.indexOf(lab) + 1,
                labs.size()),
        Tone.STRONG);
  }

  private void problems(Standing standing, List<Line> lines) {
    List<String> problems = standing.problems();
    problems.stream()
        .limit(MOST_PROBLEMS)
        .forEach(problem -> paragraph(lines, shortened(problem), Tone.PLAIN));
    if (problems.size() > MOST_PROBLEMS) {
      paragraph(lines, "... and %d more".formatted(problems.size() - MOST_PROBLEMS), Tone.QUIET);
    }
  }

  private void notStarted(Standing standing, List<Line> lines) {
    Task.of(kit, standing.lab())
        .before()
        .ifPresent(before -> paragraph(lines, "Before you begin: " + before, Tone.PLAIN));
    if (standing.lab().isStep()) {
      paragraph(
          lines,
          "Not started. Open this file; the task is at its top:\n%s"
              .formatted(standing.labGrade().start().map(this::inHome).orElse("")),
          Tone.PLAIN);
      paragraph(lines, "You know Flink? The key k skips the steps before the lab.", Tone.QUIET);
      return;
    }
    paragraph(
        lines,
        "Not started. The task is in " + shortened(kit.task(standing.lab()).toString()),
        Tone.PLAIN);
    paragraph(
        lines,
        "Write your program where it throws %s, in\n%s"
            .formatted(
                MissingSolutionException.class.getSimpleName(),
                standing.labGrade().start().map(this::inHome).orElse("")),
        Tone.PLAIN);
  }

  private void complete(Standing standing, List<Line> lines) {
    paragraph(lines, "Complete. Every check passes.", Tone.GOOD);
    if (standing.lab().isStep()) {
      return;
    }
    paragraph(lines, String.join("\n", AfterGreen.of(kit, standing.lab())), Tone.PLAIN);
  }

  private void ladder(Standing standing, List<Line> lines) {
    for (CheckResult result : standing.labGrade().results()) {
      boolean passed = result.verdict() == Verdict.PASSED;
      String text =
          String.format(
              Locale.ROOT,
              " %-6s %2d  %s: %s",
              result.verdict() == Verdict.FAILED ? "FAILED" : result.verdict().title(),
              result.check().points(),
              result.check().rung().title(),
              result.check().claim());
      lines.add(new Line(text, passed ? Tone.GOOD : Tone.BAD));
    }
    lines.add(new Line("", Tone.PLAIN));
  }

  private void failures(Standing standing, boolean all, List<Line> lines) {
    standing.failures().stream()
        .limit(all ? Integer.MAX_VALUE : 1)
        .forEach(failure -> failure(failure, standing, lines));
  }

  /** The verdict, the place and what to look at come first: of a long one only these are seen. */
  private void failure(CheckResult failure, Standing standing, List<Line> lines) {
    String[] message = failure.withFactsInOrderOf(FIRST).message().split("\n", 2);
    lines.add(new Line(" " + message[0].strip(), Tone.BAD));
    if (failure.verdict() == Verdict.FAILED) {
      failure
          .frame()
          .map(this::place)
          .or(() -> standing.labGrade().place().map(this::inHome))
          .ifPresent(place -> lines.add(new Line(" -> " + place, Tone.STRONG)));
    }
    if (message.length > 1) {
      paragraph(lines, message[1].stripTrailing(), Tone.PLAIN);
    }
    if (failure.verdict() == Verdict.FAILED) {
      paragraph(lines, readMore(failure.check().rung(), standing.lab()), Tone.QUIET);
    }
  }

  /** The report has no steps. */
  private String readMore(Rung rung, Lab lab) {
    String read =
        "read     exercises/learn/ladder.md#"
            + rung.title().toLowerCase(Locale.ROOT).replace(' ', '-');
    return lab.isStep() ? read : read + "\ndraw it  " + kit.typed("report");
  }

  private void underWay(Standing standing, List<Line> lines) {
    standing
        .underWay()
        .ifPresent(
            check ->
                paragraph(
                    lines,
                    "Checking %s: %s ...".formatted(check.rung().title(), check.claim()),
                    Tone.QUIET));
  }

  private void hint(Hint hint, List<Line> lines) {
    lines.add(new Line(" Hint %d: %s".formatted(hint.level(), hint.title()), Tone.STRONG));
    paragraph(lines, hint.text(), Tone.PLAIN);
  }

  private String place(Failure.Frame frame) {
    String name = frame.className();
    Path folder =
        kit.sources(selection.implementation())
            .resolve(name.substring(0, name.lastIndexOf('.')).replace('.', '/'));
    return shortened(folder.resolve(frame.file()) + ":" + frame.line());
  }

  /** A path below the folder of the kit, so that a terminal can open it. */
  private String inHome(SourceLine place) {
    return shortened(kit.home() + File.separator + place);
  }

  private String shortened(String text) {
    return text.replace(workingDirectory + File.separator, "");
  }

  private static void paragraph(List<Line> lines, String text, Tone tone) {
    text.lines().forEach(line -> lines.add(new Line((" " + line).stripTrailing(), tone)));
    lines.add(new Line("", Tone.PLAIN));
  }
}

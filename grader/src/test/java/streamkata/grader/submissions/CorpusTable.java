package streamkata.grader.submissions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Course;

/** What each rung of each lab did with the programs of the corpus. */
final class CorpusTable {

  private static final Labs LABS = Course.ALL.labs();

  private static final int COLUMN = 10;

  private final List<Program> programs = new ArrayList<>();
  private final List<Judgement> judgements = new ArrayList<>();

  private record Program(Lab lab, boolean wrong) {}

  /** What one rung did with one program: whether it had to fail it, and whether it did. */
  private record Judgement(Lab lab, Rung rung, boolean mustFail, boolean failed) {

    boolean isFalseAccept() {
      return mustFail && !failed;
    }

    boolean isFalseReject() {
      return failed && !mustFail;
    }
  }

  /** Adds a program that was graded, by whichever thread. */
  synchronized void add(LabGrade grade, Set<String> mustLose, Set<String> lost) {
    programs.add(new Program(grade.lab(), !mustLose.isEmpty()));
    rungs(grade.lab())
        .forEach(
            rung ->
                judgements.add(
                    new Judgement(
                        grade.lab(),
                        rung,
                        mustLose.contains(rung.title()),
                        lost.contains(rung.title()))));
  }

  long falseAccepts() {
    return judgements.stream().filter(Judgement::isFalseAccept).count();
  }

  long falseRejects() {
    return judgements.stream().filter(Judgement::isFalseReject).count();
  }

  /** Prints the table: rows are rungs, columns labs. */
  String text(Duration took) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(" Wrong programs that a rung caught / that it had to catch:");
    lines.add("");
    lines.addAll(headings());
    for (Rung rung : Rung.values()) {
      lines.add(row(rung.title(), lab -> caught(rung, lab::equals), caught(rung, lab -> true)));
    }
    lines.add("");
    lines.add(row("wrong programs", lab -> size(lab, true), programsThat(Program::wrong)));
    lines.add(row("right programs", lab -> size(lab, false), programsThat(p -> !p.wrong())));
    lines.add(
        row("false accepts", lab -> count(lab, Judgement::isFalseAccept), "" + falseAccepts()));
    lines.add(
        row("false rejects", lab -> count(lab, Judgement::isFalseReject), "" + falseRejects()));
    lines.add("");
    lines.add(" %d programs, graded in %d s.".formatted(programs.size(), took.toSeconds()));
    return String.join(System.lineSeparator(), lines);
  }

  /** The words of a lab's name one below the other, to keep the columns narrow. */
  private static List<String> headings() {
    List<String> lines = new ArrayList<>();
    int most = LABS.all().stream().mapToInt(lab -> lab.id().split("-").length).max().orElse(0);
    for (int i = 0; i < most; i++) {
      int line = i;
      lines.add(
          row(
              "",
              lab -> {
                String[] words = lab.id().split("-");
                return line < words.length ? words[line] : "";
              },
              line == 0 ? "all" : ""));
    }
    return lines;
  }

  private static String row(String title, Function<Lab, String> cell, String all) {
    return String.format(Locale.ROOT, " %-16s", title)
        + Stream.concat(LABS.all().stream().map(cell), Stream.of(all))
            .map(text -> String.format(Locale.ROOT, "%" + COLUMN + "s ", text))
            .collect(Collectors.joining())
            .stripTrailing();
  }

  private String caught(Rung rung, Predicate<Lab> labs) {
    List<Judgement> here =
        judgements.stream().filter(j -> j.rung() == rung && labs.test(j.lab())).toList();
    return here.isEmpty()
        ? "-"
        : "%d/%d"
            .formatted(
                here.stream().filter(j -> j.mustFail() && j.failed()).count(),
                here.stream().filter(Judgement::mustFail).count());
  }

  private String size(Lab lab, boolean wrong) {
    return programsThat(program -> program.lab().equals(lab) && program.wrong() == wrong);
  }

  private String programsThat(Predicate<Program> condition) {
    return Long.toString(programs.stream().filter(condition).count());
  }

  private String count(Lab lab, Predicate<Judgement> condition) {
    return Long.toString(
        judgements.stream().filter(j -> j.lab().equals(lab)).filter(condition).count());
  }

  private static List<Rung> rungs(Lab lab) {
    Set<Rung> present = lab.checks().stream().map(Check::rung).collect(Collectors.toSet());
    return Arrays.stream(Rung.values()).filter(present::contains).toList();
  }
}

package streamkata.grader.mutants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;

/**
 * What became of mutants, in words.
 *
 * @param fates of those that were played
 * @param listed those that were not, since they are as good as right programs
 */
record MutantTable(List<Fate> fates, List<Mutant> listed) {

  /** For each lab how many there are, and how many each check killed; then the survivors. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(row("", "mutants", "killed", "listed", "survived"));
    labs().forEach(lab -> lines.addAll(of(lab)));
    lines.add(row("all", fate -> true, mutant -> true));
    open().map(MutantTable::complaint).forEach(lines::add);
    return String.join(System.lineSeparator(), lines);
  }

  /** Those that neither lost a point nor stand in the list; and those that the grader failed on. */
  java.util.stream.Stream<Fate> open() {
    return fates.stream().filter(fate -> !fate.isKilled());
  }

  /** What to say about a mutant that was not killed. */
  static String complaint(Fate fate) {
    return String.format(
        "%n%s%n  %s%n  %s",
        fate.mutant().place(),
        fate.mutant().key(),
        fate.isSurvivor()
            ? "It survived: change the input of a check so that it shows, or, if it is right, list"
                + " it in equivalent-mutants.txt with the reason."
            : "The grader failed: " + fate.end().message());
  }

  private List<Lab> labs() {
    return java.util.stream.Stream.concat(fates.stream().map(Fate::mutant), listed.stream())
        .map(mutant -> mutant.program().lab())
        .distinct()
        .toList();
  }

  private List<String> of(Lab lab) {
    List<String> lines = new ArrayList<>();
    lines.add(row(lab.id(), fate -> labOf(fate).equals(lab), m -> m.program().lab().equals(lab)));
    Map<Check, Long> kills =
        fates.stream()
            .filter(fate -> labOf(fate).equals(lab) && fate.isKilled())
            .collect(Collectors.groupingBy(fate -> fate.end().check(), Collectors.counting()));
    kills.entrySet().stream()
        .sorted(Map.Entry.<Check, Long>comparingByValue(Comparator.reverseOrder()))
        .map(e -> row("  " + e.getKey().id(), "", e.getValue(), "", ""))
        .forEach(lines::add);
    return lines;
  }

  private static Lab labOf(Fate fate) {
    return fate.mutant().program().lab();
  }

  private String row(String title, Predicate<Fate> played, Predicate<Mutant> notPlayed) {
    List<Fate> here = fates.stream().filter(played).toList();
    long notPlayedHere = listed.stream().filter(notPlayed).count();
    Function<Predicate<Fate>, Long> count = which -> here.stream().filter(which).count();
    return row(
        title,
        here.size() + notPlayedHere,
        count.apply(Fate::isKilled),
        notPlayedHere,
        count.apply(fate -> !fate.isKilled()));
  }

  private static String row(String title, Object... cells) {
    StringBuilder row = new StringBuilder(String.format("%-28s", title));
    for (Object cell : cells) {
      row.append(String.format("%10s", cell));
    }
    return row.toString().stripTrailing();
  }
}

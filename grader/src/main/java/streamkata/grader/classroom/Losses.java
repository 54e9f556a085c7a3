package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;

/**
 * What a class has lost with one check.
 *
 * @param check the check
 * @param failed how many students have failed it
 * @param unjudged how many more have lost it because something else is wrong
 * @param begun how many have begun its lab, and what they wrote compiles
 * @param mistake the commonest reason among those who failed it
 * @param makers how many failed it for that reason
 * @param example one of them
 * @param student whose example it is
 */
record Losses(
    Check check,
    int failed,
    int unjudged,
    int begun,
    String mistake,
    int makers,
    CheckResult example,
    String student) {

  /** The points that the class has lost with it. */
  int points() {
    return failed * check.points();
  }

  /** The checks that somebody has failed, those that most have failed first. */
  static List<Losses> of(Table table) {
    List<Losses> all = new ArrayList<>();
    for (Lab lab : table.labs()) {
      Map<String, Result> byStudent = new LinkedHashMap<>();
      table.rows().stream()
          .filter(row -> row.lab().equals(lab.id()))
          .filter(row -> row.state() == State.IN_PROGRESS || row.state() == State.COMPLETE)
          .forEach(
              row ->
                  Optional.ofNullable(table.results().get(row.key()))
                      .ifPresent(result -> byStudent.put(row.student(), result)));
      lab.checks().forEach(check -> of(check, byStudent).ifPresent(all::add));
    }
    return all.stream()
        .sorted(Comparator.comparing(Losses::failed).thenComparing(Losses::points).reversed())
        .toList();
  }

  private static Optional<Losses> of(Check check, Map<String, Result> byStudent) {
    Map<String, CheckResult> failed = new LinkedHashMap<>();
    int lost = 0;
    for (Map.Entry<String, Result> each : byStudent.entrySet()) {
      CheckResult result =
          each.getValue().grade().results().stream()
              .filter(one -> one.check().equals(check))
              .findFirst()
              .orElseThrow();
      lost += result.verdict() == Verdict.PASSED ? 0 : 1;
      if (result.verdict() == Verdict.FAILED) {
        failed.put(each.getKey(), result);
      }
    }
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> byMistake =
        failed.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    each -> mistake(each.getValue()),
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    Map.Entry<String, List<String>> commonest =
        byMistake.entrySet().stream()
            .max(
                Map.Entry.<String, List<String>>comparingByValue(Comparator.comparing(List::size))
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow();
    String student = commonest.getValue().get(0);
    return Optional.of(
        new Losses(
            check,
            failed.size(),
            lost - failed.size(),
            byStudent.size(),
            commonest.getKey(),
            commonest.getValue().size(),
            failed.get(student),
            student));
  }

  /** Why it failed, in words that others have in common: what to look at. */
  private static String mistake(CheckResult failed) {
    return failed.facts().stream()
        .filter(fact -> fact.label().equals(Fact.LESSON))
        .map(Fact::text)
        .findFirst()
        .or(() -> failed.facts().stream().map(Fact::text).findFirst())
        .flatMap(text -> text.lines().findFirst())
        .orElse(failed.check().lesson());
  }
}

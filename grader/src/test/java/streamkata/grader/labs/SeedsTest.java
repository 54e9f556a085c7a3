package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.process.WarmStages;

/** Oracles and reference solutions agree, whatever the input. */
class SeedsTest {

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(strings = {"1", "2"})
  void the_solutions_are_right_under_every_seed(String seed) throws Exception {
    Grade grade =
        WarmStages.grade(
            Course.ALL.labs(),
            Map.of("kata.implementation", "solutions", "kata.seed", seed, "kata.tries", "0"));

    for (LabGrade lab : grade.labs()) {
      assertThat(
          lab.results().stream()
              .filter(result -> result.verdict() != Verdict.PASSED)
              .map(CheckResult::message)
              .toList(),
          everyItem(is("")));
    }
  }
}

package streamkata.grader.mutants;

import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Verdict;

/**
 * What became of a mutant.
 *
 * @param mutant the mutant
 * @param end the first check that it did not pass, or the last one that it did
 */
record Fate(Mutant mutant, CheckResult end) {

  boolean isKilled() {
    return end.verdict() != Verdict.PASSED && end.verdict() != Verdict.GRADER_FAULT;
  }

  boolean isSurvivor() {
    return end.verdict() == Verdict.PASSED;
  }
}

package streamkata.grader.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.watch.KataWatch;

/** {@code kata watch}. */
@Command(
    name = "watch",
    description = {
      "Grades a lab each time you save it, and shows the first problem.",
      "Goes on to the next lab when one is complete. The keys are on the screen."
    })
final class WatchCommand implements Callable<Integer> {

  @Mixin private WhatToGrade what;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      arity = "0..1",
      description = "The id of a lab; without it, the first that is not complete.")
  private Lab lab;

  @Option(names = "--labs-only", description = "Leaves out the steps before the labs.")
  private boolean labsOnly;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Selection selection = what.selection(labsOnly ? List.of() : Course.PATH.labs().all());
    if (selection.submission().isPresent()) {
      throw new Refusal(
          "Only your exercises can be watched, or the solutions; kata test grades a submission.");
    }
    KataWatch.start(selection, Optional.ofNullable(lab));
    return 0;
  }
}

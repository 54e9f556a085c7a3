package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.common.lab.Lab;
import streamkata.grader.check.Selection;
import streamkata.grader.recovery.Claim;
import streamkata.grader.recovery.Experiment;
import streamkata.grader.recovery.Narrator;
import streamkata.grader.recovery.Recording;
import streamkata.grader.recovery.Recovery;
import streamkata.grader.recovery.RecoveryFailed;
import streamkata.grader.recovery.Verdict;
import streamkata.grader.submission.LabMistake;

/** {@code kata recover}. */
@Command(
    name = "recover",
    description = "Kills the worker of a running lab, with and without checkpoints.")
final class RecoverCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private WhatToGrade what;

  @Parameters(
      paramLabel = "LAB",
      arity = "0..1",
      defaultValue = "travel-time-prediction",
      description = "The id of a lab with state (default: ${DEFAULT-VALUE}).")
  private Lab lab;

  @Option(names = "--hard", description = "Kill by SIGKILL instead of SIGTERM.")
  private boolean hard;

  @Option(
      names = "--rides",
      paramLabel = "FILE",
      description = "A recorded file instead of the generated stream.")
  private Path rides;

  @Override
  public Integer call() throws IOException, InterruptedException, RecoveryFailed {
    Selection selection = what.selection(List.of(lab.id()));
    Path build = selection.home().resolve("grader/target");
    List<String> arguments = new ArrayList<>();
    if (rides != null) {
      arguments.addAll(List.of("--rides", rides.toAbsolutePath().toString()));
    }
    Path source =
        selection
            .load()
            .sourceOf(lab)
            .orElseThrow(
                () -> new LabMistake("There is no source of %s to run.".formatted(lab.id())));
    PrintWriter out = spec.commandLine().getOut();
    Experiment experiment =
        new Recovery(
                lab,
                source,
                root(source),
                arguments,
                hard,
                build.resolve("flink-home"),
                build.resolve("recovery"))
            .prepare(new Narrator(out, System.console() != null));
    Recording with = experiment.run(true);
    Recording without = experiment.run(false);
    Verdict verdict = Verdict.of(with, without);
    for (Claim claim : verdict.claims()) {
      out.printf(
          "%n %s %s%n   %s%n", claim.holds() ? "yes" : "NO ", claim.text(), claim.evidence());
      if (!claim.holds()) {
        out.printf("   %s%n", claim.advice());
      }
    }
    return verdict.holds() ? 0 : 1;
  }

  /** The folder above that of the first part of the package; a flat submission is its own. */
  private static Path root(Path source) {
    for (Path folder = source.getParent(); folder != null; folder = folder.getParent()) {
      if (folder.endsWith("streamkata")) {
        return folder.getParent();
      }
    }
    return source.getParent();
  }
}

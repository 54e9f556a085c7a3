package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.recovery.Claim;
import streamkata.grader.recovery.Experiment;
import streamkata.grader.recovery.Narrator;
import streamkata.grader.recovery.Recording;
import streamkata.grader.recovery.Recovery;
import streamkata.grader.recovery.RecoveryPage;
import streamkata.grader.recovery.RecoveryVerdict;
import streamkata.grader.submission.LabSource;

/** {@code kata recover}. */
@Command(
    name = "recover",
    description = "Kills the worker of a running lab, with and without checkpoints.",
    defaultValueProvider = RecoverCommand.Defaults.class)
final class RecoverCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private WhatToGrade what;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      arity = "0..1",
      description = "The id of a lab with state (default: ${DEFAULT-VALUE}).")
  private Lab lab;

  @Option(names = "--hard", description = "Kill by SIGKILL instead of SIGTERM.")
  private boolean hard;

  @Option(
      names = "--rides",
      paramLabel = "FILE",
      description = "A recorded file instead of the generated stream.")
  private Path rides;

  /** The first lab whose results show by themselves whether its program has recovered. */
  static final class Defaults implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
      return argument.isOption()
          ? null
          : Course.ALL.labs().all().stream()
              .filter(lab -> Course.ALL.evidence(lab).isPresent())
              .findFirst()
              .map(Lab::id)
              .orElse(null);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Selection selection = what.selection(List.of(lab));
    if (selection.trust().sandboxed()) {
      throw new Refusal(
          "A cluster of real processes runs in no sandbox: say --sandbox none if you trust this"
              + " program.");
    }
    Path directory = selection.kit().target().resolve("recovery");
    PrintWriter out = spec.commandLine().getOut();
    Experiment experiment =
        new Recovery(
                LabSource.of(selection, lab),
                Course.ALL.evidence(lab),
                arguments(selection),
                hard,
                selection.kit().flinkHome(),
                directory)
            .prepare(new Narrator(out, System.console() != null));
    Recording with = experiment.run(true);
    Recording without = experiment.run(false);
    new RecoveryPage(
            lab.id() + ", " + selection.title(), how(), experiment.shareName(), with, without)
        .writeTo(directory);
    RecoveryVerdict verdict = RecoveryVerdict.of(with, without);
    print(verdict, directory, out);
    return verdict.holds() ? 0 : 1;
  }

  private List<String> arguments(Selection selection) {
    List<String> arguments = new ArrayList<>();
    if (rides != null) {
      arguments.addAll(List.of("--rides", rides.toAbsolutePath().toString()));
    }
    if (selection.seed() != Selection.DEFAULT_SEED) {
      arguments.addAll(List.of("--seed", Long.toString(selection.seed())));
    }
    return arguments;
  }

  private String how() {
    return "Killed by %s, on %s. All processes ran on this machine."
        .formatted(
            hard ? "SIGKILL" : "SIGTERM",
            rides == null ? "the generated stream" : rides.getFileName());
  }

  private static void print(RecoveryVerdict verdict, Path directory, PrintWriter out) {
    for (Claim claim : verdict.claims()) {
      out.printf("%n %-4s%s%n", claim.holds() ? "yes" : "NO", claim.text());
      out.printf("     %s%n", claim.evidence());
      if (!claim.holds()) {
        out.printf("     %s%n", claim.advice());
      }
    }
    out.printf("%n %s%n", verdict.summary());
    out.printf(" The two runs as pictures: %s%n", directory.resolve(RecoveryPage.FILE_NAME));
    out.printf(" What the processes logged: %s%n%n", directory);
  }
}

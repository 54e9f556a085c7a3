package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Sweep;
import streamkata.grader.grading.Sweep.Place;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.submission.Submission;

/** {@code kata sweep}. */
@Command(name = "sweep", description = "Lets a task fail at every place of a lab's script.")
final class SweepCommand implements Callable<Integer> {

  private static final int AT_A_TIME = 4;
  private static final Duration BETWEEN_UPDATES = Duration.ofMillis(200);

  @Spec private CommandSpec spec;
  @Mixin private WhatToGrade what;

  @Option(
      names = "--at",
      paramLabel = "I-J",
      description = "One place only: a checkpoint before step I, a failure after step J.")
  private String at;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      arity = "0..1",
      description = "The id of a lab; without it, the current one.")
  private Lab named;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Lab lab = named == null ? KitProgress.of(spec).currentLab() : named;
    Selection selection = what.selection(List.of(lab));
    Path directory = Files.createDirectories(selection.kit().target());
    try (ProgramOutput output = new ProgramOutput(directory.resolve("output.log"));
        ProcessStages stages =
            new ProcessStages(
                directory,
                ChildJvm.inheritedOptions(),
                selection.limit(),
                selection.trust(),
                false,
                directory.resolve("flink.log"),
                output)) {
      Sweep sweep =
          Sweep.of(stages, lab, Submission.of(selection).codeOf(lab), Rules.of(selection));
      return sweep(lab, sweep, at == null ? sweep.places() : List.of(place(sweep)));
    }
  }

  private int sweep(Lab lab, Sweep sweep, List<Place> places) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> trouble = sweep.calm();
    if (trouble.isPresent()) {
      out.println(
          "%s cannot be judged: it does not get through the script where nothing fails. %s"
              .formatted(lab.id(), trouble.get()));
      return 1;
    }
    List<Place> damaged = damaged(sweep, places);
    out.println(
        "%s: %d of %d places survived."
            .formatted(lab.id(), places.size() - damaged.size(), places.size()));
    if (damaged.isEmpty()) {
      return 0;
    }
    Place first = damaged.get(0);
    Sweep.Damage damage = sweep.shortest(first);
    out.println();
    out.println("The shortest script that shows the fault:");
    out.println(damage.script().indent(2).stripTrailing());
    out.println("Against the same script without the failure:");
    out.println(damage.difference().indent(2).stripTrailing());
    out.println();
    out.println(
        "Once more: "
            + Kata.kit(spec).typed("sweep %s --at %s%s".formatted(lab.id(), first, what.typed())));
    return 1;
  }

  private static List<Place> damaged(Sweep sweep, List<Place> places) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try (ProgressBar bar = bar(places.size())) {
      List<Future<Boolean>> all =
          places.stream()
              .map(
                  place ->
                      threads.submit(
                          () -> {
                            boolean isDamaged = sweep.play(place).isPresent();
                            bar.step();
                            return isDamaged;
                          }))
              .toList();
      return IntStream.range(0, places.size())
          .filter(i -> isTrue(all.get(i)))
          .mapToObj(places::get)
          .toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isTrue(Future<Boolean> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** On standard error, and only where somebody looks at it. */
  private static ProgressBar bar(int places) {
    ProgressBarBuilder bar =
        new ProgressBarBuilder()
            .setTaskName("places")
            .setInitialMax(places)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) BETWEEN_UPDATES.toMillis())
            .clearDisplayOnFinish();
    if (System.console() == null) {
      bar.setConsumer(new DelegatingProgressBarConsumer(text -> {}));
    }
    return bar.build();
  }

  private Place place(Sweep sweep) {
    return sweep.places().stream()
        .filter(place -> place.toString().equals(at))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "There is no place %s: the places are 1-1 to %s."
                        .formatted(at, sweep.places().get(sweep.places().size() - 1))));
  }
}

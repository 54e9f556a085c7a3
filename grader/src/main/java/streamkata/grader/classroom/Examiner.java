package streamkata.grader.classroom;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Stages;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Rung;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.submission.LabContent;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Connection;

/**
 * The one function of a class: from what was handed in of labs to their results. These depend on
 * nothing else: the labs of a hand-in share new stages, and where one of them has harmed a stage,
 * what the others lost is decided once more, each alone.
 */
final class Examiner {

  private static final int TRIES = 3;

  private final Workshop workshop;

  Examiner(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * Grades.
   *
   * @param contents what was handed in, by lab
   * @return a result for each; a grader fault where the kit has failed three times
   * @throws InterruptedException if the calling thread is interrupted
   */
  Map<Lab, Result> examine(Map<Lab, LabContent> contents) throws InterruptedException {
    Map<Lab, LabGrade> grades = new LinkedHashMap<>();
    Map<Lab, Result.Drawing> pictures = new LinkedHashMap<>();
    boolean wasHarmed = examine(contents, grades, pictures);
    for (Map.Entry<Lab, LabContent> each : contents.entrySet()) {
      Lab lab = each.getKey();
      boolean isInDoubt = wasHarmed && contents.size() > 1 && !grades.get(lab).isComplete();
      for (int tries = 1; isInDoubt || isFault(grades.get(lab)) && tries < TRIES; tries++) {
        isInDoubt = false;
        examine(Map.of(lab, each.getValue()), grades, pictures);
      }
    }
    Map<Lab, Result> results = new LinkedHashMap<>();
    contents.forEach(
        (lab, content) ->
            results.put(
                lab,
                new Result(
                    Key.of(content, lab, workshop.kitVersion(), workshop.seed()),
                    workshop.kitVersion(),
                    workshop.seed(),
                    grades.get(lab),
                    Optional.ofNullable(pictures.get(lab)))));
    return results;
  }

  /** Decides all checks on new stages; whether a stage came to harm. */
  private boolean examine(
      Map<Lab, LabContent> contents, Map<Lab, LabGrade> grades, Map<Lab, Result.Drawing> pictures)
      throws InterruptedException {
    contents.keySet().forEach(lab -> grades.put(lab, LabGrade.of(lab, true, Optional.empty())));
    Map<Lab, Submission> programs = new LinkedHashMap<>();
    contents.forEach((lab, content) -> programs.put(lab, Submission.of(content)));
    try (ProgramOutput output = workshop.newOutput();
        ProcessStages stages = workshop.newStages(output)) {
      boolean losesWorkers = contents.keySet().stream().anyMatch(lab -> lab.has(Rung.WORKER_LOSS));
      stages.prepare(losesWorkers ? 2 : 1);
      Watched watched = new Watched(stages);
      Consumer<CheckResult> decided =
          result -> {
            synchronized (grades) {
              grades.replaceAll((lab, grade) -> grade.with(result));
            }
          };
      List<CheckRunner.Task> tasks = new ArrayList<>();
      programs.forEach(
          (lab, program) -> CheckRunner.Task.ofAll(lab, program.codeOf(lab)).forEach(tasks::add));
      new CheckRunner(watched, workshop.rules()).run(tasks, false, decided);
      if (!watched.wasHarmed()) {
        Painter painter = new Painter(workshop, stages);
        for (Map.Entry<Lab, Submission> program : programs.entrySet()) {
          painter
              .paint(grades.get(program.getKey()), program.getValue().codeOf(program.getKey()))
              .ifPresent(drawing -> pictures.put(program.getKey(), drawing));
        }
      }
      return watched.wasHarmed();
    } catch (Refusal e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      contents.keySet().forEach(lab -> grades.put(lab, failed(lab, e)));
      return false;
    }
  }

  private static boolean isFault(LabGrade grade) {
    return grade.count(Verdict.GRADER_FAULT) > 0;
  }

  private static LabGrade failed(Lab lab, Exception e) {
    return new LabGrade(
        lab,
        true,
        Optional.empty(),
        lab.checks().stream()
            .map(
                check ->
                    new CheckResult(
                        check,
                        Verdict.GRADER_FAULT,
                        List.of(new Fact("problem", "The grader itself failed: " + e)),
                        Optional.empty(),
                        Duration.ZERO))
            .toList());
  }

  /** Stages, and whether one of them had to be ended because of a program. */
  private static final class Watched implements Stages {

    private final Stages stages;
    private volatile boolean wasHarmed;

    Watched(Stages stages) {
      this.stages = stages;
    }

    boolean wasHarmed() {
      return wasHarmed;
    }

    @Override
    public Connection first() {
      return stages.first();
    }

    @Override
    public Connection after(Connection lost) {
      return stages.after(lost);
    }

    @Override
    public void retire(Connection stage, String why) {
      wasHarmed = true;
      stages.retire(stage, why);
    }

    @Override
    public void renew() {
      wasHarmed = true;
      stages.renew();
    }

    @Override
    public void expect(int checks) {
      stages.expect(checks);
    }

    @Override
    public void over() {
      stages.over();
    }
  }
}

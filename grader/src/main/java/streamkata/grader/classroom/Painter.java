package streamkata.grader.classroom;

import java.io.IOException;
import java.util.Optional;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Stages;
import streamkata.grader.grading.Verdict;
import streamkata.grader.picture.FailurePicture;
import streamkata.grader.picture.LanesSvg;
import streamkata.grader.picture.LanesText;
import streamkata.grader.submission.LabCode;

/** Draws the script that shows what a program does wrong first. */
final class Painter {

  private static final int WIDTH = 100;

  private final Workshop workshop;
  private final Stages stages;

  /**
   * A painter.
   *
   * @param workshop for the stages of the reference, which no submission sees
   * @param stages of the program
   */
  Painter(Workshop workshop, Stages stages) {
    this.workshop = workshop;
    this.stages = stages;
  }

  /** The picture; empty if there is nothing to be seen, or without the reference solutions. */
  Optional<Result.Drawing> paint(LabGrade grade, LabCode program) throws InterruptedException {
    if (grade.first(Verdict.FAILED).isEmpty()
        || workshop.references().isEmpty()
        || grade.compileErrors().isPresent()) {
      return Optional.empty();
    }
    // What waits for the next stage waits for nobody else.
    stages.expect(1);
    try {
      return new FailurePicture(
              stages,
              workshop.ownStages(),
              workshop.rules(),
              lab -> program,
              workshop.references().get())
          .of(grade)
          .map(
              lanes ->
                  new Result.Drawing(
                      lanes.title(),
                      lanes.description(),
                      LanesSvg.of(lanes),
                      String.join("\n", LanesText.of(lanes, WIDTH))));
    } catch (IOException | RuntimeException e) {
      // The verdict stands without a picture.
      return Optional.empty();
    } finally {
      stages.over();
    }
  }
}

package streamkata.grader.classroom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.LabContent;

/** Grades what another process has read, and gives back what that can keep. */
public final class RemoteGrading implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Selection selection;
  private final Workshop workshop;

  /**
   * Prepares gradings.
   *
   * @param selection the labs, the seed and the limits
   * @param sandboxed whether programs are shut in
   * @param references the reference solutions, for pictures; empty if there are none
   * @param all the labs that there are
   * @throws IOException if a folder cannot be made
   */
  public RemoteGrading(
      Selection selection, boolean sandboxed, Optional<Function<Lab, LabCode>> references, Labs all)
      throws IOException {
    this.selection = selection;
    this.workshop = new Workshop(selection, sandboxed, references, ClassRun.free(all));
  }

  /**
   * Finds out whether programs can be graded here, and makes ready what lets their processes start
   * fast: to be called once in a place, before anything is graded there.
   *
   * @throws Refusal if there is to be a sandbox, and it does not work here
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void prepare() throws IOException, InterruptedException {
    workshop.requireSandbox();
  }

  /**
   * Grades.
   *
   * @param work what there is to grade
   * @return the results as a JSON array, each as in {@code results/KEY.json}
   * @throws Refusal if there is to be a sandbox, and it does not work here
   * @throws InterruptedException if the calling thread is interrupted
   */
  public String grade(Work work) throws InterruptedException {
    Map<Lab, LabContent> contents = new LinkedHashMap<>();
    selection.labs().stream()
        .filter(lab -> work.contents().containsKey(lab.id()))
        .forEach(lab -> contents.put(lab, new LabContent(work.contents().get(lab.id()))));
    ArrayNode results = JSON.createArrayNode();
    new Examiner(workshop)
        .examine(contents).values().stream().map(ResultStore::json).forEach(results::add);
    return results.toString();
  }

  @Override
  public void close() {
    workshop.close();
  }
}

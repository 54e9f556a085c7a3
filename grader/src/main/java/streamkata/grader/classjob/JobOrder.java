package streamkata.grader.classjob;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/**
 * What a job is asked for.
 *
 * @param submissions the folder or archive of hand-ins, anywhere that Flink reads
 * @param labs the labs that are graded, separated by commas; empty for all
 * @param seed the seed of generated input
 * @param sandboxed whether programs are shut in
 * @param slotsPerWorker how many hand-ins a worker grades at a time
 */
record JobOrder(String submissions, String labs, long seed, boolean sandboxed, int slotsPerWorker)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * The same as a kit understands it.
   *
   * @param home where the kit is
   * @throws Refusal if there is no such lab
   */
  Selection selection(Path home) {
    return Selection.from(
        new Kit(home),
        Course.PATH.labs(),
        name ->
            switch (name) {
              case "kata.lab" -> Optional.of(labs);
              case "kata.seed" -> Optional.of(Long.toString(seed));
              default -> Optional.empty();
            });
  }
}

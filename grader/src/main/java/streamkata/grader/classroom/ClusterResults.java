package streamkata.grader.classroom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import streamkata.grader.kit.Refusal;

/** What a cluster has graded: files of JSON lines, a line for each hand-in. */
final class ClusterResults {

  /** How the names of the files end; those that are not finished begin with a dot. */
  static final String ENDING = ".jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> lines = new ArrayList<>();

  /**
   * Reads them.
   *
   * @param folder where the job has written them
   * @throws Refusal if there are none
   */
  ClusterResults(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(ClusterResults::isFinished).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(JSON.readTree(line));
        }
      }
    } catch (IOException e) {
      throw new Refusal(
          "%s is not what the job has written: name the folder that it was given with --out."
              .formatted(folder));
    }
    if (lines.isEmpty()) {
      throw new Refusal(
          "There are no results in %s: the job has not finished anything, or wrote elsewhere."
              .formatted(folder));
    }
  }

  /** A line for each hand-in that is graded. */
  List<JsonNode> lines() {
    return lines;
  }

  private static boolean isFinished(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(ENDING) && !name.startsWith(".");
  }
}

package streamkata.grader.classroom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.GradeJson;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Labs;

/**
 * Results that are kept, a file each. A file is there whole or not at all, whenever this process
 * ends, and however.
 */
final class ResultStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Labs labs;

  private ResultStore(Path folder, Labs labs) {
    this.folder = folder;
    this.labs = labs;
  }

  /**
   * Opens a store.
   *
   * @param folder its folder, made if it does not exist
   * @param labs the labs that there are
   * @throws IOException if it cannot be made
   */
  static ResultStore in(Path folder, Labs labs) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.json.*")) {
      for (Path part : parts) {
        if (isAbandoned(part.getFileName().toString())) {
          Files.deleteIfExists(part);
        }
      }
    }
    return new ResultStore(folder, labs);
  }

  /** Whether it is half a file of a process that is no more; its number is the end of the name. */
  private static boolean isAbandoned(String part) {
    String number = part.substring(part.lastIndexOf('.') + 1);
    return number.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(number)).isEmpty();
  }

  /** A result, if it is there; one that cannot be read is as good as none. */
  Optional<Result> find(String key) {
    try {
      Path file = file(key);
      return Files.exists(file)
          ? read(JSON.readTree(Files.readString(file))).filter(result -> result.key().equals(key))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A result; empty if it cannot be read, because it is of another kit, perhaps. */
  Optional<Result> read(JsonNode json) {
    try {
      return Optional.of(result(json));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a result.
   *
   * @throws IOException if it cannot be written
   */
  void keep(Result result) throws IOException {
    Kit.replace(file(result.key()), json(result).toPrettyString() + "\n");
  }

  static ObjectNode json(Result result) {
    Grade grade =
        new Grade(result.key(), result.seed(), false, Instant.now(), List.of(result.grade()));
    ObjectNode json = GradeJson.tree(grade).put("key", result.key()).put("kit", result.kit());
    json.set("picture", result.picture().<JsonNode>map(JSON::valueToTree).orElse(null));
    return json;
  }

  private Result result(JsonNode json) throws IOException {
    Grade grade = GradeJson.grade(json, labs);
    JsonNode picture = json.path("picture");
    return new Result(
        json.required("key").asText(),
        json.required("kit").asText(),
        grade.seed(),
        grade.labs().get(0),
        picture.isObject()
            ? Optional.of(JSON.treeToValue(picture, Result.Drawing.class))
            : Optional.empty());
  }

  private Path file(String key) {
    return folder.resolve(key + ".json");
  }
}

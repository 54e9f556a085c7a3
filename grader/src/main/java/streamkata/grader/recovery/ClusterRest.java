package streamkata.grader.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the JobManager tells over its REST API, as the dashboard shows it. */
final class ClusterRest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String POSITION = ".streamPosition";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final URI root;

  ClusterRest(int port) {
    root = URI.create("http://localhost:" + port);
  }

  /** Where the dashboard is. */
  URI root() {
    return root;
  }

  /** Whether a worker is registered; no if the JobManager does not answer. */
  boolean isRegistered(String worker) throws InterruptedException {
    return get("/taskmanagers")
        .map(answer -> answer.path("taskmanagers").findValuesAsText("id").contains(worker))
        .orElse(false);
  }

  /** The id of the one job of this cluster, once it is there. */
  Optional<String> job() throws InterruptedException {
    return get("/jobs").map(answer -> answer.at("/jobs/0/id").asText()).filter(id -> !id.isEmpty());
  }

  /** The state of a job; empty if the JobManager does not answer. */
  Optional<JobStatus> status(String job) throws InterruptedException {
    return get("/jobs/" + job).map(ClusterRest::status);
  }

  /** The checkpoints of a job; empty if the JobManager does not answer. */
  Optional<Checkpoints> checkpoints(String job) throws InterruptedException {
    return get("/jobs/" + job + "/checkpoints").map(ClusterRest::checkpoints);
  }

  /** The innermost reason of the last failure of a job, one line. */
  Optional<String> lastFailure(String job) throws InterruptedException {
    return get("/jobs/" + job + "/exceptions")
        .map(answer -> answer.at("/exceptionHistory/entries/0/stacktrace").asText())
        .filter(trace -> !trace.isEmpty())
        .map(Reason::innermost);
  }

  /** How many events the sources of a job have emitted, if that is known at the moment. */
  OptionalLong position(String job, List<String> sources) throws InterruptedException {
    long position = -1;
    for (String source : sources) {
      String metrics = "/jobs/%s/vertices/%s/metrics".formatted(job, source);
      List<String> names =
          get(metrics).stream()
              .flatMap(ClusterRest::elements)
              .map(metric -> metric.path("id").asText())
              .filter(id -> id.endsWith(POSITION))
              .toList();
      if (names.isEmpty()) {
        continue;
      }
      position =
          Math.max(
              position,
              get(metrics + "?get=" + String.join(",", names)).stream()
                  .flatMap(ClusterRest::elements)
                  .mapToLong(metric -> metric.path("value").asLong(-1))
                  .max()
                  .orElse(-1));
    }
    return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
  }

  private static JobStatus status(JsonNode answer) {
    boolean allRun = answer.path("vertices").size() > 0;
    List<String> sources = new ArrayList<>();
    for (JsonNode vertex : answer.path("vertices")) {
      allRun &= vertex.path("status").asText().equals("RUNNING");
      if (vertex.path("name").asText().startsWith("Source")) {
        sources.add(vertex.path("id").asText());
      }
    }
    return new JobStatus(
        answer.path("state").asText(),
        allRun,
        answer.at("/timestamps/RESTARTING").asLong(),
        sources);
  }

  private static Checkpoints checkpoints(JsonNode answer) {
    JsonNode restored = answer.at("/latest/restored");
    return new Checkpoints(
        answer.at("/counts/completed").asLong(),
        answer.at("/latest/completed/id").asLong(),
        answer.at("/latest/completed/state_size").asLong(),
        restored.isObject() ? OptionalLong.of(restored.path("id").asLong()) : OptionalLong.empty());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private Optional<JsonNode> get(String path) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(mapper.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      // It is not up yet, or no longer; whoever waits for it says so when it takes too long.
      return Optional.empty();
    }
  }

  /**
   * The state of a job.
   *
   * @param state as the dashboard names it: RUNNING, RESTARTING, FAILED, ...
   * @param allTasksRun whether every task runs
   * @param restartingSince when the job last became RESTARTING, in milliseconds since the epoch; 0
   *     if never
   * @param sources the ids of the vertices that contain a source
   */
  record JobStatus(String state, boolean allTasksRun, long restartingSince, List<String> sources) {

    static final JobStatus NONE = new JobStatus("not submitted", false, 0, List.of());

    boolean isFinished() {
      return state.equals("FINISHED");
    }

    boolean isOver() {
      return List.of("FAILED", "FINISHED", "CANCELED").contains(state);
    }
  }

  /**
   * The checkpoints of a job.
   *
   * @param completed how many have been completed
   * @param latest the id of the latest one; 0 if there is none
   * @param bytes its size
   * @param restored the id of the one that the job last restarted from, if it ever did
   */
  record Checkpoints(long completed, long latest, long bytes, OptionalLong restored) {
    static final Checkpoints NONE = new Checkpoints(0, 0, 0, OptionalLong.empty());
  }
}

package streamkata.grader.classroom;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.submission.LabContent;
import streamkata.grader.submission.Submission;

/** Sees to it that every result that is needed is there, whichever are there already. */
final class Gradings {

  private final ResultStore store;
  private final Workshop workshop;
  private final Listener listener;
  private final Map<String, Result> faults = new ConcurrentHashMap<>();
  private final Map<String, String> lost = new ConcurrentHashMap<>();

  Gradings(ResultStore store, Workshop workshop, Listener listener) {
    this.store = store;
    this.workshop = workshop;
    this.listener = listener;
  }

  /** What is missing of one hand-in. */
  private record Task(Sheet sheet, Map<Lab, String> keys) {

    String name() {
      return sheet.handedIn().people().stream().map(Person::name).collect(Collectors.joining(", "));
    }
  }

  /**
   * Grades what is missing.
   *
   * @param sheets of all hand-ins
   * @param jobs how many are graded at a time
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IOException if a result cannot be written
   */
  void run(List<Sheet> sheets, int jobs) throws InterruptedException, IOException {
    List<Task> tasks = tasks(sheets);
    int missing = tasks.stream().mapToInt(task -> task.keys().size()).sum();
    long all = sheets.stream().flatMap(sheet -> sheet.keys().values().stream()).distinct().count();
    listener.begins(tasks.size(), missing, (int) all - missing);
    if (tasks.isEmpty()) {
      return;
    }
    workshop.requireSandbox();
    ExecutorService threads = Executors.newFixedThreadPool(jobs, Gradings::daemon);
    try {
      List<Future<?>> running = new ArrayList<>();
      tasks.forEach(task -> running.add(threads.submit(() -> grade(task))));
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof UncheckedIOException unchecked) {
        throw unchecked.getCause();
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Takes over what a cluster has graded.
   *
   * @param sheets of all hand-ins
   * @param folder where the cluster has written to
   * @throws Refusal if something is missing there
   * @throws IOException if a result cannot be written
   */
  void collect(List<Sheet> sheets, Path folder) throws IOException {
    for (JsonNode line : new ClusterResults(folder).lines()) {
      line.path("lost").properties().forEach(e -> lost.put(e.getKey(), e.getValue().asText()));
      for (JsonNode json : line.path("results")) {
        Optional<Result> result = store.read(json);
        if (result.isPresent()) {
          take(result.get());
        }
      }
    }
    List<Task> missing =
        tasks(sheets).stream()
            .filter(task -> task.keys().values().stream().anyMatch(this::isUnknown))
            .toList();
    if (!missing.isEmpty()) {
      throw new Refusal(
          "Hand-ins without results in %s: %d, %s among them. Let the job come to its end, with the same labs, the same seed and a class-job.jar of this kit (%s)."
              .formatted(folder, missing.size(), missing.get(0).name(), workshop.kitVersion()));
    }
  }

  private void take(Result result) throws IOException {
    if (result.isFault()) {
      faults.put(result.key(), result);
    } else if (store.find(result.key()).isEmpty()) {
      store.keep(result);
    }
  }

  private boolean isUnknown(String key) {
    return find(key).isEmpty() && reason(key).isEmpty();
  }

  /** The result with a key: one that is kept, or a fault of this run. */
  Optional<Result> find(String key) {
    return Optional.ofNullable(faults.get(key)).or(() -> store.find(key));
  }

  /** Why there is no result with a key, if it is known. */
  Optional<String> reason(String key) {
    return Optional.ofNullable(lost.get(key));
  }

  /** Each key is a task of the first who has it. */
  private List<Task> tasks(List<Sheet> sheets) {
    Map<String, Boolean> isThere = new HashMap<>();
    List<Task> tasks = new ArrayList<>();
    for (Sheet sheet : sheets) {
      Map<Lab, String> missing = new LinkedHashMap<>();
      sheet
          .keys()
          .forEach(
              (lab, key) -> {
                if (!isThere.computeIfAbsent(key, any -> store.find(key).isPresent())) {
                  missing.put(lab, key);
                  isThere.put(key, true);
                }
              });
      if (!missing.isEmpty()) {
        tasks.add(new Task(sheet, missing));
      }
    }
    return tasks;
  }

  private Void grade(Task task) throws InterruptedException {
    listener.started(task.name());
    Map<Lab, LabContent> contents = new LinkedHashMap<>();
    try {
      Submission submission = task.sheet().handedIn().read();
      task.keys().forEach((lab, key) -> contents.put(lab, submission.contentOf(lab)));
    } catch (Refusal e) {
      task.keys().values().forEach(key -> lost.put(key, e.getMessage()));
      listener.ended(task.name(), "not graded");
      return null;
    }
    Map<Lab, Result> results = new Examiner(workshop).examine(contents);
    requireGoingOn();
    results.forEach(
        (lab, result) -> {
          String key = task.keys().get(lab);
          if (!result.key().equals(key)) {
            lost.put(key, "It was changed while it was graded: grade it again.");
          } else if (result.isFault()) {
            faults.put(key, result);
          } else {
            keep(result);
          }
        });
    listener.ended(task.name(), summary(results));
    return null;
  }

  private void keep(Result result) {
    try {
      store.keep(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** At the end of this JVM its stages are killed: what was found since then is no result. */
  private static void requireGoingOn() throws InterruptedException {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException e) {
      throw new InterruptedException();
    }
  }

  private String summary(Map<Lab, Result> results) {
    if (results.values().stream().anyMatch(Result::isFault)) {
      return "grader fault";
    }
    List<Lab> counting = results.keySet().stream().filter(workshop::counts).toList();
    Collection<Lab> labs = counting.isEmpty() ? results.keySet() : counting;
    int points = labs.stream().mapToInt(lab -> results.get(lab).grade().points()).sum();
    int max = labs.stream().mapToInt(Lab::points).sum();
    return "%d of %d points".formatted(points, max);
  }

  private static Thread daemon(Runnable code) {
    Thread thread = new Thread(code, "kata-class");
    thread.setDaemon(true);
    return thread;
  }
}

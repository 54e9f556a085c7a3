package streamkata.grader.submission;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;

/** The code of one lab as the referee has it: files, which stages compile and load. */
public final class LabCode {

  private static final AtomicInteger LAST_NUMBER = new AtomicInteger();

  private final int number;
  private final String className;
  private final Map<String, Path> paths;
  private boolean isSources;
  private List<NamedFile> files;
  private final Map<Connection, CompletableFuture<Reply>> loaded =
      Collections.synchronizedMap(new WeakHashMap<>());

  LabCode(String className, boolean isSources, List<NamedFile> files, Map<String, Path> paths) {
    this.number = LAST_NUMBER.incrementAndGet();
    this.className = className;
    this.isSources = isSources;
    this.files = files;
    this.paths = paths;
  }

  /**
   * The number by which stages call this code.
   *
   * @return 1 or more
   */
  public int number() {
    return number;
  }

  /**
   * The package of the lab.
   *
   * @return its name
   */
  public String packageName() {
    return className.substring(0, className.lastIndexOf('.'));
  }

  /**
   * Gives the code to a stage, once.
   *
   * @param stage the stage
   * @return {@link Reply.Loaded} or {@link Reply.Failed}; fails with {@link
   *     streamkata.grader.wire.StageLost}
   */
  public CompletableFuture<Reply> loadOn(Connection stage) {
    return loaded.computeIfAbsent(
        stage,
        connection -> {
          return askOnce(connection, load()).thenApply(this::taken);
        });
  }

  /** Throws the code away where it was loaded. */
  public void forget() {
    loaded.keySet().stream()
        .toList()
        .forEach(connection -> askOnce(connection, new Request.Forget(number)));
    loaded.clear();
  }

  private static CompletableFuture<Reply> askOnce(Connection connection, Request request) {
    int channel = connection.newChannel();
    return connection
        .ask(channel, request)
        .whenComplete((reply, lost) -> connection.ask(channel, new Request.Close()));
  }

  private synchronized Request load() {
    return new Request.Load(number, className, isSources, files);
  }

  /**
   * What one stage has compiled, others need not compile again. The compiler names files as the
   * stage has them; a learner has them elsewhere.
   */
  private synchronized Reply taken(Reply reply) {
    if (!(reply instanceof Reply.Loaded loaded)) {
      return reply;
    }
    if (!loaded.classes().isEmpty()) {
      isSources = false;
      files = loaded.classes();
    }
    return new Reply.Loaded(
        loaded.compileErrors().stream().map(this::withPath).toList(), List.of());
  }

  private String withPath(String error) {
    int end = error.indexOf(".java:") + ".java".length();
    Path path = end < ".java".length() ? null : paths.get(error.substring(0, end));
    return path == null ? error : path + error.substring(end);
  }
}

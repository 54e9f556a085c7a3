package streamkata.grader.submission;

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
  private final Map<String, String> paths;
  private Files files;
  private final Map<Connection, CompletableFuture<Reply>> loaded =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Code whose files have been found at other paths than a stage has them. */
  LabCode(Files files, Map<String, String> paths) {
    this.number = LAST_NUMBER.incrementAndGet();
    this.files = files;
    this.paths = paths;
  }

  /**
   * What is sent to a stage.
   *
   * @param className the full name of the class that is graded
   * @param sources whether they are sources, to be compiled, or class files
   * @param all the files of the lab
   * @param beside further sources, which are compiled if those of the lab refer to them
   */
  record Files(String className, boolean sources, List<NamedFile> all, List<NamedFile> beside) {}

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
  public synchronized String packageName() {
    return files.className().substring(0, files.className().lastIndexOf('.'));
  }

  /** What a stage is sent; class files, once one has compiled it. */
  synchronized Files files() {
    return files;
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
    return new Request.Load(
        number, files.className(), files.sources(), files.all(), files.beside());
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
      files = new Files(files.className(), false, loaded.classes(), List.of());
    }
    return new Reply.Loaded(
        loaded.compileErrors().stream().map(this::withPath).toList(), List.of());
  }

  private String withPath(String error) {
    int end = error.indexOf(".java:") + ".java".length();
    String path = end < ".java".length() ? null : paths.get(error.substring(0, end));
    return path == null ? error : path + error.substring(end);
  }
}

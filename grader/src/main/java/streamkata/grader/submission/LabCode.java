package streamkata.grader.submission;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;
import streamkata.grader.wire.StageLost;

/** The code of one lab as the referee has it: files, which stages compile and load. */
public final class LabCode {

  private static final AtomicInteger LAST_NUMBER = new AtomicInteger();

  /** So many stages die of it before it is to blame; the last one had nothing else to do. */
  private static final int MOST_LOST = 2;

  private final int number;
  private final Map<String, String> paths;
  private final Map<Connection, CompletableFuture<Reply>> loaded =
      Collections.synchronizedMap(new WeakHashMap<>());
  private Files files;
  private List<String> objections = List.of();
  private int lost;
  private Reply refused;

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
   * @param refuses whether a class is refused that uses what a stream program must not use
   * @param filesAllowed whether the lab is about files
   */
  record Files(
      String className,
      boolean sources,
      List<NamedFile> all,
      List<NamedFile> beside,
      boolean refuses,
      boolean filesAllowed) {

    Files compiledTo(List<NamedFile> classes) {
      return new Files(className, false, classes, List.of(), refuses, filesAllowed);
    }
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
  public synchronized String packageName() {
    return files.className().substring(0, files.className().lastIndexOf('.'));
  }

  /** What a stage is sent; class files, once one has compiled it. */
  synchronized Files files() {
    return files;
  }

  /**
   * What it uses that a stream program must not use, as far as a stage has looked.
   *
   * @return one text for each place, with the reason
   */
  public synchronized List<String> objections() {
    return objections;
  }

  /**
   * Gives the code to a stage, once. What cannot be loaded is not tried again and again.
   *
   * @param stage the stage
   * @return {@link Reply.Loaded} or {@link Reply.Failed}; fails with {@link StageLost}
   */
  public CompletableFuture<Reply> loadOn(Connection stage) {
    synchronized (this) {
      if (refused != null) {
        return CompletableFuture.completedFuture(refused);
      }
    }
    return loaded.computeIfAbsent(
        stage,
        connection -> {
          return askOnce(connection, load()).thenApply(this::taken).whenComplete(this::note);
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
        number,
        files.className(),
        files.sources(),
        files.all(),
        files.beside(),
        files.refuses(),
        files.filesAllowed());
  }

  /**
   * What one stage has compiled, others need not compile again. The compiler names files as the
   * stage has them; a learner has them elsewhere.
   */
  private synchronized Reply taken(Reply reply) {
    if (!(reply instanceof Reply.Loaded)) {
      return reply;
    }
    Reply.Loaded done = (Reply.Loaded) reply;
    if (!done.classes().isEmpty()) {
      files = files.compiledTo(done.classes());
    }
    objections = done.objections();
    return new Reply.Loaded(
        done.compileErrors().stream().map(this::withPath).toList(), List.of(), objections);
  }

  private synchronized void note(Reply reply, Throwable failure) {
    if (reply instanceof Reply.Failed failed) {
      refused =
          switch (failed.failure().kind()) {
            case LIMIT -> endless();
            case STAGE -> null;
            default -> failed;
          };
    } else if (reply instanceof Reply.Loaded done && !done.compileErrors().isEmpty()) {
      refused = reply;
    } else if (isLost(failure) && ++lost == MOST_LOST) {
      refused = errors("The compiler dies of these files, or uses up its memory.");
    }
  }

  private static boolean isLost(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof StageLost stage && stage.wasReady();
  }

  private static Reply endless() {
    return errors("The compiler was stopped: it computes on these files without an end.");
  }

  private static Reply errors(String error) {
    return new Reply.Loaded(List.of(error), List.of(), List.of());
  }

  private String withPath(String error) {
    int end = error.indexOf(".java:") + ".java".length();
    String path = end < ".java".length() ? null : paths.get(error.substring(0, end));
    return path == null ? error : path + error.substring(end);
  }
}

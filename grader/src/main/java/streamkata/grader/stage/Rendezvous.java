package streamkata.grader.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import streamkata.grader.program.Leash;
import streamkata.grader.wire.Cue;

/**
 * Where a {@link FlinkJob} and the sources and sinks of its job meet: what there is to read, who
 * has read all of it, what has come out. The job runs in the same JVM and finds it by id.
 *
 * <p>An <em>attempt</em> is the time between two restarts that were ordered. The readers of an
 * attempt that is over read nothing any more.
 */
final class Rendezvous implements AutoCloseable {

  /** The file with which Flink completes a checkpoint. */
  static final String METADATA = "_metadata";

  private static final Map<String, Rendezvous> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final String className;
  private final int base;
  private final List<Outbox> outboxes = new ArrayList<>();
  private final Set<ClassLoader> classLoaders = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> unplannedRestart = new CompletableFuture<>();
  private final AtomicLong progress = new AtomicLong();
  private final List<Cue> cues = new ArrayList<>();
  private Attempt attempt;
  private int orderedFailures;
  private boolean toRefuse;
  private boolean refused;
  private CompletableFuture<Void> restarted = new CompletableFuture<>();
  private Optional<Path> toSpoil = Optional.empty();
  private CompletableFuture<Void> spoiled = new CompletableFuture<>();
  private CompletableFuture<Void> straggler = CompletableFuture.completedFuture(null);
  private boolean ended;

  private Rendezvous(String className, int base, int outputs) {
    this.className = className;
    this.base = base;
    for (int i = 0; i < outputs; i++) {
      outboxes.add(new Outbox(progress));
    }
  }

  /**
   * One instance of a source.
   *
   * @param input the index of the input that it reads
   * @param subtask its index among the instances
   */
  record Reader(int input, int subtask) {}

  /** One attempt of the job, and who takes part in it. */
  static final class Attempt {
    private final Set<Reader> expected;
    private final Set<Reader> started = new HashSet<>();
    private final Set<Reader> arrived = new HashSet<>();
    private CompletableFuture<Void> allArrived = new CompletableFuture<>();
    private CompletableFuture<Void> more = new CompletableFuture<>();
    private boolean toFail;

    private Attempt(Set<Reader> expected) {
      this.expected = expected;
    }

    /** The same readers once more; who waits until all have arrived goes on waiting. */
    private Attempt again() {
      Attempt next = new Attempt(expected);
      if (!allArrived.isDone()) {
        next.allArrived = allArrived;
      }
      return next;
    }

    private void goOn() {
      arrived.clear();
      allArrived = new CompletableFuture<>();
      CompletableFuture<Void> waiting = more;
      more = new CompletableFuture<>();
      waiting.complete(null);
    }
  }

  /** Opens the meeting place of a job that has read so many cues before. */
  static Rendezvous open(String className, int base, int inputs, int outputs, int sources) {
    Rendezvous rendezvous = new Rendezvous(className, base, outputs);
    Set<Reader> expected = new HashSet<>();
    for (int input = 0; input < inputs; input++) {
      for (int subtask = 0; subtask < sources; subtask++) {
        expected.add(new Reader(input, subtask));
      }
    }
    rendezvous.attempt = new Attempt(expected);
    OPEN.put(rendezvous.id, rendezvous);
    return rendezvous;
  }

  static Rendezvous withId(String id) {
    Rendezvous rendezvous = OPEN.get(id);
    if (rendezvous == null) {
      throw new IllegalStateException("The performance of this job is over.");
    }
    return rendezvous;
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  String id() {
    return id;
  }

  Outbox outbox(int output) {
    return outboxes.get(output);
  }

  List<Outbox> outboxes() {
    return outboxes;
  }

  /** Whether so many results, at least, are out of each output. */
  boolean hasResults(List<Integer> counts) {
    return IntStream.range(0, counts.size())
        .allMatch(output -> outboxes.get(output).size() >= counts.get(output));
  }

  /** A number that grows with every cue that is read and every result that comes out. */
  long progress() {
    return progress.get();
  }

  /** There is more to read; completes when every reader has read all of it. */
  synchronized CompletableFuture<Void> feed(List<Cue> more) {
    cues.addAll(more);
    attempt.goOn();
    return attempt.allArrived;
  }

  /** Completes when every reader has read all that there is. */
  synchronized CompletableFuture<Void> allArrived() {
    return attempt.allArrived;
  }

  /** The next result is to be refused. */
  synchronized void orderRefusal() {
    toRefuse = true;
    refused = false;
    restarted = new CompletableFuture<>();
  }

  synchronized boolean isToRefuse() {
    return toRefuse;
  }

  /** Whether the result that comes now is refused. */
  synchronized boolean refuses() {
    boolean now = toRefuse && !refused;
    if (now) {
      refused = true;
      orderedFailures++;
    }
    return now;
  }

  /**
   * The order to refuse a result does not hold any more.
   *
   * @return whether one was refused
   */
  synchronized boolean endRefusal() {
    toRefuse = false;
    return refused;
  }

  /**
   * The checkpoints that are taken from now on cannot be completed, since the name of their
   * metadata is taken.
   *
   * @param checkpoints the directory with those of the job
   * @return completes when the first of them has been begun
   */
  synchronized CompletableFuture<Void> spoilCheckpoints(Path checkpoints) {
    toSpoil = Optional.of(checkpoints);
    spoiled = new CompletableFuture<>();
    return spoiled;
  }

  /** The checkpoints that are taken from now on can be completed. */
  synchronized void endSpoiling() {
    toSpoil = Optional.empty();
  }

  /** A checkpoint has been begun. */
  synchronized void spoilIfOrdered(long checkpointId) {
    if (toSpoil.isEmpty()) {
      return;
    }
    Path checkpoint = toSpoil.get().resolve("chk-" + checkpointId);
    try {
      Files.createDirectories(checkpoint.resolve(METADATA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    spoiled.complete(null);
  }

  /** The straggler takes part in no checkpoint, so none completes. */
  synchronized void holdStraggler() {
    straggler = new CompletableFuture<>();
  }

  synchronized void releaseStraggler() {
    straggler.complete(null);
  }

  /** Completes when the straggler may take part in checkpoints. */
  synchronized CompletableFuture<Void> straggler() {
    return straggler;
  }

  /** Completes when the job has restarted after a result was refused. */
  synchronized CompletableFuture<Void> restarted() {
    return restarted;
  }

  synchronized int orderedFailures() {
    return orderedFailures;
  }

  /** There will be no more to read. */
  synchronized void end() {
    ended = true;
    attempt.goOn();
  }

  /** Lets the first source instance throw; completes when all have been read again. */
  synchronized CompletableFuture<Void> failTask() {
    orderedFailures++;
    Attempt failing = attempt;
    attempt = new Attempt(failing.expected);
    failing.toFail = true;
    failing.goOn();
    return attempt.allArrived;
  }

  /** Completes when the job has restarted without an order. */
  CompletableFuture<Void> unplannedRestart() {
    return unplannedRestart;
  }

  /**
   * Remembers the class loader that the cluster has made for the job of this thread, and the one
   * inside it that has the classes. Threads that the graded program starts inherit the first, and
   * so can be told from those of others.
   */
  void usesClassLoaderOfThisThread() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (classLoaders.add(loader)) {
      try {
        classLoaders.add(Class.forName(className, false, loader).getClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        throw new IllegalStateException("The class of the job is not in its class loader.", e);
      }
    }
  }

  /** Ends what the program still does; the job is over, or to be over. */
  void stopProgram() {
    classLoaders.forEach(Leash::stop);
  }

  boolean isOurs(Thread thread) {
    ClassLoader loader = thread.getContextClassLoader();
    return loader != null && classLoaders.contains(loader);
  }

  synchronized Attempt started(Reader reader) {
    usesClassLoaderOfThisThread();
    if (!attempt.started.add(reader)) {
      if (refused && !restarted.isDone()) {
        attempt = attempt.again();
        attempt.started.add(reader);
        restarted.complete(null);
      } else {
        unplannedRestart.complete(null);
      }
    }
    return attempt;
  }

  /** The cue at a position of the script; null if it is not known yet. */
  synchronized Cue cue(int position) {
    int index = position - base;
    if (index >= cues.size()) {
      return null;
    }
    progress.incrementAndGet();
    return cues.get(index);
  }

  synchronized boolean hasEnded(int position) {
    return ended && position - base == cues.size();
  }

  /**
   * A reader has read all that there is.
   *
   * @return completes when there may be more
   * @throws ScriptedFault if the reader is to fail
   */
  synchronized CompletableFuture<Void> arrive(int position, Attempt of, Reader reader) {
    if (of.toFail && reader.subtask() == 0) {
      throw new ScriptedFault();
    }
    if (of != attempt) {
      return new CompletableFuture<>();
    }
    if (position - base < cues.size()) {
      return CompletableFuture.completedFuture(null);
    }
    of.arrived.add(reader);
    if (of.arrived.containsAll(of.expected)) {
      of.allArrived.complete(null);
    }
    return of.more;
  }
}

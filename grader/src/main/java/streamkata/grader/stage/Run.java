package streamkata.grader.stage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import streamkata.common.model.Event;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.Leash;

/**
 * Where the {@link Director} of a scenario and the sources and sinks of its job meet: which gates
 * are open, who has arrived, what has been collected. The job runs in the same JVM and finds its
 * run by id.
 *
 * <p>An <em>attempt</em> is the time between two restarts that the script wants. The readers of an
 * attempt that is over pass no gate any more.
 */
final class Run implements AutoCloseable {

  private static final Map<String, Run> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Scenario scenario;
  private final String className;
  private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
  private final Set<ClassLoader> classLoaders = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> unplannedRestart = new CompletableFuture<>();
  private Attempt attempt;
  private int lastOpened = -1;

  private Run(Scenario scenario, String className) {
    this.scenario = scenario;
    this.className = className;
  }

  /** One attempt of the job, and who takes part in it. */
  static final class Attempt {
    private final Set<String> expected;
    private final Set<String> started = new HashSet<>();
    private final Map<Integer, Set<String>> arrived = new HashMap<>();
    private final Map<Integer, CompletableFuture<Void>> allArrived = new HashMap<>();
    private final Map<Integer, CompletableFuture<Void>> opened = new HashMap<>();
    private boolean toFail;

    private Attempt(Set<String> expected) {
      this.expected = expected;
    }

    private CompletableFuture<Void> allArrivedAt(int gate) {
      return allArrived.computeIfAbsent(gate, index -> new CompletableFuture<>());
    }

    private CompletableFuture<Void> openedAt(int gate) {
      return opened.computeIfAbsent(gate, index -> new CompletableFuture<>());
    }
  }

  /** Opens a run of a scenario with the program that has this class. */
  static Run open(Scenario scenario, String className) {
    Run run = new Run(scenario, className);
    OPEN.put(run.id, run);
    return run;
  }

  static Run withId(String id) {
    Run run = OPEN.get(id);
    if (run == null) {
      throw new IllegalStateException("The check that started this job is over.");
    }
    return run;
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  String id() {
    return id;
  }

  List<Step> steps() {
    return scenario.script().steps();
  }

  int laneOf(Event event) {
    return Math.floorMod(scenario.inOrderBy().apply(event).hashCode(), Lane.COUNT);
  }

  Ledger ledger(String output) {
    return ledgers.computeIfAbsent(output, name -> new Ledger());
  }

  Map<String, List<?>> collected() {
    Map<String, List<?>> collected = new HashMap<>();
    ledgers.forEach((name, ledger) -> collected.put(name, ledger.copy()));
    return collected;
  }

  /** Begins the next attempt; the readers of the last one stay where they are. */
  synchronized void expect(List<Class<?>> eventTypes, int parallelism) {
    Set<String> expected = new HashSet<>();
    for (Class<?> type : eventTypes) {
      for (int subtask = 0; subtask < parallelism; subtask++) {
        expected.add(reader(type, subtask));
      }
    }
    attempt = new Attempt(expected);
  }

  /** Begins the next attempt with the readers of the last one. */
  synchronized void expectTheSameAgain() {
    attempt = new Attempt(attempt.expected);
  }

  /** Lets the first source instance throw, and begins the next attempt. */
  synchronized void failTask() {
    Attempt failing = attempt;
    expectTheSameAgain();
    failing.toFail = true;
    failing.opened.values().forEach(future -> future.complete(null));
  }

  synchronized CompletableFuture<Void> allArrivedAt(int gate) {
    return attempt.allArrivedAt(gate);
  }

  synchronized void openGate(int gate) {
    lastOpened = gate;
    attempt.openedAt(gate).complete(null);
  }

  /** Completes when the job has restarted without the script wanting it. */
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

  synchronized Attempt readerStarted(Class<?> eventType, int subtask) {
    usesClassLoaderOfThisThread();
    if (!attempt.started.add(reader(eventType, subtask))) {
      unplannedRestart.complete(null);
    }
    return attempt;
  }

  synchronized boolean isToFail(Attempt of) {
    return of.toFail;
  }

  synchronized boolean isOpen(int gate, Attempt of) {
    return of == attempt && gate <= lastOpened;
  }

  synchronized CompletableFuture<Void> arriveAt(
      int gate, Attempt of, Class<?> eventType, int subtask) {
    if (isOpen(gate, of)) {
      return CompletableFuture.completedFuture(null);
    }
    if (of != attempt) {
      return new CompletableFuture<>();
    }
    Set<String> here = of.arrived.computeIfAbsent(gate, index -> new HashSet<>());
    here.add(reader(eventType, subtask));
    if (here.containsAll(of.expected)) {
      of.allArrivedAt(gate).complete(null);
    }
    return of.openedAt(gate);
  }

  private static String reader(Class<?> eventType, int subtask) {
    return eventType.getSimpleName() + "-" + subtask;
  }
}

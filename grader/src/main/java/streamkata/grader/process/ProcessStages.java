package streamkata.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import streamkata.grader.grading.BudgetSpent;
import streamkata.grader.grading.Stages;
import streamkata.grader.kit.Trust;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Standstill;

/**
 * Stages that are processes. What goes on when a worker is lost does so in the next one, which has
 * seen nothing of what went on before; where workers are lost for real, the process before it is
 * killed first, as soon as nothing else is to be played in it.
 */
public final class ProcessStages implements Stages, AutoCloseable {

  /** A cluster remembers every job that it has run; this many take some 50 MB. */
  private static final int MOST_PERFORMANCES = 1000;

  private static final int LOOKS_BETWEEN_ACCOUNTS = 10;

  private final StageHome home;
  private final List<String> options;
  private final Optional<Sandbox> sandbox;
  private final Optional<Duration> budget;
  private final Duration patience;
  private final boolean killsLostWorkers;
  private final Path log;
  private final ProgramOutput output;
  private final List<StageProcess> processes = new ArrayList<>();
  private final List<StageProcess> retired = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(ProcessStages::daemon);
  private int performances;
  private int expected;
  private int waiting;
  private int killed;
  private int looks;
  private boolean isSpent;
  private Optional<ClassArchive> archive = Optional.empty();
  private boolean leavesArchive;

  /**
   * Prepares stages, and starts none.
   *
   * @param directory an existing directory for the jar that they run with
   * @param options for their JVMs
   * @param limit the processor time that a program may use
   * @param trust how far the programs are trusted
   * @param killsLostWorkers whether a stage is killed before what was lost goes on in the next
   * @param log the file for Flink's log
   * @param output what takes what the programs print
   * @throws streamkata.grader.kit.Refusal if there is to be a sandbox, and it does not work here
   */
  public ProcessStages(
      Path directory,
      List<String> options,
      Duration limit,
      Trust trust,
      boolean killsLostWorkers,
      Path log,
      ProgramOutput output) {
    this(
        StageHome.of(ChildJvm.inheritedClassPath(), directory),
        options,
        limit,
        trust,
        killsLostWorkers,
        log,
        output);
    archive = Optional.of(ClassArchive.of(home, directory, sandbox.isPresent()));
    leavesArchive = sandbox.isEmpty();
  }

  /** Prepares stages that run with what is given, and have no class-data archive. */
  ProcessStages(
      StageHome home,
      List<String> options,
      Duration limit,
      Trust trust,
      boolean killsLostWorkers,
      Path log,
      ProgramOutput output) {
    this.home = home;
    this.options = List.copyOf(options);
    this.sandbox = trust.sandboxed() ? Optional.of(Sandbox.open(trust.budget())) : Optional.empty();
    this.budget = trust.budget();
    // Four programs at a time, and what the stage does for them.
    this.patience = limit.multipliedBy(6).plusSeconds(60);
    this.killsLostWorkers = killsLostWorkers;
    this.log = log;
    this.output = output;
    clock.scheduleWithFixedDelay(
        this::look, Standstill.NAP_MILLIS, Standstill.NAP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether stages start with an archive of their classes. */
  public boolean haveArchive() {
    return archive.isPresent() && archive.get().exists();
  }

  /**
   * Lets stages in a sandbox leave an archive of their classes when they are closed. It has the
   * classes of the programs that they play, too: to be called before the first of them is started,
   * where those are the kit's own, and may be seen by whoever is graded later.
   */
  public synchronized void leaveArchive() {
    leavesArchive = true;
  }

  /**
   * Starts stages in advance.
   *
   * @param count how many there shall be
   */
  public synchronized void prepare(int count) {
    for (int i = 0; i < count; i++) {
      stage(i);
    }
  }

  @Override
  public synchronized Connection first() {
    requireTime();
    performances++;
    return stage(killsLostWorkers ? killed : 0).connection();
  }

  @Override
  public synchronized Connection after(Connection lost) {
    int next = indexOf(lost) + 1;
    if (killsLostWorkers) {
      waiting++;
      killIfAllWait();
      try {
        while (killed < next && !isSpent) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CompletionException(e);
      }
    }
    requireTime();
    return stage(next).connection();
  }

  @Override
  public synchronized void retire(Connection stage, String why) {
    processes.stream()
        .filter(process -> process.connection() == stage)
        .forEach(process -> process.kill(why));
  }

  @Override
  public synchronized void renew() {
    processes.forEach(process -> process.kill("The stage was ended"));
    retired.addAll(processes);
    processes.clear();
    performances = 0;
    killed = 0;
    waiting = 0;
  }

  @Override
  public synchronized void expect(int checks) {
    if (performances > MOST_PERFORMANCES) {
      renew();
    }
    expected = checks;
    waiting = 0;
  }

  @Override
  public synchronized void over() {
    expected--;
    killIfAllWait();
  }

  /** Whatever still runs is ended. */
  @Override
  public synchronized void close() {
    clock.shutdownNow();
    archive.ifPresent(this::archiveClasses);
    processes.forEach(StageProcess::close);
    retired.forEach(StageProcess::close);
  }

  private void archiveClasses(ClassArchive made) {
    processes.stream()
        .filter(StageProcess::canArchive)
        .reduce((one, later) -> later)
        .ifPresent(process -> process.endWith(made));
  }

  /** When all checks that are not over wait for the next stage, this one has done its duty. */
  private void killIfAllWait() {
    if (waiting > 0 && waiting == expected) {
      processes.stream().skip(killed).limit(1).forEach(lost -> lost.kill("The worker was lost"));
      killed++;
      waiting = 0;
      notifyAll();
    }
  }

  private StageProcess stage(int index) {
    while (processes.size() <= index) {
      processes.add(start());
    }
    boolean isDead = processes.get(index).connection().lost().isPresent();
    if (isDead && index >= killed) {
      retired.add(processes.get(index));
      processes.set(index, start());
    }
    return processes.get(index);
  }

  private int indexOf(Connection connection) {
    for (int i = 0; i < processes.size(); i++) {
      if (processes.get(i).connection() == connection) {
        return i;
      }
    }
    // It was retired, and another has its place.
    return killed;
  }

  private StageProcess start() {
    try {
      return StageProcess.start(
          home, options, sandbox, archive, leavesArchive, patience, log, output);
    } catch (IOException e) {
      throw new UncheckedIOException("A stage could not be started: " + e.getMessage(), e);
    }
  }

  private void look() {
    List<StageProcess> all;
    synchronized (this) {
      all = List.copyOf(processes);
    }
    all.forEach(StageProcess::look);
    if (budget.isPresent() && ++looks % LOOKS_BETWEEN_ACCOUNTS == 0) {
      account(budget.get());
    }
  }

  private synchronized void account(Duration most) {
    Duration used =
        Stream.concat(processes.stream(), retired.stream())
            .map(StageProcess::used)
            .reduce(Duration.ZERO, Duration::plus);
    if (used.compareTo(most) > 0) {
      isSpent = true;
      processes.forEach(process -> process.kill("Its time was used up"));
      notifyAll();
    }
  }

  private void requireTime() {
    if (isSpent) {
      throw new BudgetSpent(budget.orElseThrow());
    }
  }

  private static Thread daemon(Runnable code) {
    Thread thread = new Thread(code, "kata-stages");
    thread.setDaemon(true);
    return thread;
  }
}

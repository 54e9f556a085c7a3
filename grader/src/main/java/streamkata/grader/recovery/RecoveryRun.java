package streamkata.grader.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import streamkata.grader.kit.Refusal;
import streamkata.grader.recovery.ClusterRest.Checkpoints;
import streamkata.grader.recovery.ClusterRest.JobStatus;
import streamkata.grader.recovery.Recording.LastCheckpoint;
import streamkata.grader.recovery.Recording.Mark;
import streamkata.grader.recovery.Recording.Sample;
import streamkata.grader.recovery.Recording.Times;

/**
 * One run of the experiment: start, submit, wait until the job has learned something, kill the
 * worker, start a new one, watch. Each step waits for what can be seen from outside, never for time
 * to pass; the run only gives up when nothing of it comes for a long time.
 */
final class RecoveryRun {

  private static final long CHECKPOINTS_BEFORE_KILL = 3;

  /** Results since the last checkpoint, which come again and can be compared with themselves. */
  private static final long RESULTS_AFTER_CHECKPOINT = 100;

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Something that can be asked of the cluster. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private final RecoveryCluster cluster;
  private final ClusterRest rest;
  private final Evidence evidence;
  private final Narrator narrator;
  private final boolean checkpointing;

  private final List<Sample> samples = new ArrayList<>();
  private final Map<Mark, Double> marks = new EnumMap<>(Mark.class);
  private final List<PrintedResults> printed = new ArrayList<>();
  private String job;
  private long jobRanAt;
  private long positionAtKill;
  private JobStatus status = JobStatus.NONE;
  private Checkpoints checkpoints = Checkpoints.NONE;

  RecoveryRun(
      RecoveryCluster cluster, Evidence evidence, Narrator narrator, boolean checkpointing) {
    this.cluster = cluster;
    this.rest = cluster.rest();
    this.evidence = evidence;
    this.narrator = narrator;
    this.checkpointing = checkpointing;
  }

  /**
   * Plays the run.
   *
   * @param program what is submitted
   * @param arguments the arguments of its {@code main}
   * @param hard whether the worker is killed by SIGKILL
   * @return what was observed
   * @throws Refusal if something that should happen does not
   */
  Recording play(JobJar program, List<String> arguments, boolean hard)
      throws IOException, InterruptedException {
    cluster.startJobManager();
    FlinkProcess first = cluster.startWorker();
    await("worker 1 to register", () -> rest.isRegistered("taskmanager-1"), first);
    final double firstWorker = secondsSince(first.startedAt());
    narrator.step("A JobManager (dashboard %s) and one worker are up", rest.root());

    submit(program, arguments);
    await("the job to run", () -> status.allTasksRun(), first);
    jobRanAt = System.nanoTime();
    printed.add(new PrintedResults(first.output(), evidence.resultLine()));
    narrator.step("The job runs %s checkpoints", checkpointing ? "with" : "without");
    await("the job to have something to lose", this::hasSomethingToLose, first);
    narrator.step("There is something to lose: %s", progress());

    long killedAt = System.currentTimeMillis();
    marks.put(Mark.KILLED, seconds());
    positionAtKill = last().position();
    first.kill(hard);
    narrator.step("Worker 1 (process %d) killed: %s", first.pid(), hard ? "SIGKILL" : "SIGTERM");
    await("the job to be RESTARTING", () -> status.restartingSince() >= killedAt);
    final double toRestarting = (status.restartingSince() - killedAt) / 1000.0;
    marks.put(Mark.RESTARTING, marks.get(Mark.KILLED) + toRestarting);
    narrator.step("The job is RESTARTING, %.1f s after the kill", toRestarting);

    FlinkProcess second = cluster.startWorker();
    marks.put(Mark.NEW_WORKER, seconds());
    await("worker 2 to register", () -> rest.isRegistered("taskmanager-2"), second);
    final double secondWorker = secondsSince(second.startedAt());
    narrator.step("Worker 2 (process %d) is up; the job waits for the restart delay", second.pid());
    printed.add(new PrintedResults(second.output(), evidence.resultLine()));
    await("worker 2 to print results", () -> !printed.get(1).lines().isEmpty(), second);
    marks.put(Mark.FIRST_RESULT, seconds());
    final double toFirstResult = secondsSince(second.startedAt());
    narrator.step("It prints results again, %.1f s after worker 2 was started", toFirstResult);
    await("the new worker to show enough", this::hasShownEnough, second);
    narrator.step("Observed until: %s", progress());

    return new Recording(
        checkpointing,
        List.copyOf(samples),
        Map.copyOf(marks),
        lastCheckpoint(first),
        new PositionLog(second.log()).begin(),
        evidence.compare(printed.get(0), printed.get(1)),
        new Times(firstWorker, toRestarting, secondWorker, toFirstResult));
  }

  private void submit(JobJar program, List<String> arguments)
      throws IOException, InterruptedException {
    FlinkProcess client = cluster.submit(program, arguments);
    while (!client.hasEndedWithin(TICK)) {
      narrator.progress("submitting");
    }
    if (client.exitCode() != 0) {
      throw new Refusal(
          "The job was not accepted: %s (more in %s)"
              .formatted(client.lastWords(), client.output()));
    }
    job =
        rest.job()
            .orElseThrow(
                () ->
                    new Refusal(
                        "The program ended without executing a job: see " + client.output()));
  }

  private boolean hasSomethingToLose() {
    return evidence.isEnoughToLose(last().position(), printed.get(0))
        && (!checkpointing
            || checkpoints.completed() >= CHECKPOINTS_BEFORE_KILL
                && last().results() - resultsAtCheckpoint() >= resultsWanted());
  }

  /** Where results are few, those of a checkpoint interval are not waited for. */
  private long resultsWanted() {
    return Math.min(RESULTS_AFTER_CHECKPOINT, last().results() / 100);
  }

  private long resultsAtCheckpoint() {
    return samples.stream()
        .filter(sample -> sample.checkpoints() == checkpoints.completed())
        .mapToLong(Sample::results)
        .findFirst()
        .orElse(0);
  }

  private boolean hasShownEnough() {
    return evidence.isEnoughAfter(
        new Evidence.Progress(last().position(), positionAtKill, status.isFinished()),
        printed.get(1));
  }

  private LastCheckpoint lastCheckpoint(FlinkProcess worker) throws IOException {
    OptionalLong id = checkpoints.restored();
    return new LastCheckpoint(
        id, id.isPresent() ? new PositionLog(worker.log()).checkpoint(id.getAsLong()) : Map.of());
  }

  /**
   * Waits.
   *
   * @param what is awaited, for a sentence that says that it did not come
   * @param condition whether it has come
   * @param needed processes that must live for it, beside the JobManager
   */
  private void await(String what, Condition condition, FlinkProcess... needed)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    observe();
    while (!condition.holds()) {
      if (status.isOver()) {
        throw new Refusal(
            "The job is %s while it was waited for %s: %s"
                .formatted(status.state(), what, rest.lastFailure(job).orElse("no reason given")));
      }
      Optional<FlinkProcess> dead = cluster.dead(needed);
      if (dead.isPresent()) {
        throw new Refusal(
            "%s ended while it was waited for %s: %s (more in %s)"
                .formatted(dead.get().name(), what, dead.get().lastWords(), dead.get().log()));
      }
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new Refusal(
            "Waited %d seconds for %s, but it did not happen: %s. The logs are in %s."
                .formatted(PATIENCE.toSeconds(), what, progress(), cluster.directory()));
      }
      Thread.sleep(TICK.toMillis());
      observe();
      narrator.progress(progress());
    }
  }

  private void observe() throws InterruptedException {
    if (job == null) {
      return;
    }
    status = rest.status(job).orElse(status);
    checkpoints = rest.checkpoints(job).orElse(checkpoints);
    printed.forEach(PrintedResults::refresh);
    if (jobRanAt != 0) {
      samples.add(
          new Sample(
              seconds(),
              status.state(),
              rest.position(job, status.sources()).orElse(-1),
              printed.stream().mapToLong(results -> results.lines().size()).sum(),
              evidence.share(printed),
              checkpoints.completed()));
    }
  }

  private String progress() {
    if (samples.isEmpty()) {
      return "job " + status.state();
    }
    Sample now = last();
    return String.format(
        Locale.ROOT,
        "%s, event %,d, %,d results, %s %.0f %%, %d checkpoints",
        now.state(),
        now.position(),
        now.results(),
        evidence.shareName(),
        100 * now.share(),
        now.checkpoints());
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  private double seconds() {
    return secondsSince(jobRanAt);
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}

package streamkata.grader.stage;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobSubmissionResult;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;
import org.apache.flink.util.ExceptionUtils;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.Implementation;

/**
 * Plays a scenario on the shared cluster: submits the job, waits at each gate until every source
 * has arrived there, does what the gate says, and opens it. Nothing here waits for time to pass.
 */
public final class Director {

  private static final Duration TO_CANCEL = Duration.ofMillis(1500);
  private static final long POLL_NANOS = 4_000_000;

  private final Scenario scenario;
  private final Implementation implementation;
  private final TimeLimit limit;
  private final Map<String, Map<String, List<?>>> looks = new LinkedHashMap<>();
  private final Map<String, Long> stateSizes = new HashMap<>();

  private Run run;
  private Cluster cluster;
  private TemporaryFolder folder;
  private JobBuilder.Job job;
  private CompletableFuture<JobSubmissionResult> submitted;
  private CompletableFuture<JobResult> result;

  /**
   * Prepares to play a scenario once.
   *
   * @param scenario what to play
   * @param implementation what is graded
   * @param limit when to give up
   */
  public Director(Scenario scenario, Implementation implementation, TimeLimit limit) {
    this.scenario = scenario;
    this.implementation = implementation;
    this.limit = limit;
  }

  /**
   * Plays the scenario.
   *
   * @return what came out
   * @throws JobFailure if the job could not be built, or failed without the script wanting it
   * @throws LimitReached if the time limit was reached
   */
  public Outcome play() {
    boolean losesWorker = scenario.script().steps().contains(new Step.Inject(Fault.WORKER_LOSS));
    try {
      return play(losesWorker);
    } catch (WorkerHarmed e) {
      // Perhaps by the program of another check. With a worker of its own this one will show.
      return play(true);
    }
  }

  /** The worker that a job shared with others is dead, or answers no more. */
  private static final class WorkerHarmed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Outcome play(boolean alone) {
    looks.clear();
    stateSizes.clear();
    result = null;
    Lock lock = enterCluster(alone);
    try (Run opened = Run.open(scenario, implementation.className())) {
      run = opened;
      folder = new TemporaryFolder("run");
      limit.start(run::isOurs);
      try {
        submit(scenario.parallelism(), SavepointRestoreSettings.none());
        playSteps();
        return new Outcome(scenario, looks, stateSizes);
      } catch (LimitReached | JobFailure e) {
        if (!alone && isWorkerHarmed(e)) {
          Cluster.abandon(cluster);
          throw new WorkerHarmed();
        }
        throw reasonFor(e);
      } finally {
        stop();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes part in the shared cluster; one that was given up in the meantime is not entered. */
  private Lock enterCluster(boolean exclusive) {
    try {
      while (true) {
        cluster = Cluster.shared();
        Lock lock = cluster.lock(exclusive);
        lock.lockInterruptibly();
        if (cluster.isShared()) {
          return lock;
        }
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private void playSteps() {
    List<Step> steps = run.steps();
    for (int index = 0; index < steps.size(); index++) {
      if (steps.get(index) instanceof Step.Close) {
        limit.await(result);
        throwIfFailed();
        looks.put(Outcome.END, run.collected());
        return;
      }
      if (steps.get(index) instanceof Step.Gate gate) {
        awaitArrival(index);
        awaitAllTasksRunning();
        pass(gate);
        run.openGate(index);
      }
    }
    awaitArrival(steps.size());
    awaitAllTasksRunning();
    settle();
    looks.put(Outcome.END, run.collected());
  }

  private void pass(Step.Gate gate) {
    if (gate instanceof Step.Look look) {
      settle();
      looks.put(look.name(), run.collected());
    } else if (gate instanceof Step.Checkpoint checkpoint) {
      long id =
          await(
              miniCluster().triggerCheckpoint(jobId(), CheckpointType.CONFIGURED),
              "its state could not be written to a checkpoint");
      stateSizes.put(checkpoint.name(), stateSize(id));
    } else if (gate instanceof Step.Inject inject) {
      settle();
      inject(inject.fault());
    } else if (gate instanceof Step.Rescale rescale) {
      String savepoint =
          await(
              miniCluster()
                  .stopWithSavepoint(
                      jobId(), folder.path().toString(), false, SavepointFormatType.NATIVE),
              "its state could not be written to a savepoint");
      await(result, "it did not stop with a savepoint");
      submit(rescale.parallelism(), SavepointRestoreSettings.forPath(savepoint, false));
    }
  }

  /**
   * Waits until every operator has processed all that came before, by the barrier of a savepoint. A
   * savepoint, because a restart goes back to checkpoints only; in the native format, because
   * asynchronous state has no other.
   */
  private void settle() {
    await(
        miniCluster()
            .triggerSavepoint(jobId(), folder.path().toString(), false, SavepointFormatType.NATIVE),
        "its state could not be written to a savepoint");
  }

  private void inject(Fault fault) {
    if (fault == Fault.TASK_FAILURE) {
      run.failTask();
      return;
    }
    run.expectTheSameAgain();
    cluster.replaceWorker(limit);
  }

  private void submit(int parallelism, SavepointRestoreSettings restore) {
    job =
        limit.call(
            implementation.classLoader(),
            () -> new JobBuilder(run, scenario, implementation, folder.path()).build(parallelism));
    job.graph().setSavepointRestoreSettings(restore);
    run.expect(job.inputs(), parallelism);
    submitted = miniCluster().submitJob(job.graph());
    result = submitted.thenCompose(done -> miniCluster().requestJobResult(jobId()));
    limit.await(submitted);
  }

  private void awaitArrival(int gate) {
    CompletableFuture<Void> arrived = run.allArrivedAt(gate);
    limit.await(CompletableFuture.anyOf(arrived, result, run.unplannedRestart()));
    if (!arrived.isDone()) {
      throwIfFailed();
    }
  }

  private <T> T await(CompletableFuture<T> future, String otherwise) {
    try {
      return limit.await(future);
    } catch (JobFailure e) {
      if (!isFailureToWriteState(e)) {
        limit.await(CompletableFuture.anyOf(result, run.unplannedRestart()));
        throwIfFailed();
      }
      throw new JobFailure(otherwise, e.getCause());
    }
  }

  private static boolean isFailureToWriteState(JobFailure failure) {
    return ExceptionUtils.findThrowable(failure, CheckpointException.class)
        .map(CheckpointException::getCheckpointFailureReason)
        .filter(
            reason ->
                reason == CheckpointFailureReason.CHECKPOINT_ASYNC_EXCEPTION
                    || reason == CheckpointFailureReason.IO_EXCEPTION)
        .isPresent();
  }

  /** A barrier needs every task; some may still be starting when the sources are already here. */
  private void awaitAllTasksRunning() {
    while (!result.isDone() && !run.unplannedRestart().isDone()) {
      boolean allRunning = true;
      for (AccessExecutionVertex vertex :
          limit.await(
              miniCluster()
                  .getExecutionGraph(jobId())
                  .thenApply(graph -> graph.getAllExecutionVertices()))) {
        allRunning &= vertex.getExecutionState() == ExecutionState.RUNNING;
      }
      if (allRunning) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void throwIfFailed() {
    if (run.unplannedRestart().isDone()) {
      throw new JobFailure("it failed", lastException());
    }
    if (result.isDone()) {
      JobResult done = limit.await(result);
      if (done.getSerializedThrowable().isPresent()) {
        throw new JobFailure("it failed", done.getSerializedThrowable().get());
      }
    }
  }

  private Throwable lastException() {
    ExecutionGraphInfo info = limit.await(miniCluster().getExecutionGraphInfo(jobId()));
    RootExceptionHistoryEntry last = null;
    for (RootExceptionHistoryEntry entry : info.getExceptionHistory()) {
      last = entry;
    }
    ErrorInfo failure = info.getArchivedExecutionGraph().getFailureInfo();
    return failure != null ? failure.getException() : last == null ? null : last.getException();
  }

  private long stateSize(long checkpointId) {
    return limit
        .await(miniCluster().getArchivedExecutionGraph(jobId()))
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getCheckpoints()
        .stream()
        .filter(checkpoint -> checkpoint.getCheckpointId() == checkpointId)
        .mapToLong(AbstractCheckpointStats::getStateSize)
        .findFirst()
        .orElseThrow();
  }

  private boolean isWorkerHarmed(RuntimeException failure) {
    if (isWorkerDead(failure)) {
      return true;
    }
    String packageName =
        implementation.className().substring(0, implementation.className().lastIndexOf('.') + 1);
    return failure instanceof LimitReached reached
        && !reached.showsCodeOf(packageName)
        && Cluster.isAnyStuck();
  }

  /** Before a job was submitted, the worker has no part in what fails, and may not be up yet. */
  private boolean isWorkerDead(RuntimeException failure) {
    if (result == null) {
      return false;
    }
    return failure instanceof JobFailure failed ? failed.isOfDyingWorker() : !cluster.hasWorker();
  }

  /** Why it failed; where that is no fault of the job alone, the cluster is given up. */
  private RuntimeException reasonFor(RuntimeException failure) {
    boolean workerDead = isWorkerDead(failure);
    if (workerDead || failure instanceof LimitReached) {
      Cluster.abandon(cluster);
    }
    return workerDead
        ? new JobFailure(
            "it failed",
            new IllegalStateException(
                "The worker died of an exception that it could not report: does one of the"
                    + " exception's own methods fail?"))
        : failure;
  }

  private void stop() {
    // An interrupt ends a check early; the cluster is left in order all the same.
    boolean interrupted = Thread.interrupted();
    if (result != null && !result.isDone()) {
      submitted.thenCompose(done -> miniCluster().cancelJob(jobId()));
      if (!TimeLimit.isDoneSoon(result, TO_CANCEL)) {
        run.stopProgram();
        if (!TimeLimit.isDoneSoon(result, TO_CANCEL)) {
          Cluster.abandon(cluster);
        }
      }
    }
    run.stopProgram();
    folder.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private MiniCluster miniCluster() {
    return cluster.miniCluster();
  }

  private JobID jobId() {
    return job.graph().getJobID();
  }
}

package streamkata.grader.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;
import streamkata.grader.program.Implementation;
import streamkata.grader.program.LabMistake;
import streamkata.grader.wire.Checkpointing;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.Cue;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Output;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;
import streamkata.grader.wire.StatePart;

/**
 * The job of one performance: does to it what the referee orders, and waits until that is done.
 * Nothing here waits for time to pass.
 */
final class FlinkJob implements AutoCloseable {

  /** The seconds of processor time that a program may take to end when it is told to. */
  private static final int TO_END = 2;

  private static final String UNWRITTEN = "its state could not be written to a savepoint";

  private static final String SWALLOWED =
      "The operator after your program failed at a result, so collect() threw an exception."
          + " Your program caught it and continued, so this result is lost. Do not catch exceptions"
          + " of collect(). Flink restarts the job from its last checkpoint, and your program emits"
          + " the result again.";

  private final Cluster cluster;
  private final Implementation implementation;
  private final WorkLimit limit;
  private final Path directory;
  private final Path around;
  private final Path outside;
  private final FolderWatch watch;
  private final Rendezvous rendezvous;
  private JobGraph graph;
  private CompletableFuture<?> submitted;
  private CompletableFuture<JobResult> result;

  /** Whether a barrier has passed since there was something to read. */
  private boolean isSettled;

  private boolean isWithoutLastCheckpoint;
  private CompletableFuture<Long> waiting;

  /** Prepares the job that a request describes; nothing of the program runs yet. */
  FlinkJob(Request.Open open, Cluster cluster, Implementation implementation, Contract contract)
      throws IOException {
    this.cluster = cluster;
    this.implementation = implementation;
    this.limit = new WorkLimit(open.limit());
    this.directory = cluster.newDirectory();
    this.around = cluster.newDirectory(open.place());
    this.outside = around.resolve(Reply.Found.DIRECTORY);
    this.rendezvous =
        Rendezvous.open(
            implementation.className(),
            open.base(),
            contract.inputs().size(),
            contract.outputs().size(),
            open.sources());
    limit.watch(rendezvous::isOurs, rendezvous::progress);
    write(open.directory(), around);
    Files.createDirectories(outside);
    this.watch =
        contract.writesFiles()
            ? FolderWatch.of(outside, Files.createDirectory(directory.resolve("marks")))
            : FolderWatch.none();
  }

  /** Builds and submits the job. */
  void submit(Request.Open open, Contract contract) throws IOException {
    JobBuilder builder =
        new JobBuilder(open, contract, implementation, rendezvous, directory, outside);
    graph = limit.call(implementation.classLoader(), builder::build);
    if (!open.from().isEmpty()) {
      Path restore = Files.createDirectory(directory.resolve("restore"));
      write(open.from(), restore);
      graph.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(restore.toUri().toString(), false));
    }
    submitted = miniCluster().submitJob(graph);
    result = submitted.thenCompose(done -> miniCluster().requestJobResult(jobId()));
    limit.await(submitted);
  }

  WorkLimit limit() {
    return limit;
  }

  Implementation implementation() {
    return implementation;
  }

  /** Gives the sources more to read, until all of it is read. */
  void feed(List<Cue> cues) {
    isSettled = false;
    awaitReaders(rendezvous.feed(cues));
    if (rendezvous.isToRefuse()) {
      awaitRefusal();
    }
  }

  /** The next result is refused, if one comes out of what is fed next. */
  void refuseResult() {
    rendezvous.orderRefusal();
  }

  /**
   * What came last was read: lets it come out. A barrier does not get past a task that fails, so
   * that where it passes after a result was refused, nothing has failed.
   */
  private void awaitRefusal() {
    Throwable stopped = limit.await(barrier().handle((path, failure) -> failure));
    boolean refused = rendezvous.endRefusal();
    if (!refused) {
      if (stopped != null) {
        await(barrier(), UNWRITTEN);
      }
      isSettled = true;
      return;
    }
    if (stopped == null && !rendezvous.restarted().isDone()) {
      throw new JobFailure("it failed", new LabMistake(SWALLOWED));
    }
    awaitOrFailure(rendezvous.restarted());
    awaitReaders(rendezvous.allArrived());
  }

  /**
   * Waits until every operator has processed all that came before, by the barrier of a savepoint. A
   * savepoint, because a restart goes back to checkpoints only; in the native format, because
   * asynchronous state has no other.
   */
  void settle() {
    await(barrier(), UNWRITTEN);
    isSettled = true;
  }

  /**
   * Waits without a barrier until so many results are out of each output since the job began. If
   * they do not come, it waits until nothing happens any more.
   */
  void awaitResults(List<Integer> counts) {
    try {
      limit.awaitUntil(
          () ->
              result.isDone()
                  || rendezvous.unplannedRestart().isDone()
                  || rendezvous.hasResults(counts),
          this::throwIfUnplanned);
    } catch (LimitReached e) {
      if (!e.isOfStandstill()) {
        throw e;
      }
    }
    throwIfFailed();
  }

  private CompletableFuture<String> barrier() {
    return miniCluster()
        .triggerSavepoint(jobId(), directory.toString(), false, SavepointFormatType.NATIVE);
  }

  List<NamedFile> checkpoint() {
    long id = await(triggerCheckpoint(), "its state could not be written to a checkpoint");
    return read(checkpoints().resolve("chk-" + id));
  }

  private CompletableFuture<Long> triggerCheckpoint() {
    return miniCluster().triggerCheckpoint(jobId(), CheckpointType.CONFIGURED);
  }

  /** Takes a checkpoint that does not simply complete. */
  void checkpoint(Checkpointing how) {
    switch (how) {
      case FAILS -> abortCheckpoint();
      case FAILS_AT_THE_END -> endWithoutCheckpoint();
      case WAITS -> beginCheckpoint();
      case COMPLETES_LATE -> completeAfterBarrier();
    }
  }

  private void abortCheckpoint() {
    rendezvous.spoilCheckpoints(checkpoints());
    awaitAbortedCheckpoint();
    rendezvous.endSpoiling();
  }

  /** Takes a checkpoint that completes when the straggler is released. */
  private void beginCheckpoint() {
    rendezvous.holdStraggler();
    waiting = triggerCheckpoint();
    awaitAllButTheStraggler(1, waiting);
  }

  /** A savepoint is forced: it is taken although the checkpoint before it has not completed. */
  private void completeAfterBarrier() {
    CompletableFuture<String> barrier = barrier();
    awaitAllButTheStraggler(2, barrier);
    rendezvous.releaseStraggler();
    await(waiting, UNWRITTEN);
    await(barrier, UNWRITTEN);
    isSettled = true;
  }

  private void awaitAllButTheStraggler(int checkpoints, CompletableFuture<?> last) {
    limit.awaitUntil(
        () ->
            last.isCompletedExceptionally()
                || result.isDone()
                || rendezvous.unplannedRestart().isDone()
                || history().checkpointsThatWaitForOne() == checkpoints,
        this::throwIfUnplanned);
  }

  private void awaitAbortedCheckpoint() {
    await(triggerCheckpoint().handle(FlinkJob::awaitedFailure), UNWRITTEN);
  }

  /** Ends the inputs. The last checkpoint is aborted; another one comes after it, and is, too. */
  private void endWithoutCheckpoint() {
    CompletableFuture<Void> last = rendezvous.spoilCheckpoints(checkpoints());
    rendezvous.end();
    awaitOrFailure(last);
    awaitAbortedCheckpoint();
    rendezvous.endSpoiling();
    isWithoutLastCheckpoint = true;
  }

  private static Void awaitedFailure(Long checkpoint, Throwable failure) {
    if (failure == null) {
      throw new IllegalStateException("A checkpoint was completed without its metadata.");
    }
    if (ExceptionUtils.findThrowableWithMessage(failure, Rendezvous.METADATA).isEmpty()) {
      throw new CompletionException(failure);
    }
    return null;
  }

  /**
   * What a checkpoint holds.
   *
   * @return nothing where that cannot be told, as on RocksDB
   */
  List<StatePart> describe(List<NamedFile> checkpoint) {
    ClassLoader loader = implementation.classLoader();
    try {
      return limit.call(loader, () -> StateReader.read(checkpoint, loader));
    } catch (JobFailure e) {
      return List.of();
    }
  }

  /** A savepoint is such a checkpoint: tasks are told only of one with which the job stops. */
  List<NamedFile> checkpointUntold() {
    List<NamedFile> files = read(Path.of(URI.create(await(barrier(), UNWRITTEN))));
    isSettled = true;
    return files;
  }

  /** Where results come out, those of all that was read come out first. */
  void failTask() {
    if (!isSettled && !rendezvous.outboxes().isEmpty()) {
      settle();
    }
    isSettled = false;
    awaitReaders(rendezvous.failTask());
  }

  List<NamedFile> stopWithSavepoint(boolean canonical) {
    SavepointFormatType format =
        canonical ? SavepointFormatType.CANONICAL : SavepointFormatType.NATIVE;
    String savepoint =
        await(
            miniCluster().stopWithSavepoint(jobId(), directory.toString(), false, format),
            UNWRITTEN);
    await(result, "it did not stop with a savepoint");
    return read(Path.of(URI.create(savepoint)));
  }

  /** Ends the inputs, and waits for the end of the job. */
  void end() {
    if (isWithoutLastCheckpoint) {
      triggerCheckpoint();
    }
    rendezvous.end();
    awaitOrFailure(result);
    throwIfFailed();
  }

  /** What is in the directory outside Flink and beside it, and has happened there. */
  Reply.Found readDirectory() throws IOException {
    watch.look();
    return new Reply.Found(read(around), watch.appeared(), watch.written());
  }

  /** What has come out since this was last asked. */
  List<Output> outputs() {
    return rendezvous.outboxes().stream().map(Outbox::tell).toList();
  }

  /** The same, without what has come out behind the last barrier. */
  List<Output> outputsUpToBarrier() {
    return rendezvous.outboxes().stream().map(Outbox::tellUpToBarrier).toList();
  }

  /**
   * Whether the failure of a job may be that of its worker, which other jobs share.
   *
   * @param failure how it failed
   */
  boolean isWorkerHarmed(RuntimeException failure) {
    return result != null
        && (failure instanceof JobFailure failed && failed.isOfDyingWorker()
            || !cluster.hasWorker());
  }

  /**
   * Ends the job, whatever it is doing.
   *
   * @return whether that succeeded; if not, the cluster is of no use any more
   */
  boolean stop() {
    boolean stopped = true;
    if (result != null && !result.isDone()) {
      submitted.thenCompose(done -> miniCluster().cancelJob(jobId()));
      if (!ends()) {
        rendezvous.stopProgram();
        stopped = ends();
      }
    }
    return stopped;
  }

  @Override
  public void close() throws IOException {
    rendezvous.stopProgram();
    rendezvous.close();
    watch.close();
    Cluster.delete(directory);
    Cluster.delete(around);
  }

  private void awaitReaders(CompletableFuture<Void> allArrived) {
    awaitOrFailure(allArrived);
    awaitAllTasksRunning();
  }

  /** Waits for something that will not come if the job fails. */
  private void awaitOrFailure(CompletableFuture<?> future) {
    limit.await(
        CompletableFuture.anyOf(future, result, rendezvous.unplannedRestart()),
        this::throwIfUnplanned);
    if (!future.isDone() || rendezvous.unplannedRestart().isDone()) {
      throwIfFailed();
    }
  }

  private <T> T await(CompletableFuture<T> future, String otherwise) {
    try {
      return limit.await(future);
    } catch (JobFailure e) {
      if (!isFailureToWriteState(e)) {
        limit.await(CompletableFuture.anyOf(result, rendezvous.unplannedRestart()));
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
    limit.awaitUntil(
        () ->
            result.isDone()
                || rendezvous.unplannedRestart().isDone()
                || history().areAllTasksRunning(),
        this::throwIfUnplanned);
  }

  /** A job that fails again and again, or has lost its worker, never gets where it is awaited. */
  private void throwIfUnplanned() {
    if (history().failures() > rendezvous.orderedFailures() || !cluster.hasWorker()) {
      throw new JobFailure("it failed", history().lastException());
    }
  }

  private void throwIfFailed() {
    if (rendezvous.unplannedRestart().isDone()) {
      throw new JobFailure("it failed", history().lastException());
    }
    if (result.isDone()) {
      JobResult done = limit.await(result);
      if (done.getSerializedThrowable().isPresent()) {
        throw new JobFailure("it failed", done.getSerializedThrowable().get());
      }
    }
  }

  /** Whether the job comes to its end, now that it was told to. */
  private boolean ends() {
    WorkLimit toEnd = new WorkLimit(TO_END);
    toEnd.watch(rendezvous::isOurs, rendezvous::progress);
    try {
      toEnd.await(result);
      return true;
    } catch (LimitReached e) {
      return false;
    } catch (JobFailure e) {
      return true;
    }
  }

  private static List<NamedFile> read(Path folder) {
    try {
      return NamedFile.below(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(List<NamedFile> files, Path folder) throws IOException {
    for (NamedFile file : files) {
      file.writeBelow(folder);
    }
  }

  private Path checkpoints() {
    return directory.resolve(jobId().toString());
  }

  private JobHistory history() {
    return new JobHistory(miniCluster(), jobId(), limit);
  }

  private MiniCluster miniCluster() {
    return cluster.miniCluster();
  }

  private JobID jobId() {
    return graph.getJobID();
  }
}

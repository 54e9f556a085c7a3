package streamkata.grader.stage;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;

/** What the JobManager knows of a job. */
record JobHistory(MiniCluster cluster, JobID job, WorkLimit limit) {

  /** How often it has failed. */
  int failures() {
    int failures = 0;
    for (RootExceptionHistoryEntry entry : info().getExceptionHistory()) {
      failures++;
    }
    return failures;
  }

  /** Why it has failed; null if it has not. */
  Throwable lastException() {
    ExecutionGraphInfo info = info();
    RootExceptionHistoryEntry last = null;
    for (RootExceptionHistoryEntry entry : info.getExceptionHistory()) {
      last = entry;
    }
    ErrorInfo failure = info.getArchivedExecutionGraph().getFailureInfo();
    return failure != null ? failure.getException() : last == null ? null : last.getException();
  }

  boolean areAllTasksRunning() {
    boolean allRunning = true;
    for (AccessExecutionVertex vertex :
        limit.await(
            cluster
                .getExecutionGraph(job)
                .thenApply(execution -> execution.getAllExecutionVertices()))) {
      allRunning &= vertex.getExecutionState() == ExecutionState.RUNNING;
    }
    return allRunning;
  }

  /** How many checkpoints wait for the last of their tasks. */
  long checkpointsThatWaitForOne() {
    return info()
        .getArchivedExecutionGraph()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getCheckpoints()
        .stream()
        .filter(checkpoint -> checkpoint.getStatus().isInProgress())
        .filter(JobHistory::waitsForOne)
        .count();
  }

  private static boolean waitsForOne(AbstractCheckpointStats checkpoint) {
    return checkpoint.getNumberOfAcknowledgedSubtasks() == checkpoint.getNumberOfSubtasks() - 1;
  }

  private ExecutionGraphInfo info() {
    return limit.await(cluster.getExecutionGraphInfo(job));
  }
}

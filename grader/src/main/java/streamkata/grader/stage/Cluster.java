package streamkata.grader.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.FileUtils;

/** The MiniCluster of a stage, which all its performances share. */
final class Cluster implements AutoCloseable {

  /** Enough for four performances at a time, each with an operator at parallelism 24. */
  private static final int SLOTS = 128;

  private static final long POLL_NANOS = 2_000_000;

  private final MiniCluster miniCluster;
  private final Path directory;

  private Cluster(Path directory, MiniCluster miniCluster) {
    this.directory = directory;
    this.miniCluster = miniCluster;
  }

  /** Starts a cluster that keeps its files in a directory. */
  static Cluster start(Path directory) throws Exception {
    Configuration configuration =
        new Configuration()
            .set(RestOptions.BIND_PORT, "0")
            .set(RestOptions.BIND_ADDRESS, "localhost")
            .set(JobManagerOptions.BIND_HOST, "localhost")
            // Where no result joins the instances, they would restart one by one.
            .set(JobManagerOptions.EXECUTION_FAILOVER_STRATEGY, "full")
            .set(TaskManagerOptions.BIND_HOST, "localhost")
            .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128))
            // Records are small, and channels may be many.
            .set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(24))
            .set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(24))
            .set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4kb"))
            .set(TaskManagerOptions.TASK_CANCELLATION_INTERVAL, Duration.ofMillis(500))
            // A task that cannot be cancelled must not take the worker, and so the JVM, with it.
            .set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, Duration.ZERO)
            // Past this time a job that finds no slots fails at once; the worker is always coming.
            .set(
                ResourceManagerOptions.STANDALONE_CLUSTER_STARTUP_PERIOD_TIME, Duration.ofDays(100))
            .set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO)
            .set(ResourceManagerOptions.DECLARE_NEEDED_RESOURCE_DELAY, Duration.ZERO)
            // Room for the longest message of an exception.
            .set(RpcOptions.FRAMESIZE, "100m")
            // Who counts failures needs all of them.
            .set(WebOptions.MAX_EXCEPTION_HISTORY_SIZE, 10_000)
            .set(CoreOptions.TMP_DIRS, directory.toString())
            .set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "child-first");
    configuration.setString(
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL.key(),
        String.join(";", streamkata.grader.program.Implementation.PARENT_FIRST));
    MiniCluster miniCluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
    miniCluster.start();
    Cluster cluster = new Cluster(directory, miniCluster);
    while (!cluster.hasWorker()) {
      // It is coming; who plays on the cluster may rely on it.
      LockSupport.parkNanos(POLL_NANOS);
    }
    return cluster;
  }

  MiniCluster miniCluster() {
    return miniCluster;
  }

  /** A new directory for the files of one job. */
  Path newDirectory() {
    try {
      return Files.createTempDirectory(directory, "job-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new directory that has the same path on every stage of a grading. */
  Path newDirectory(String name) {
    Path shared = directory.resolveSibling(name);
    delete(shared);
    try {
      return Files.createDirectory(shared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path directory) {
    FileUtils.deleteDirectoryQuietly(directory.toFile());
  }

  /** Whether a worker is registered; true as well if nobody can say. */
  boolean hasWorker() {
    return miniCluster
        .requestClusterOverview()
        .thenApply(overview -> overview.getNumTaskManagersConnected() > 0)
        .completeOnTimeout(true, 1, TimeUnit.SECONDS)
        .exceptionally(failure -> false)
        .join();
  }

  @Override
  public void close() {
    miniCluster.closeAsync().whenComplete((done, failure) -> delete(directory));
  }
}

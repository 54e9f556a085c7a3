package streamkata.grader.stage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.SerializedThrowable;
import streamkata.grader.kit.TemporaryFolder;

/**
 * The warm MiniCluster that all checks share. A worker can be replaced while no other job runs; a
 * cluster on which student code cannot be stopped is abandoned, and the next check gets a new one.
 * One that has run very many jobs is renewed while it is still in use.
 */
final class Cluster {

  private static final int SLOTS = 16;

  /** A MiniCluster remembers every job that it has run; this many take some 50 MB. */
  private static final int MOST_JOBS = 1000;

  private static Cluster shared;

  private final MiniCluster miniCluster;
  private final TemporaryFolder folder = new TemporaryFolder("cluster");
  private final ReentrantReadWriteLock jobs = new ReentrantReadWriteLock(true);
  private int currentWorker;
  private int jobCount;

  private Cluster() throws Exception {
    Configuration configuration =
        new Configuration()
            .set(RestOptions.BIND_PORT, "0")
            .set(RestOptions.BIND_ADDRESS, "localhost")
            .set(JobManagerOptions.BIND_HOST, "localhost")
            .set(TaskManagerOptions.BIND_HOST, "localhost")
            .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128))
            .set(TaskManagerOptions.TASK_CANCELLATION_INTERVAL, Duration.ofMillis(500))
            // A task that cannot be cancelled must not take the worker, and so the JVM, with it.
            .set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, Duration.ZERO)
            // Past this time a job that finds no worker fails at once; a new one is always coming.
            .set(
                ResourceManagerOptions.STANDALONE_CLUSTER_STARTUP_PERIOD_TIME, Duration.ofDays(100))
            .set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO)
            .set(ResourceManagerOptions.DECLARE_NEEDED_RESOURCE_DELAY, Duration.ZERO)
            // Room for the longest message of an exception.
            .set(RpcOptions.FRAMESIZE, "100m")
            .set(CoreOptions.TMP_DIRS, folder.path().toString())
            .set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "child-first");
    configuration.setString(
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL.key(),
        String.join(";", streamkata.grader.submission.Implementation.PARENT_FIRST));
    miniCluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
    miniCluster.start();
  }

  static synchronized Cluster shared() {
    if (shared == null) {
      // In a thread of its own: an interrupt of this one must not leave half a cluster behind.
      shared = CompletableFuture.supplyAsync(Cluster::start).join();
    }
    shared.jobCount++;
    if (shared.jobCount == MOST_JOBS) {
      Cluster worn = shared;
      inBackground(() -> renew(worn));
    }
    return shared;
  }

  private static void renew(Cluster worn) {
    Cluster fresh = start();
    synchronized (Cluster.class) {
      if (shared == worn) {
        shared = fresh;
        worn.closeWhenFree();
      } else {
        fresh.closeWhenFree();
      }
    }
  }

  private static Cluster start() {
    try {
      return new Cluster();
    } catch (Exception e) {
      throw new IllegalStateException(
          "The embedded Flink cluster did not start: " + e.getMessage(), e);
    }
  }

  MiniCluster miniCluster() {
    return miniCluster;
  }

  /** Held while a job runs; exclusively when the job is to lose its worker. */
  Lock lock(boolean exclusive) {
    return exclusive ? jobs.writeLock() : jobs.readLock();
  }

  /**
   * To be asked while the lock is held: whether jobs can be run. One that was given up is closed.
   */
  boolean isShared() {
    synchronized (Cluster.class) {
      return shared == this;
    }
  }

  /** The worker dies, and a new one takes its place. */
  void replaceWorker(TimeLimit limit) {
    limit.await(miniCluster.terminateTaskManager(currentWorker));
    try {
      miniCluster.startTaskManager();
    } catch (Exception e) {
      throw new IllegalStateException("The new worker did not start.", e);
    }
    currentWorker++;
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

  /** Whether a thread of Flink's own is reading an exception, and may never come back from it. */
  static boolean isAnyStuck() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("flink-"))
        .flatMap(thread -> Stream.of(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals(SerializedThrowable.class.getName()));
  }

  /** Gives a cluster up, since a thread in it cannot be stopped; jobs on it may still finish. */
  static synchronized void abandon(Cluster cluster) {
    if (shared != cluster) {
      return;
    }
    shared = null;
    cluster.closeWhenFree();
  }

  private void closeWhenFree() {
    inBackground(
        () -> {
          // Who gets in behind this sees that it is no longer shared, and leaves.
          jobs.writeLock().lock();
          jobs.writeLock().unlock();
          miniCluster.closeAsync().whenComplete((done, failure) -> folder.close());
        });
  }

  private static void inBackground(Runnable code) {
    Thread thread = new Thread(code, "kata-cluster");
    thread.setDaemon(true);
    thread.start();
  }
}

package streamkata.grader.recovery;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Flink cluster of processes on this machine, on ports that are free, for one run of the
 * experiment. However that ends, also by Ctrl-C, its processes end, too.
 */
final class RecoveryCluster implements AutoCloseable {

  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String WORKER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";

  private final FlinkHome home;
  private final Path directory;
  private final int restPort;
  private final int rpcPort;
  private final Deque<FlinkProcess> processes = new ArrayDeque<>();
  private final Thread hook = new Thread(this::endProcesses);
  private FlinkProcess jobManager;
  private int workers;
  private boolean isClosed;

  /**
   * A cluster without processes.
   *
   * @param directory for logs
   */
  RecoveryCluster(FlinkHome home, Path directory) throws IOException {
    this.home = home;
    this.directory = directory;
    try (ServerSocket rest = freePort();
        ServerSocket rpc = freePort()) {
      restPort = rest.getLocalPort();
      rpcPort = rpc.getLocalPort();
    }
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What the JobManager tells. */
  ClusterRest rest() {
    return new ClusterRest(restPort);
  }

  /** Starts the JobManager. */
  void startJobManager() throws IOException, RecoveryFailed {
    jobManager = start("The JobManager", "jobmanager", JOB_MANAGER, home.jobManagerOptions());
  }

  /** Starts one more worker. */
  FlinkProcess startWorker() throws IOException, RecoveryFailed {
    workers++;
    String id = "taskmanager-" + workers;
    return start(
        "Worker " + workers, id, WORKER, home.workerOptions(), "-D", "taskmanager.resource-id=" + id);
  }

  /** Submits a job with Flink's command line, as a person would, and does not wait for its end. */
  FlinkProcess submit(JobJar program, List<String> arguments)
      throws IOException, RecoveryFailed {
    List<String> command = home.java(directory.resolve("client.log"));
    command.add(CLIENT);
    command.addAll(List.of("run", "--detached"));
    command.addAll(ports());
    command.addAll(List.of("-c", program.mainClass(), program.path().toString()));
    command.addAll(arguments);
    return launch("flink run", "client", command);
  }

  private FlinkProcess start(
      String name, String file, String entryPoint, List<String> options, String... properties)
      throws IOException, RecoveryFailed {
    List<String> command = home.java(directory.resolve(file + ".log"));
    command.addAll(1, options);
    command.add(entryPoint);
    command.addAll(List.of("--configDir", home.conf().toString()));
    command.addAll(ports());
    command.addAll(List.of(properties));
    return launch(name, file, command);
  }

  /** Nothing is started any more once the end has begun, or it would be left running. */
  private FlinkProcess launch(String name, String file, List<String> command)
      throws IOException, RecoveryFailed {
    synchronized (processes) {
      if (isClosed) {
        throw new RecoveryFailed("The experiment was interrupted.");
      }
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("FLINK_CONF_DIR", home.conf().toString());
      FlinkProcess process =
          FlinkProcess.start(
              name, builder, directory.resolve(file + ".log"), directory.resolve(file + ".out"));
      processes.push(process);
      return process;
    }
  }

  private List<String> ports() {
    return List.of(
        "-D", "rest.port=" + restPort,
        "-D", "rest.bind-port=" + restPort,
        "-D", "jobmanager.rpc.port=" + rpcPort,
        "-D", "web.refresh-interval=100 ms",
        "-D", "metrics.fetcher.update-interval=200 ms",
        "-D", "io.tmp.dirs=" + directory.resolve("tmp").toString().replace(File.separatorChar, '/'));
  }

  /** Where the logs are. */
  Path directory() {
    return directory;
  }

  /** The JobManager or another process, if it is needed and has ended. */
  Optional<FlinkProcess> dead(FlinkProcess... needed) {
    return Stream.concat(Stream.of(jobManager), Stream.of(needed))
        .filter(process -> !process.isAlive())
        .findFirst();
  }

  /** Ends all processes, the youngest first. */
  @Override
  public void close() {
    endProcesses();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void endProcesses() {
    synchronized (processes) {
      isClosed = true;
      processes.forEach(FlinkProcess::close);
      processes.clear();
    }
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}

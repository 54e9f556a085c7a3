package streamkata.grader.recovery;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.IllegalConfigurationException;
import streamkata.grader.kit.Refusal;

/**
 * A Flink cluster of processes on this machine, on ports that are free, for one run of the
 * experiment. However that ends, also by Ctrl-C, its processes end, too.
 */
final class RecoveryCluster implements AutoCloseable {

  private final FlinkHome home;
  private final Path directory;
  private final int restPort;
  private final int rpcPort;
  private final Deque<FlinkProcess> processes = new ArrayDeque<>();
  private FlinkProcess jobManager;
  private int workers;

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
  }

  /** What the JobManager tells. */
  ClusterRest rest() {
    return new ClusterRest(restPort);
  }

  /** Starts the JobManager. */
  void startJobManager() throws IOException {
    jobManager = launch("The JobManager", "jobmanager", home::jobManager, settings());
  }

  /** Starts one more worker; its id is {@code taskmanager-} and its number, counted from 1. */
  FlinkProcess startWorker() throws IOException {
    workers++;
    String id = "taskmanager-" + workers;
    List<String> settings = settings();
    settings.addAll(List.of("-D", "taskmanager.resource-id=" + id));
    return launch("Worker " + workers, id, home::worker, settings);
  }

  /** Submits a job with Flink's command line, as a person would, and does not wait for its end. */
  FlinkProcess submit(JobJar program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("run", "--detached"));
    command.addAll(settings());
    command.addAll(List.of("-c", program.mainClass(), program.path().toString()));
    command.addAll(arguments);
    return launch("flink run", "client", home::client, command);
  }

  private FlinkProcess launch(
      String name, String file, Function<Path, ProcessBuilder> program, List<String> arguments)
      throws IOException {
    Path log = directory.resolve(file + ".log");
    ProcessBuilder command;
    try {
      command = program.apply(log);
    } catch (IllegalConfigurationException e) {
      throw new Refusal(
          "%s cannot be used: %s".formatted(home.conf().resolve("config.yaml"), e.getMessage()));
    }
    command.command().add(1, "-Djava.io.tmpdir=" + Files.createDirectories(temporary()));
    command.command().addAll(arguments);
    command.environment().put("FLINK_CONF_DIR", home.conf().toString());
    FlinkProcess process = FlinkProcess.start(name, command, log, directory.resolve(file + ".out"));
    processes.push(process);
    return process;
  }

  private List<String> settings() {
    String temporary = temporary().toString().replace(File.separatorChar, '/');
    return new ArrayList<>(
        List.of(
            "-D", "rest.port=" + restPort,
            "-D", "rest.bind-port=" + restPort,
            "-D", "jobmanager.rpc.port=" + rpcPort,
            "-D", "web.refresh-interval=100",
            "-D", "metrics.fetcher.update-interval=200 ms",
            // So long a question to the worker that was killed can hold up those to the new one.
            "-D", "web.timeout=5 s",
            "-D", "io.tmp.dirs=" + temporary,
            "-D", "web.tmpdir=" + temporary));
  }

  /** For whatever Flink and Java would leave where all programs have their temporary files. */
  private Path temporary() {
    return directory.resolve("tmp");
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
    processes.forEach(FlinkProcess::close);
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}

package streamkata.grader.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Flink home that a test may use up: scripts, configuration and ports of its own. */
public final class HomeCopy implements AutoCloseable {

  private static final Path ASSEMBLED = Path.of("target/flink-home").toAbsolutePath();

  private final Path folder;
  private final int restPort;

  /** What its processes have in their command line. */
  private final String id;

  /** What a script did. */
  public record Result(int exitCode, String output) {}

  /**
   * Copies the home that the build has assembled.
   *
   * @param folder where to, a folder that does not exist
   */
  public HomeCopy(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket rest = freePort();
        ServerSocket rpc = freePort()) {
      restPort = rest.getLocalPort();
      for (String part : List.of("bin", "conf")) {
        Files.createDirectories(folder.resolve(part));
        try (Stream<Path> files = Files.list(ASSEMBLED.resolve(part))) {
          for (Path file : files.toList()) {
            Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
          }
        }
      }
      Files.createSymbolicLink(folder.resolve("lib"), ASSEMBLED.resolve("lib"));
      configure("rest.port", rest.getLocalPort());
      configure("jobmanager.rpc.port", rpc.getLocalPort());
    }
    id = readId();
  }

  /** The port of its dashboard. */
  public int restPort() {
    return restPort;
  }

  /** Changes a setting of its configuration. */
  public void configure(String key, Object value) throws IOException {
    Path file = folder.resolve("conf/config.yaml");
    Files.writeString(
        file, Files.readString(file).replaceAll("(?m)^" + key + ":.*$", key + ": " + value));
  }

  /** Runs a script to its end. */
  public Result run(String script, String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), script, arguments);
  }

  /** Runs a script to its end, with other environment variables. */
  public Result run(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    return result(start(environment, script, arguments));
  }

  /** Runs any command to its end. */
  static Result run(List<String> command) throws IOException, InterruptedException {
    return result(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static Result result(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** Starts a script. */
  public Process start(Map<String, String> environment, String script, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script(script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The processes of a kind that were started from this home and have not ended. */
  public List<ProcessHandle> processes(String kind) {
    String mark = "-Dstreamkata.process=" + id + "-" + kind;
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(mark))
        .toList();
  }

  /** The names of the files in its log directory that begin and end like that. */
  List<String> logs(String beginning, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("log"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(beginning) && name.endsWith(end))
          .sorted()
          .toList();
    }
  }

  /** Reads a file of its log directory. */
  String read(String log) throws IOException {
    return Files.readString(folder.resolve("log").resolve(log));
  }

  /** Writes a file of its log directory. */
  void write(String log, String text) throws IOException {
    Files.writeString(folder.resolve("log").resolve(log), text);
  }

  /** Where a script is. */
  Path script(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** Ends what a failed test may have left. */
  @Override
  public void close() throws IOException {
    processes("").forEach(ProcessHandle::destroyForcibly);
    Files.delete(folder.resolve("lib"));
  }

  private String readId() throws IOException {
    Process shell =
        new ProcessBuilder("bash", "-c", ". \"$0\" && echo $HOME_ID", folder + "/bin/home.sh")
            .start();
    return new String(shell.getInputStream().readAllBytes(), UTF_8).trim();
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}

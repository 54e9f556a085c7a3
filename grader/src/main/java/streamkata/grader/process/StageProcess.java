package streamkata.grader.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Standstill;

/** A stage in a process of its own, killed when it is closed or when it works beyond all measure. */
final class StageProcess implements AutoCloseable {

  /** With what {@code -XX:+ExitOnOutOfMemoryError} ends a JVM. */
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final Connection connection;
  private volatile String why;

  private StageProcess(Process process) {
    this.process = process;
    this.connection =
        new Connection(process.getInputStream(), process.getOutputStream(), this::becauseItEnded);
  }

  /**
   * Starts a stage; it gets ready while the caller goes on.
   *
   * @param home what it runs with
   * @param jvmArguments the arguments for its JVM
   * @param directory an existing directory that is its own, for whatever it writes
   * @param log the file for Flink's log
   * @param output what takes what the programs print
   */
  static StageProcess start(
      StageHome home,
      List<String> jvmArguments,
      Path directory,
      Path log,
      ProgramOutput output)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    // What the JVM itself has to say must not get between the frames.
    command.add("-XX:+DisplayVMOutputToStderr");
    command.add("-Xlog:disable");
    command.add("-Xlog:all=warning:stderr");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-Dorg.slf4j.simpleLogger.logFile=" + log);
    command.add("-cp");
    command.add(
        home.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add("streamkata.grader.stage.Stage");
    command.add(directory.toString());
    Process process = new ProcessBuilder(command).start();
    output.read(process.getErrorStream());
    return new StageProcess(process);
  }

  Connection connection() {
    return connection;
  }

  /** Kills it; what is asked of it fails. */
  void kill(String because) {
    if (why == null) {
      why = because;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    connection.lose(because);
  }

  @Override
  public void close() {
    kill("The stage was closed");
    connection.close();
  }

  private String becauseItEnded() {
    if (why != null) {
      return why;
    }
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        return "The JVM no longer answers";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "The JVM died";
    }
    return process.exitValue() == OUT_OF_MEMORY
        ? "The memory of the JVM was used up (OutOfMemoryError)"
        : "The JVM died (exit code %d)".formatted(process.exitValue());
  }

  /** The processor time that it and what it has started have used so far. */
  Duration used() {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(process.toHandle()), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}

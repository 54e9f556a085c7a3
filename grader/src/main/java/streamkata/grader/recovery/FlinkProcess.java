package streamkata.grader.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One process of the cluster: the JobManager, or a worker. */
final class FlinkProcess implements AutoCloseable {

  private static final int SECONDS_TO_END = 5;

  private final String name;
  private final Process process;
  private final long startedAt;
  private final Path log;
  private final Path output;

  private FlinkProcess(String name, Process process, long startedAt, Path log, Path output) {
    this.name = name;
    this.process = process;
    this.startedAt = startedAt;
    this.log = log;
    this.output = output;
  }

  /**
   * Starts a process.
   *
   * @param name what people call it
   * @param command the command
   * @param log where Flink's log of it goes
   * @param output where its standard output and error go
   */
  static FlinkProcess start(String name, ProcessBuilder command, Path log, Path output)
      throws IOException {
    Files.createDirectories(output.getParent());
    long now = System.nanoTime();
    Process process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new FlinkProcess(name, process, now, log, output);
  }

  /** What people call it. */
  String name() {
    return name;
  }

  /** When it was started, as {@link System#nanoTime} counts. */
  long startedAt() {
    return startedAt;
  }

  /** Where Flink's log of it is. */
  Path log() {
    return log;
  }

  /** Where what programs print in it is. */
  Path output() {
    return output;
  }

  /** Its number in the operating system. */
  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The innermost reason that it printed, or else the last line; for a sentence of ours. */
  String lastWords() throws IOException {
    return Reason.innermost(Files.readString(output));
  }

  /**
   * Waits a moment for its end.
   *
   * @return whether it has ended
   */
  boolean hasEndedWithin(Duration moment) throws InterruptedException {
    return process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Its exit code, once it has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /**
   * Kills it.
   *
   * @param hard by SIGKILL, so that it cannot say good-bye, instead of SIGTERM
   */
  void kill(boolean hard) {
    if (hard) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  /** Ends it, and waits until it has ended. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

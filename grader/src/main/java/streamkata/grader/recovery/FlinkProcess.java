package streamkata.grader.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import streamkata.grader.process.ChildJvm;

/** One process of the cluster: the JobManager, or a worker. */
final class FlinkProcess implements AutoCloseable {

  private final String name;
  private final ChildJvm process;
  private final long startedAt;
  private final Path log;
  private final Path output;

  private FlinkProcess(String name, ChildJvm process, long startedAt, Path log, Path output) {
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
   * @param command a command of {@link FlinkHome}, with its arguments
   * @param log where Flink's log of it goes
   * @param output where its standard output and error go
   */
  static FlinkProcess start(String name, ProcessBuilder command, Path log, Path output)
      throws IOException {
    Files.createDirectories(output.getParent());
    long now = System.nanoTime();
    ChildJvm process =
        ChildJvm.start(command.redirectErrorStream(true).redirectOutput(output.toFile()));
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
    return Reason.innermost(new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
  }

  /**
   * Waits a moment for its end.
   *
   * @return whether it has ended
   */
  boolean hasEndedWithin(Duration moment) throws InterruptedException {
    return process.hasEndedWithin(moment);
  }

  /** Waits for its end, for its exit code. */
  int exitCode() throws InterruptedException {
    return process.exitCode();
  }

  /**
   * Kills it.
   *
   * @param hard by SIGKILL, so that it cannot say good-bye, instead of SIGTERM
   */
  void kill(boolean hard) {
    process.kill(hard);
  }

  /** Ends it, and waits until it has ended. */
  @Override
  public void close() {
    process.close();
  }
}

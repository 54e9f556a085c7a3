package streamkata.grader.classjob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import streamkata.grader.classroom.Work;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.process.ChildJvm;

/** A {@link GradingProcess} that grades one hand-in after the other. */
final class GradingJvm implements AutoCloseable {

  /** How often it looks for results. */
  private static final Duration MOMENT = Duration.ofMillis(50);

  /**
   * The budget of a hand-in is counted in processor time; this is for a machine that stands still.
   */
  static final Duration LONGEST = Duration.ofHours(1);

  private final TemporaryFolder folder = new TemporaryFolder("hand-in");
  private final Path said = folder.path().resolve("said.txt");
  private final ChildJvm jvm;

  /**
   * Starts the process.
   *
   * @param command starts a {@link GradingProcess}; the last argument, its folder, is added
   */
  GradingJvm(ProcessBuilder command) throws IOException {
    command.command().add(folder.path().toString());
    command.redirectErrorStream(true).redirectOutput(said.toFile());
    try {
      jvm = ChildJvm.start(command);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Grades.
   *
   * @return the results as a JSON array
   * @throws IOException if that has failed; the message says how, and the process is of no more use
   * @throws InterruptedException if the calling thread is interrupted, with the same consequence
   */
  String grade(Work work) throws IOException, InterruptedException {
    Files.write(GradingProcess.work(folder.path()), work.toBytes());
    Path results = GradingProcess.results(folder.path());
    Files.deleteIfExists(results);
    OutputStream input = jvm.input();
    input.write(GradingProcess.GO);
    input.flush();
    long begin = System.nanoTime();
    while (Files.notExists(results)) {
      if (jvm.hasEndedWithin(MOMENT)) {
        throw new IOException(
            "The process that grades ended with exit code %d: %s"
                .formatted(jvm.exitCode(), Worker.lastLine(said)));
      }
      if (System.nanoTime() - begin > LONGEST.toNanos()) {
        throw new IOException("It took more than an hour, and was ended.");
      }
    }
    return Files.readString(results);
  }

  @Override
  public void close() {
    jvm.close();
    folder.close();
  }
}

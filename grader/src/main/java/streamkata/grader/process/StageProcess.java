package streamkata.grader.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Standstill;

/**
 * A stage in a process of its own. It is killed when it is closed, and when it gives no answer
 * though it has computed beyond all measure, or stands still.
 */
final class StageProcess implements AutoCloseable {

  private static final String MAIN = "streamkata.grader.stage.Stage";

  /** With what {@code -XX:+ExitOnOutOfMemoryError} ends a JVM. */
  private static final int OUT_OF_MEMORY = 3;

  /** The stage itself notices after three, and tells more about it. */
  private static final int QUIET_SECONDS = 20;

  /** In a second: more than many jobs need that wait in vain. */
  private static final long LITTLE_NANOS = 200_000_000;

  private static final int SECONDS_TO_DIE = 2;

  /** What a stage has answered when it has played one program; most need the same classes. */
  static final int ANSWERS_TO_ARCHIVE = 5;

  /** To write the archive takes three or four, where nothing else runs. */
  private static final int SECONDS_TO_ARCHIVE = 60;

  /** A time zone whose hours begin at a quarter past, so that nobody takes it for UTC by luck. */
  private static final String TIME_ZONE = "-Duser.timezone=Asia/Kathmandu";

  /** To ask the operating system for processor times is dear, and seldom needed. */
  private static final int LOOKS_BEFORE_DOUBT = 50;

  private final TemporaryFolder folder;
  private final Process process;
  private final ChildJvm jvm;
  private final Connection connection;
  private final Optional<Path> archived;
  private final Duration patience;
  private final Standstill standstill;
  private volatile String why;
  private volatile Duration mostUsed = Duration.ZERO;
  private long answered;
  private int looks;
  private Duration usedAtDoubt = Duration.ZERO;

  private StageProcess(
      TemporaryFolder folder, ChildJvm jvm, Optional<Path> archived, Duration patience) {
    this.folder = folder;
    this.jvm = jvm;
    this.archived = archived;
    this.process = jvm.process();
    this.patience = patience;
    this.connection =
        new Connection(process.getInputStream(), process.getOutputStream(), this::becauseItEnded);
    this.standstill =
        new Standstill(
            QUIET_SECONDS, () -> used().toNanos(), () -> LITTLE_NANOS, connection::answers);
  }

  /**
   * Starts a stage; it gets ready while the caller goes on.
   *
   * @param home what it runs with
   * @param options for its JVM
   * @param sandbox what it is shut in, if anything
   * @param archive of its classes, if there is to be one
   * @param writes whether it leaves the archive, if that is not there
   * @param patience the processor time that it may use without an answer
   * @param log the file for Flink's log; in a sandbox, that goes to the output
   * @param output what takes what the programs print
   */
  static StageProcess start(
      StageHome home,
      List<String> options,
      Optional<Sandbox> sandbox,
      Optional<ClassArchive> archive,
      boolean writes,
      Duration patience,
      Path log,
      ProgramOutput output)
      throws IOException {
    TemporaryFolder folder = new TemporaryFolder("stage");
    String directory = sandbox.isPresent() ? Sandbox.DIRECTORY : folder.path().toString();
    List<String> all = new ArrayList<>(options);
    // What the JVM itself has to say must not get between the frames.
    all.add("-XX:+DisplayVMOutputToStderr");
    all.add("-Xlog:disable");
    all.add("-Xlog:all=warning:stderr");
    all.add("-XX:+ExitOnOutOfMemoryError");
    all.add("-Djava.io.tmpdir=" + directory);
    all.add(TIME_ZONE);
    all.add(
        "-Dorg.slf4j.simpleLogger.logFile="
            + (sandbox.isPresent() ? "System.err" : log.toString()));
    // A warning of Flink's has a submitted exception in it, and writing that down can fail.
    all.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    List<String> places = new ArrayList<>();
    Optional<Path> archived = Optional.empty();
    if (archive.isPresent() && archive.get().exists()) {
      all.add(archive.get().toUse());
      places.addAll(archive.get().shown());
    } else if (archive.isPresent() && writes) {
      Path part =
          sandbox.isPresent() ? ClassArchive.newPart(folder.path()) : archive.get().newPart();
      all.add(archive.get().toWrite(part));
      places.addAll(archive.get().lent(part));
      archived = Optional.of(part);
    }
    ProcessBuilder command =
        sandbox.isPresent()
            ? sandbox.get().command(all, places, home, MAIN, List.of(directory))
            : ChildJvm.command(all, home.classPathText(), MAIN, List.of(directory));
    ChildJvm jvm = ChildJvm.start(command);
    output.read(jvm.process().getErrorStream());
    return new StageProcess(folder, jvm, archived, patience);
  }

  Connection connection() {
    return connection;
  }

  /** To be called every {@link Standstill#NAP_MILLIS}: kills the process if it has lost itself. */
  void look() {
    if (!connection.isAsked() || connection.answers() != answered) {
      answered = connection.answers();
      looks = 0;
      return;
    }
    looks++;
    if (looks == LOOKS_BEFORE_DOUBT) {
      usedAtDoubt = used();
      standstill.begin();
    } else if (looks > LOOKS_BEFORE_DOUBT && standstill.look()) {
      kill("The JVM no longer answered and was ended");
    } else if (looks % LOOKS_BEFORE_DOUBT == 0
        && used().minus(usedAtDoubt).compareTo(patience) > 0) {
      kill("The JVM computed without an end and was ended");
    }
  }

  /** Kills it, by SIGKILL; what is asked of it fails. */
  void kill(String because) {
    if (why == null) {
      why = because;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    connection.lose(because);
  }

  /** Whether it writes an archive if it ends by itself, and has played what there is to archive. */
  boolean canArchive() {
    return archived.isPresent() && why == null && connection.answers() >= ANSWERS_TO_ARCHIVE;
  }

  /** Lets it end by itself, and waits for the archive that it writes then; there may be none. */
  void endWith(ClassArchive archive) {
    Path part = archived.orElseThrow();
    connection.close();
    try {
      if (process.waitFor(SECONDS_TO_ARCHIVE, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && Files.exists(part)) {
        archive.publish(part);
      }
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // What was graded is graded: the next stage starts without an archive.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill("The stage was closed");
    connection.close();
    jvm.close();
    folder.close();
  }

  private String becauseItEnded() {
    if (why != null) {
      return why;
    }
    try {
      // It has closed its end of the pipe, which it does by dying, unless it means to harm.
      if (!process.waitFor(SECONDS_TO_DIE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
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

  /**
   * The processor time that it and what it has started have used so far; what they had, at last.
   */
  Duration used() {
    Duration now =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    mostUsed = now.compareTo(mostUsed) > 0 ? now : mostUsed;
    return mostUsed;
  }
}

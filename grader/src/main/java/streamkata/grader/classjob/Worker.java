package streamkata.grader.classjob;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.util.EnvironmentInformation;
import streamkata.grader.classroom.HandIns;
import streamkata.grader.classroom.Work;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ChildJvm;

/**
 * A TaskManager as a place to grade: the kit, unpacked from the jar of the job, and processes that
 * grade with it. All instances of the source in one TaskManager share it.
 */
final class Worker {

  /** In the jar of the job. */
  private static final String KIT = "kit/";

  private static final Pattern FLINK = Pattern.compile("flink-runtime-(\\d+\\.\\d+)[.\\d]*\\.jar");
  private static final long MEMORY_OF_A_HAND_IN = 3L << 30;
  private static final long SPACE = 1L << 30;
  private static final String MEMORY_OF_THE_REFEREE = "-Xmx1g";

  /** The last line that a process says is why it has failed, and not what it could not archive. */
  private static final String NO_WORD_OF_THE_JVM = "-Xlog:disable";

  private static Worker shared;
  private static int users;

  private final JobOrder order;
  private final TemporaryFolder folder;
  private final Path home;
  private final HandIns handIns;

  /** Processes that have graded something and wait for more. */
  private final Queue<GradingJvm> idle = new ConcurrentLinkedQueue<>();

  private boolean isOver;

  private Worker(JobOrder order, TemporaryFolder folder) throws IOException {
    this.order = order;
    this.folder = folder;
    this.home = folder.path().resolve(KIT);
    unpack(ownJar(), folder.path());
    requireSameFlink(EnvironmentInformation.getVersion(), flinkOfTheKit(home));
    requireGrading();
    this.handIns =
        new HandIns(
            new org.apache.flink.core.fs.Path(order.submissions()),
            order.selection(home),
            Course.PATH.labs());
  }

  /**
   * The place in this JVM, made ready if it is not. Each call needs a call of {@link #leave}.
   *
   * @throws SuppressRestartsException with one sentence, if nothing can be graded here
   */
  static synchronized Worker enter(JobOrder order) {
    if (users == 0) {
      shared = open(order);
    }
    users++;
    return shared;
  }

  private static Worker open(JobOrder order) {
    TemporaryFolder folder = new TemporaryFolder("worker");
    try {
      requireRoom(
          order.slotsPerWorker(),
          ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getTotalMemorySize(),
          Files.getFileStore(folder.path()).getUsableSpace());
      return new Worker(order, folder);
    } catch (Refusal e) {
      folder.close();
      throw new SuppressRestartsException(e);
    } catch (IOException e) {
      folder.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** To be called once for each {@link #enter}; the last one tidies up. */
  void leave() {
    synchronized (Worker.class) {
      users--;
      if (users == 0) {
        shared = null;
        endIdle();
        folder.close();
      }
    }
  }

  /** Reads a hand-in. */
  synchronized Work work(int number) {
    return handIns.work(number);
  }

  /**
   * Grades in a process that grades nothing else meanwhile.
   *
   * @return the results as a JSON array
   * @throws IOException if the process has failed; the message says how
   * @throws InterruptedException if the calling thread is interrupted; the process is ended
   */
  String grade(Work work) throws IOException, InterruptedException {
    GradingJvm jvm = idle.poll();
    if (jvm == null) {
      jvm = new GradingJvm(command("-XX:SharedArchiveFile=" + classes()));
    }
    boolean isOfUse = false;
    try {
      String results = jvm.grade(work);
      isOfUse = giveBack(jvm);
      return results;
    } finally {
      if (!isOfUse) {
        jvm.close();
      }
    }
  }

  private boolean giveBack(GradingJvm jvm) {
    synchronized (idle) {
      return !isOver && idle.offer(jvm);
    }
  }

  private void endIdle() {
    synchronized (idle) {
      isOver = true;
      idle.forEach(GradingJvm::close);
    }
  }

  /** The classes of the process that grades, as its JVM has them in memory. */
  private Path classes() {
    return folder.path().resolve("grading.jsa");
  }

  private ProcessBuilder command(String option) {
    return ChildJvm.commandWithParent(
        List.of(
            MEMORY_OF_THE_REFEREE,
            NO_WORD_OF_THE_JVM,
            "@" + home.resolve("kata.options"),
            option,
            "-Dkata.home=" + home),
        home.resolve("lib") + "/*",
        GradingProcess.class.getName(),
        GradingProcess.arguments(order));
  }

  private void requireGrading() throws IOException {
    Path said = folder.path().resolve("said.txt");
    ProcessBuilder command = command("-XX:ArchiveClassesAtExit=" + classes());
    command.redirectErrorStream(true).redirectOutput(said.toFile());
    try (ChildJvm child = ChildJvm.start(command)) {
      if (!child.hasEndedWithin(GradingJvm.LONGEST) || child.exitCode() != 0) {
        throw new Refusal("A worker cannot grade: " + lastLine(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("This was interrupted.");
    }
  }

  /**
   * Refuses a machine that is too small.
   *
   * @param slots how many hand-ins it grades at a time
   * @param memory of the machine, in bytes
   * @param space free in the temporary folder, in bytes
   */
  static void requireRoom(int slots, long memory, long space) {
    if (memory < slots * MEMORY_OF_A_HAND_IN) {
      throw new Refusal(
          "A worker has %d GB of memory, and %d hand-ins at a time need %d: give its TaskManager fewer slots, and say so with --slots-per-worker."
              .formatted(memory >> 30, slots, slots * MEMORY_OF_A_HAND_IN >> 30));
    }
    if (space < SPACE) {
      throw new Refusal(
          "A worker has %d MB left in %s, and needs %d: make room, or set java.io.tmpdir of its TaskManager to another folder."
              .formatted(space >> 20, System.getProperty("java.io.tmpdir"), SPACE >> 20));
    }
  }

  /**
   * Refuses another Flink than the kit was built with.
   *
   * @param here the version that runs
   * @param ofTheKit the first two numbers of the version
   */
  static void requireSameFlink(String here, String ofTheKit) {
    if (!here.startsWith(ofTheKit + ".") && !here.equals(ofTheKit)) {
      throw new Refusal(
          "This cluster runs Flink %s, and class-job.jar is made for Flink %s: use a cluster with that version."
              .formatted(here, ofTheKit));
    }
  }

  private static String flinkOfTheKit(Path home) throws IOException {
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      return jars.map(jar -> FLINK.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .findFirst()
          .orElseThrow(
              () ->
                  new Refusal(
                      "This is not class-job.jar as mvn package makes it: build it again."));
    }
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (entry.getName().startsWith(KIT) && !entry.isDirectory()) {
          Path copy = folder.resolve(entry.getName());
          Files.createDirectories(copy.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, copy);
          }
        }
      }
    }
  }

  private static Path ownJar() {
    try {
      return Path.of(Worker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String lastLine(Path said) throws IOException {
    return Files.readString(said)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((one, later) -> later)
        .orElse("nothing was said.");
  }
}

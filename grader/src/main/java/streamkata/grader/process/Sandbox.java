package streamkata.grader.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.TemporaryFolder;

/**
 * What shuts a stage in: bubblewrap, and limits of the kernel. A stage sees a JDK, its jars and one
 * small folder in memory, which is the only place that it can write to. It has processes and a
 * network of its own, and ends when the JVM that started it does, with all that it has started.
 */
final class Sandbox {

  /** Where a stage has its files: at the same place in each sandbox. */
  static final String DIRECTORY = "/tmp/stage";

  /** What the folder holds, in bytes: the native libraries of Flink take the half of it. */
  private static final long FILES = 320L << 20;

  /** All that a stage can write to, beside its heap and its classes: RocksDB, stacks, buffers. */
  private static final long MEMORY = 2560L << 20;

  /** Before the kernel ends what the referee should have ended. */
  private static final long SECONDS_OF_GRACE = 60;

  private static final long THREADS = 1024;
  private static final long OPEN_FILES = 4096;

  /** A user whom nobody is, and nobody is in another sandbox of the same machine. */
  private static final long FIRST_USER = 2_000_000_000;

  private static final long NOBODY = 65_534;
  private static final int SANDBOXES = 16;
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final boolean isRoot;
  private final Path hosts;
  private final Optional<Duration> budget;

  private Sandbox(boolean isRoot, Path hosts, Optional<Duration> budget) {
    this.budget = budget;
    this.isRoot = isRoot;
    this.hosts = hosts;
  }

  /**
   * A sandbox as it can be had on this machine.
   *
   * @param budget the processor time that a stage may use at most
   * @throws Refusal with the reason, if it does not work here
   */
  static Sandbox open(Optional<Duration> budget) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw refusal("it needs Linux");
    }
    try {
      Path hosts = new TemporaryFolder("sandbox").path().resolve("hosts");
      Files.writeString(hosts, "127.0.0.1 localhost\n");
      Sandbox sandbox = new Sandbox(ownUser() == 0, hosts, budget);
      sandbox.tryOut();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A command that starts a JVM in this sandbox.
   *
   * @param options for the JVM; of these, only those that are of the JVM itself or about a stage
   * @param places what else there is to be seen, as {@link #shows} and {@link #lends} say it
   * @param home the jars
   * @param mainClass the full name of a class
   * @param arguments of its {@code main}
   */
  ProcessBuilder command(
      List<String> options,
      List<String> places,
      StageHome home,
      String mainClass,
      List<String> arguments) {
    List<String> binds = new ArrayList<>(places);
    List<String> classPath = new ArrayList<>();
    for (Path jar : home.classPath()) {
      String inside = "/kata/lib/%d-%s".formatted(classPath.size(), jar.getFileName());
      binds.addAll(shows(jar, inside));
      classPath.add(inside);
    }
    List<String> java = new ArrayList<>(List.of("/kata/jdk/bin/java"));
    options.stream().filter(Sandbox::isHarmless).forEach(java::add);
    java.add("-XX:-UsePerfData");
    java.add("-XX:MaxMetaspaceSize=256m");
    java.add("-XX:ActiveProcessorCount=" + Runtime.getRuntime().availableProcessors());
    java.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), mainClass));
    java.addAll(arguments);
    return command(binds, java);
  }

  /** A file or a folder that can be read inside. */
  static List<String> shows(Path place, String inside) {
    return List.of("--ro-bind", place.toString(), inside);
  }

  /** A folder that can be written to inside, by whom its rights allow it. */
  static List<String> lends(Path folder, String inside) {
    return List.of("--bind", folder.toString(), inside);
  }

  private void tryOut() throws IOException {
    Path said = Files.createTempFile(hosts.getParent(), "said", "");
    ProcessBuilder command = command(List.of(), List.of("/kata/prlimit", "--version"));
    try (ChildJvm child =
        ChildJvm.start(command.redirectErrorStream(true).redirectOutput(said.toFile()))) {
      if (child.exitCode() != 0) {
        throw refusal(
            "the kernel, or what this machine runs in, forbids it (%s)"
                .formatted(
                    Files.readString(said)
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse("no reason is given")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("This was interrupted.");
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private ProcessBuilder command(List<String> binds, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(tool("bwrap", "bubblewrap").toString());
    command.addAll(namespaces());
    command.addAll(view());
    command.addAll(binds);
    command.addAll(List.of("--remount-ro", "/", "--"));
    command.addAll(limits());
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What bubblewrap itself was started with can be read inside, in /proc.
    builder.environment().clear();
    return builder;
  }

  private List<String> namespaces() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--unshare-net",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                "--hostname",
                "localhost",
                "--clearenv",
                "--setenv",
                "LC_ALL",
                "C.UTF-8"));
    if (isRoot) {
      // Root needs no user namespace, and can become somebody who is not root outside either.
      options.addAll(
          List.of(
              "--cap-drop",
              "ALL",
              "--cap-add",
              "CAP_SETUID",
              "--cap-add",
              "CAP_SETGID",
              "--cap-add",
              "CAP_SETPCAP"));
    } else {
      options.addAll(List.of("--unshare-user", "--disable-userns"));
    }
    return options;
  }

  /** What is there to be seen. Folders are made first: bubblewrap would make them for root only. */
  private List<String> view() {
    List<String> options = new ArrayList<>();
    for (String folder : List.of("/kata", "/kata/lib", "/usr", "/etc", "/dev")) {
      options.addAll(List.of("--perms", "0755", "--dir", folder));
    }
    for (Path libraries : libraries()) {
      options.addAll(bind(libraries));
    }
    options.addAll(
        List.of("--ro-bind", real(Path.of(System.getProperty("java.home"))), "/kata/jdk"));
    options.addAll(List.of("--ro-bind", real(tool("prlimit", "util-linux")), "/kata/prlimit"));
    if (isRoot) {
      options.addAll(List.of("--ro-bind", real(tool("setpriv", "util-linux")), "/kata/setpriv"));
    }
    options.addAll(List.of("--ro-bind", hosts.toString(), "/etc/hosts"));
    options.addAll(List.of("--proc", "/proc"));
    for (String device : List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")) {
      options.addAll(List.of("--dev-bind", device, device));
    }
    options.addAll(List.of("--perms", "1777", "--size", Long.toString(FILES), "--tmpfs", "/tmp"));
    options.addAll(List.of("--perms", "0777", "--dir", DIRECTORY, "--chdir", DIRECTORY));
    return options;
  }

  private List<String> limits() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/kata/prlimit",
                "--core=0",
                "--fsize=" + FILES,
                "--data=" + MEMORY,
                "--nproc=" + atMost(THREADS, "Max processes"),
                "--nofile=" + atMost(OPEN_FILES, "Max open files")));
    budget.ifPresent(time -> command.add("--cpu=" + (time.toSeconds() + SECONDS_OF_GRACE)));
    if (isRoot) {
      String user = Long.toString(nobody());
      command.addAll(
          List.of(
              "/kata/setpriv",
              "--reuid",
              user,
              "--regid",
              user,
              "--clear-groups",
              "--no-new-privs",
              "--inh-caps=-all",
              "--bounding-set=-all"));
    }
    return command;
  }

  /** Native libraries, and where distributions keep files that belong to a JDK. */
  private static List<Path> libraries() {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/nix/store")) {
      found.add(Path.of(folder));
    }
    found.add(Path.of("/etc/ld.so.cache"));
    try (Stream<Path> etc = Files.list(Path.of("/etc"))) {
      etc.filter(file -> file.getFileName().toString().startsWith("java")).forEach(found::add);
    } catch (IOException e) {
      // A JDK that keeps nothing there.
    }
    return found.stream().filter(Files::exists).toList();
  }

  private static List<String> bind(Path place) {
    try {
      return Files.isSymbolicLink(place)
          ? List.of("--symlink", Files.readSymbolicLink(place).toString(), place.toString())
          : List.of("--ro-bind", place.toString(), place.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Agents and debuggers of this JVM are not for a stranger, nor is what it was told by -D. */
  private static boolean isHarmless(String option) {
    return option.startsWith("-X")
        || option.startsWith("--")
        || option.startsWith("-Djava.io.tmpdir=")
        || option.startsWith("-Duser.timezone=")
        || option.startsWith("-Dorg.slf4j.simpleLogger.");
  }

  private static Path tool(String name, String packageName) {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> refusal("%s was not found (install %s)".formatted(name, packageName)));
  }

  private static String real(Path path) {
    try {
      return path.toRealPath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ownUser() throws IOException {
    return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
  }

  /** In a container that has few users, all sandboxes share one. */
  private static long nobody() {
    long own = ProcessHandle.current().pid() * SANDBOXES + STARTED.getAndIncrement() % SANDBOXES;
    return users() > FIRST_USER + own ? FIRST_USER + own : NOBODY;
  }

  private static long users() {
    return lines("/proc/self/uid_map")
        .mapToLong(
            line ->
                Long.parseLong(line.strip().split(" +")[0])
                    + Long.parseLong(line.strip().split(" +")[2]))
        .max()
        .orElse(0);
  }

  /** A limit can be made lower only. */
  private static long atMost(long wanted, String name) {
    return lines("/proc/self/limits")
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip().split(" +")[1])
        .filter(hard -> !hard.equals("unlimited"))
        .mapToLong(Long::parseLong)
        .reduce(wanted, Math::min);
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal refusal(String reason) {
    return new Refusal(
        "Code that somebody else has written is graded in a sandbox, bubblewrap, and that does not"
            + " work here: "
            + reason
            + ". On a machine that may be harmed, such as a container that is thrown away, say"
            + " --sandbox none or -Dkata.sandbox=none.");
  }
}

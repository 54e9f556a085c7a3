package streamkata.grader.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Refusal;

/** A JVM that this one has started, and that ends at the latest when this one does. */
public final class ChildJvm implements AutoCloseable {

  private static final int SECONDS_TO_END = 10;

  /** Never ends: what dies with its parent, on Linux, dies with the thread that started it. */
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(ChildJvm::daemon);

  private static final List<String> OF_THIS_JVM_ALONE =
      List.of("-Dkata.", "-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit=");

  private final Thread hook = new Thread(this::end);
  private final Process process;

  private ChildJvm(ProcessBuilder command) throws IOException {
    // In this order and under one lock: the end of this JVM misses no process, nor half of one.
    synchronized (this) {
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) {
        throw new Refusal("This was interrupted.");
      }
      process = started(command);
    }
  }

  /** Does not heed interrupts: half a process is worse than one that is ended later. */
  private static Process started(ProcessBuilder command) throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    STARTER.execute(
        () -> {
          try {
            started.complete(command.start());
          } catch (IOException e) {
            started.completeExceptionally(e);
          }
        });
    try {
      return started.join();
    } catch (CompletionException e) {
      throw (IOException) e.getCause();
    }
  }

  private static Thread daemon(Runnable code) {
    Thread thread = new Thread(code, "kata-child-starter");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A command that starts a JVM like this one.
   *
   * @param options for the JVM
   * @param classPath of the JVM
   * @param mainClass the full name of a class
   * @param arguments of its {@code main}
   * @return the command; what becomes of input and output can still be said
   */
  public static ProcessBuilder command(
      List<String> options, String classPath, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(HostName.options());
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /**
   * A command as {@link #command} makes it, of a program that does not notice by itself that this
   * JVM was killed: it ends then, too.
   *
   * @param classPath of the JVM; the kit's own classes are added
   */
  public static ProcessBuilder commandWithParent(
      List<String> options, String classPath, String mainClass, List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add(Long.toString(ProcessHandle.current().pid()));
    all.add(mainClass);
    all.addAll(arguments);
    return command(
        options, classPath + File.pathSeparator + ownPlace(), WithParent.class.getName(), all);
  }

  private static String ownPlace() {
    return path(WithParent.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /**
   * The options that this JVM was started with, without those that are about the kit, and without
   * an archive of its own classes.
   */
  public static List<String> inheritedOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> OF_THIS_JVM_ALONE.stream().noneMatch(argument::startsWith))
        .toList();
  }

  /** The class path of this JVM; Maven gives its plugins class loaders instead. */
  public static String inheritedClassPath() {
    return ChildJvm.class.getClassLoader() instanceof URLClassLoader loader
        ? Stream.of(loader.getURLs())
            .map(ChildJvm::path)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /**
   * Starts a JVM.
   *
   * @param command what {@link #command} gave
   * @throws IOException if it cannot be started
   * @throws Refusal if this JVM is ending
   */
  public static ChildJvm start(ProcessBuilder command) throws IOException {
    return new ChildJvm(command);
  }

  /** What it can read. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** What it prints, unless that goes elsewhere. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** The process itself, for whom its ends of the pipes or its descendants matter. */
  Process process() {
    return process;
  }

  /** Its number in the operating system. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits a moment for its end; whether it has ended. */
  public boolean hasEndedWithin(Duration moment) throws InterruptedException {
    return process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for its end, for its exit code. */
  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Tells it to end, and does not wait.
   *
   * @param hard by SIGKILL, so that it cannot say good-bye, instead of SIGTERM
   */
  public void kill(boolean hard) {
    if (hard) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  /** Ends it, by force where it takes long, and waits until it has ended. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook finds nothing more to do.
    }
  }

  private synchronized void end() {
    if (process == null) {
      return;
    }
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

  private static String path(URL url) {
    return Path.of(URI.create(url.toString())).toString();
  }
}

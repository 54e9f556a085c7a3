package streamkata.grader.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import streamkata.grader.grading.Stages;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.Trust;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;

/**
 * Measures {@code kata watch} from the save of a real file to the page that shows the verdict: of a
 * program that does not compile, of one with a fault (the wrong submissions of {@code
 * src/test/submissions}, one after the other), and of one that passes every check. Then saves the
 * three in turn many times, and prints what is left in memory.
 *
 * <pre>
 * mvn -q -Plauncher -DskipTests process-test-classes
 * T=grader/target
 * java @$T/kata.options -Djava.io.tmpdir=$(mktemp -d) -cp "$T/test-classes:$T/classes:common/target/classes:$T/lib/*" \
 *   streamkata.grader.watch.WatchBenchmark [LAB [SAVES [SAVES_FOR_MEMORY]]]
 * </pre>
 *
 * <p>In the folder of the kit. Without arguments: travel-time-prediction, 30 and 200; with the lab
 * {@code all}, one after the other.
 */
final class WatchBenchmark {

  private static final Labs LABS = Course.CORE.labs();

  private static final int WARM_UP = 5;
  private static final int MEMORY_STEPS = 10;

  private final PrintStream out;
  private final Lab lab;
  private final Path source;
  private final Watch watch;
  private final BlockingQueue<Page> pages = new LinkedBlockingQueue<>();
  private final List<String> wrong = new ArrayList<>();
  private final String right;
  private final String broken;
  private int saves;

  private WatchBenchmark(
      PrintStream out, Lab lab, Path kit, Path copy, Stages stages, ProgramOutput output)
      throws IOException {
    this.out = out;
    this.lab = lab;
    String file = lab.packageName() + "/" + lab.className() + ".java";
    source = copy.resolve("exercises/src/main/java/streamkata/exercises").resolve(file);
    right =
        Files.readString(kit.resolve("solutions/src/main/java/streamkata/solutions").resolve(file))
            .replace("package streamkata.solutions.", "package streamkata.exercises.");
    broken = right.replaceFirst("return ", "return undefined + ");
    Path folder = kit.resolve("grader/src/test/submissions").resolve(lab.id()).resolve("wrong");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path one : files.sorted().toList()) {
        wrong.add(Files.readString(one));
      }
    }
    Map<String, String> properties = Map.of("kata.home", copy.toString(), "kata.lab", lab.id());
    Selection selection = Selection.from(LABS, name -> Optional.ofNullable(properties.get(name)));
    watch = new Watch(selection, stages, output, pages::add);
  }

  /**
   * Measures.
   *
   * @param args see above
   * @throws Exception if the temporary copy cannot be made
   */
  public static void main(String[] args) throws Exception {
    String id = args.length > 0 ? args[0] : "travel-time-prediction";
    int saves = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int savesForMemory = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    PrintStream out = System.out;
    Path kit = Path.of("").toAbsolutePath();
    Path copy = Files.createTempDirectory("streamkata-watch-");
    System.setProperty("org.slf4j.simpleLogger.logFile", copy.resolve("flink.log").toString());
    ProgramOutput output = new ProgramOutput(copy.resolve("output.log"));
    output.takeOver();
    List<String> options = new ArrayList<>(List.of("-Xmx384m"));
    options.addAll(ChildJvm.inheritedOptions());
    ProcessStages stages =
        new ProcessStages(
            copy,
            options,
            Duration.ofSeconds(10),
            Trust.OWN,
            false,
            copy.resolve("flink.log"),
            output);
    List<Lab> labs = id.equals("all") ? LABS.all() : List.of(LABS.byId(id));
    for (Lab lab : labs) {
      copy(kit.resolve("exercises/src"), copy.resolve("exercises/src"));
      new WatchBenchmark(out, lab, kit, copy, stages, output).measure(saves, savesForMemory);
    }
    System.exit(0);
  }

  private void measure(int times, int timesForMemory) throws Exception {
    try (SourceFolder folder = new SourceFolder(source.getParent(), watch::saved)) {
      folder.watch();
      Thread watching = new Thread(this::watch);
      watching.start();
      awaitVerdict();
      for (int i = 0; i < WARM_UP; i++) {
        save(broken, "error:");
        save(wrong.get(i % wrong.size()), "look at");
        save(right, "Complete.");
      }
      out.printf("%s, load %s%n", lab.id(), load());
      List<Long> compileErrors = new ArrayList<>();
      List<Long> failures = new ArrayList<>();
      List<Long> passes = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        compileErrors.add(save(broken, "error:"));
        failures.add(save(wrong.get(i % wrong.size()), "look at"));
        passes.add(save(right, "Complete."));
      }
      print("compile error", compileErrors);
      print("first failing rung", failures);
      print("whole ladder", passes);
      memory(timesForMemory);
      watch.pressed('q');
      watching.join();
    }
  }

  private void memory(int times) throws Exception {
    if (times == 0) {
      return;
    }
    out.printf(
        "%8s %10s %10s %10s %14s %10s %8s%n",
        "saves", "heap MB", "classes", "unloaded", "metaspace MB", "threads", "in tmp");
    for (int step = 0; step <= MEMORY_STEPS; step++) {
      remember(step * times / MEMORY_STEPS);
      for (int i = 0; step < MEMORY_STEPS && i < times / MEMORY_STEPS; i++) {
        switch (i % 3) {
          case 0 -> save(broken, "error:");
          case 1 -> save(wrong.get((step * times + i) % wrong.size()), "look at");
          default -> save(right, "Complete.");
        }
      }
    }
  }

  private void remember(int count) throws IOException {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .map(MemoryPoolMXBean::getUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    long temporary;
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      temporary = files.count();
    }
    out.printf(
        "%8d %10.1f %10d %10d %14.1f %10d %8d%n",
        count,
        heap / 1e6,
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount(),
        metaspace / 1e6,
        Thread.activeCount(),
        temporary);
  }

  /**
   * Writes the file, by turns in place and by rename, and waits for the verdict.
   *
   * @return after how many milliseconds the first problem was to be seen, or that there is none
   */
  private long save(String text, String sign) throws IOException, InterruptedException {
    saves++;
    String content = text + "// save " + saves + "\n";
    if (saves % 2 == 0) {
      Files.writeString(source, content);
    } else {
      Path next = Files.writeString(source.resolveSibling("next.tmp"), content);
      Files.move(next, source, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    long start = System.nanoTime();
    Page page = pages.take();
    while (!page.text().contains(sign)) {
      if (page.lasting()) {
        throw new IllegalStateException("Expected '" + sign + "' in:\n" + page.text());
      }
      page = pages.take();
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (!page.lasting()) {
      awaitVerdict();
    }
    return millis;
  }

  private void awaitVerdict() throws InterruptedException {
    Page page = pages.take();
    while (!page.lasting()) {
      page = pages.take();
    }
  }

  private void print(String what, List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    out.printf(
        "  %-20s median %5d ms   p95 %5d ms   max %5d ms   (%d saves)%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1),
        sorted.get(sorted.size() - 1),
        sorted.size());
  }

  private void watch() {
    try {
      watch.run(Optional.of(lab));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}

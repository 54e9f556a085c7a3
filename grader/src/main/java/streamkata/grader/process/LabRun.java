package streamkata.grader.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.FileUtils;
import streamkata.grader.kit.Lab;
import streamkata.grader.program.LabMistake;
import streamkata.grader.program.SourceCompiler;

/** Runs the {@code main} of a lab as it is written now, in a JVM of its own. */
public final class LabRun {

  private static final int SECONDS_TO_END = 10;

  private final Path home;
  private final Path module;
  private final String rootPackage;
  private final Lab lab;

  /**
   * Prepares a run.
   *
   * @param home the folder of the kit
   * @param implementation {@code exercises} or {@code solutions}
   * @param lab the lab
   */
  public LabRun(Path home, String implementation, Lab lab) {
    this.home = home;
    this.module = home.resolve(implementation);
    this.rootPackage = "streamkata." + implementation;
    this.lab = lab;
  }

  /**
   * Compiles the sources and runs the program until it ends. It reads and prints what this process
   * does, and ends when this process is ended.
   *
   * @param jvmArguments the arguments for its JVM
   * @param arguments the arguments of {@code main}
   * @param err where compile errors go
   * @return 0 if its input came to an end; 1 if it does not compile or failed; 2 if it could not
   *     begin
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the calling thread is interrupted
   */
  public int run(List<String> jvmArguments, List<String> arguments, PrintWriter err)
      throws IOException, InterruptedException {
    Path classes = Files.createTempDirectory("streamkata-run-");
    try {
      List<String> errors = compile(classes);
      if (!errors.isEmpty()) {
        errors.forEach(err::println);
        return 1;
      }
      if (!Files.exists(classFile(classes))) {
        throw new LabMistake("The class %s is missing.".formatted(className()));
      }
      return follow(start(jvmArguments, arguments, classes), classes);
    } finally {
      FileUtils.deleteDirectoryQuietly(classes.toFile());
    }
  }

  private List<String> compile(Path classes) {
    try (SourceCompiler compiler = new SourceCompiler()) {
      return compiler.compilePackage(
          module.resolve("src/main/java"), rootPackage + "." + lab.packageName(), classes);
    }
  }

  private Process start(List<String> jvmArguments, List<String> arguments, Path classes)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            module.resolve("src/main/resources").toString(),
            classes.toString(),
            System.getProperty("java.class.path")));
    command.add(LabProcess.class.getName());
    command.add(home.toString());
    command.add(module.resolve("src/main/java").toString());
    command.add(className());
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static int follow(Process process, Path classes) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end(process);
                  FileUtils.deleteDirectoryQuietly(classes.toFile());
                }));
    return process.waitFor();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private String className() {
    return rootPackage + "." + lab.packageName() + "." + lab.className();
  }

  private Path classFile(Path classes) {
    return classes.resolve(className().replace('.', '/') + ".class");
  }
}

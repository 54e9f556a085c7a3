package streamkata.grader.recovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with Flink in it, as the build assembles it.
 *
 * @param folder the folder, with {@code lib} and {@code conf}
 */
record FlinkHome(Path folder) {

  /**
   * The home that the build of this kit assembles.
   *
   * @param folder where it was assembled
   * @return its Flink
   * @throws RecoveryFailed if it has not been assembled
   */
  static FlinkHome of(Path folder) throws RecoveryFailed {
    FlinkHome home = new FlinkHome(folder);
    if (!Files.isDirectory(home.folder.resolve("lib"))) {
      throw new RecoveryFailed(
          "There is no Flink at %s: run mvn -DskipTests package, which assembles it."
              .formatted(home.folder));
    }
    return home;
  }

  Path conf() {
    return folder.resolve("conf");
  }

  List<String> java(Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-Dorg.slf4j.simpleLogger.logFile=" + log,
        "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-cp", folder.resolve("lib").toString() + "/*"));
    return command;
  }

  List<String> embedded(JobJar program, List<String> arguments) {
    List<String> command = java(folder.resolve("log/embedded.log"));
    command.set(command.size() - 1, program.path() + java.io.File.pathSeparator + command.get(command.size() - 1));
    command.add(program.mainClass());
    command.addAll(arguments);
    return command;
  }

  List<String> jobManagerOptions() {
    return List.of("-Xmx256m");
  }

  List<String> workerOptions() {
    return List.of("-Xmx320m", "-XX:MaxMetaspaceSize=128m");
  }
}

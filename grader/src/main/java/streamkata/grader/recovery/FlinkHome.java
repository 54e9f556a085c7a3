package streamkata.grader.recovery;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A folder with Flink in it, as the build assembles it, and how to start the programs in it.
 *
 * @param folder the folder, with {@code lib} and {@code conf}
 */
record FlinkHome(Path folder) {

  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String WORKER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";

  /**
   * A folder with Flink in it.
   *
   * @param folder where the build assembles it
   * @return the home
   * @throws RecoveryFailed if it is not there
   */
  static FlinkHome of(Path folder) throws RecoveryFailed {
    if (!Files.isDirectory(folder.resolve("lib"))) {
      throw new RecoveryFailed(
          "There is no Flink in %s: run mvn -DskipTests package, which assembles it."
              .formatted(folder));
    }
    return new FlinkHome(folder);
  }

  /** Its configuration. */
  Path conf() {
    return folder.resolve("conf");
  }

  /** The command line client, without its arguments. */
  List<String> client(Path log) {
    return java(log, "", List.of(), CLIENT);
  }

  /** The JobManager, without the settings of one cluster. */
  List<String> jobManager(Path log) {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration());
    return server(
        log,
        JobManagerProcessUtils.generateJvmParametersStr(memory, configuration()),
        JOB_MANAGER,
        JobManagerProcessUtils.generateDynamicConfigsStr(memory));
  }

  /** A worker, without the settings of one cluster. */
  List<String> worker(Path log) {
    TaskExecutorProcessSpec memory =
        TaskExecutorProcessUtils.processSpecFromConfig(configuration());
    return server(
        log,
        ProcessMemoryUtils.generateJvmParametersStr(memory),
        WORKER,
        TaskExecutorProcessUtils.generateDynamicConfigsStr(memory));
  }

  /** A job with Flink embedded, without the arguments of the job. */
  List<String> embedded(JobJar program, Path log) {
    return java(log, program.path() + File.pathSeparator, List.of(), program.mainClass());
  }

  private List<String> server(Path log, String flags, String mainClass, String settings) {
    List<String> command = java(log, "", words(flags), mainClass);
    command.addAll(List.of("--configDir", conf().toString()));
    command.addAll(words(settings));
    return command;
  }

  private List<String> java(
      Path log, String firstOnClassPath, List<String> flags, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "@" + conf().resolve("jvm.options")));
    command.addAll(flags);
    command.add("-Dlog.file=" + log);
    command.add("-Dorg.slf4j.simpleLogger.logFile=" + log);
    command.add("-cp");
    command.add(
        firstOnClassPath
            + conf()
            + File.pathSeparator
            + folder.resolve("lib")
            + File.separator
            + "*");
    command.add(mainClass);
    return command;
  }

  private Configuration configuration() {
    return GlobalConfiguration.loadConfiguration(conf().toString());
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}

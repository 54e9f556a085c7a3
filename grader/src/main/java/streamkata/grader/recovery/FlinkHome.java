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
import streamkata.grader.kit.Refusal;
import streamkata.grader.process.ChildJvm;

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
   * @throws Refusal if it is not there
   */
  static FlinkHome of(Path folder) {
    if (!Files.isDirectory(folder.resolve("lib"))) {
      throw new Refusal(
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
  ProcessBuilder client(Path log) {
    return java(log, "", List.of(), CLIENT);
  }

  /** The JobManager, without the settings of one cluster. */
  ProcessBuilder jobManager(Path log) {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration());
    return server(
        log,
        JobManagerProcessUtils.generateJvmParametersStr(memory, configuration()),
        JOB_MANAGER,
        JobManagerProcessUtils.generateDynamicConfigsStr(memory));
  }

  /** A worker, without the settings of one cluster. */
  ProcessBuilder worker(Path log) {
    TaskExecutorProcessSpec memory =
        TaskExecutorProcessUtils.processSpecFromConfig(configuration());
    return server(
        log,
        ProcessMemoryUtils.generateJvmParametersStr(memory),
        WORKER,
        TaskExecutorProcessUtils.generateDynamicConfigsStr(memory));
  }

  /** A job with Flink embedded, without the arguments of the job. */
  ProcessBuilder embedded(JobJar program, Path log) {
    return java(log, program.path() + File.pathSeparator, List.of(), program.mainClass());
  }

  private ProcessBuilder server(Path log, String flags, String mainClass, String settings) {
    ProcessBuilder server = java(log, "", words(flags), mainClass);
    server.command().addAll(List.of("--configDir", conf().toString()));
    server.command().addAll(words(settings));
    return server;
  }

  private ProcessBuilder java(
      Path log, String firstOnClassPath, List<String> flags, String mainClass) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-XX:TieredStopAtLevel=1", "@" + conf().resolve("jvm.options")));
    options.addAll(flags);
    options.add("-Dlog.file=" + log);
    options.add("-Dorg.slf4j.simpleLogger.logFile=" + log);
    String classPath =
        firstOnClassPath
            + conf()
            + File.pathSeparator
            + folder.resolve("lib")
            + File.separator
            + "*";
    return ChildJvm.commandWithParent(options, classPath, mainClass, List.of());
  }

  private Configuration configuration() {
    return GlobalConfiguration.loadConfiguration(conf().toString());
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}

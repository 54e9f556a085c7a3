package streamkata.grader.cli;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The JVM that carries out the command, as a model for those that it starts. */
final class ThisJvm {

  private ThisJvm() {}

  /** The arguments that it was given, without those that are about the kit. */
  static List<String> arguments() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-Dkata."))
        .toList();
  }
}

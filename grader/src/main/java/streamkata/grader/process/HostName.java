package streamkata.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import streamkata.grader.kit.TemporaryFolder;

/**
 * The name of this machine. Flink asks for its address when it starts, even if all that it listens
 * on is the loopback address, and it does not start if there is none. A JVM in which Flink runs is
 * then told that the name means this machine.
 */
final class HostName {

  private static List<String> options;

  private HostName() {}

  /** The options for a JVM in which Flink is to start; none where the name has an address. */
  static synchronized List<String> options() {
    if (options == null) {
      try {
        InetAddress.getLocalHost();
        options = List.of();
      } catch (UnknownHostException e) {
        options = List.of("-Djdk.net.hosts.file=" + hosts(name(e)));
      }
    }
    return options;
  }

  /** Java says the name first, and then what its name service says of it. */
  private static String name(UnknownHostException e) {
    return e.getMessage().split(":")[0];
  }

  private static Path hosts(String name) {
    try {
      return Files.writeString(
          new TemporaryFolder("names").path().resolve("hosts"),
          "127.0.0.1 localhost %s\n".formatted(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

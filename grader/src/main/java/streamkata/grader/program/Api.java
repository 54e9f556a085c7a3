package streamkata.grader.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a stream program may use, as the file {@code api.txt} has it, and why not the rest. */
final class Api {

  private static final String ALLOWED = "allow";
  private static final String FILES = "files";

  /** Classes of Flink that open files or connections for others, by their own names. */
  private static final Pattern OPENS_FOR_OTHERS =
      Pattern.compile("org\\.apache\\.flink\\.[a-z.0-9]*[A-Z][A-Za-z0-9]*(File|Socket).*");

  private static final Map<String, String> REASONS =
      Map.of(
          FILES,
          "A stream program must not use files. A file is lost with its worker.",
          "network",
          "A stream program must not use the network. If a task fails, Flink cannot take back sent"
              + " data.",
          "threads",
          "A stream program must not start threads. Flink can neither stop nor restore them.",
          "process",
          "A stream program must not start or end processes. Other jobs run on the same worker.",
          "settings",
          "A stream program must not change the settings of the JVM. Other jobs run in the same"
              + " JVM.",
          "reflection",
          "A stream program must not use reflection or load classes itself.",
          "internal",
          "This class is internal to the JVM or to Flink. Programs must not use it.",
          "native",
          "A stream program must not use native code.",
          "unknown",
          "A stream program does not need this.");

  private static final Map<String, String> LINES = read();

  private Api() {}

  /**
   * Why a class must not be used.
   *
   * @param name of a class, or of its member, with dots
   * @param filesAllowed whether the lab is about files
   * @return one sentence; empty if it may be used
   */
  static Optional<String> objection(String name, boolean filesAllowed) {
    String kind = OPENS_FOR_OTHERS.matcher(name).matches() ? FILES : kind(name);
    boolean isAllowed = kind.equals(ALLOWED) || kind.equals(FILES) && filesAllowed;
    return isAllowed ? Optional.empty() : Optional.of(reason(kind));
  }

  static String reason(String kind) {
    return REASONS.get(kind);
  }

  /** Whether a name is of the JDK, of Flink or of the kit, so that nobody else can define it. */
  static boolean isTaken(String name) {
    return name.matches(
        "(java|javax|jdk|sun|com\\.sun|org\\.apache\\.flink|org\\.slf4j|streamkata\\.(common|grader))\\..*");
  }

  private static String kind(String name) {
    for (String part = name; !part.isEmpty(); part = shorter(part)) {
      if (LINES.containsKey(part)) {
        return LINES.get(part);
      }
    }
    return "unknown";
  }

  /** Without the last part, be it a member, an inner class, a class or a package. */
  private static String shorter(String name) {
    return name.substring(0, Math.max(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'))));
  }

  private static Map<String, String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Api.class.getResourceAsStream("api.txt"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(Collectors.toUnmodifiableMap(words -> words[1], words -> words[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

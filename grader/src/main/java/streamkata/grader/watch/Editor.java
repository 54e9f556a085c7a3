package streamkata.grader.watch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import streamkata.grader.kit.SourceLine;

/** Opens a file in the editor that the learner has named, which has a window of its own. */
final class Editor {

  /** The environment variable with its command. */
  static final String VARIABLE = "KATA_EDITOR";

  private Editor() {}

  /**
   * Opens a file.
   *
   * @param file what to open
   * @param place where in it, if that is known
   * @param command the value of {@link #VARIABLE}; null or blank if nobody has set it
   * @return what to tell the learner
   */
  static String open(Path file, Optional<SourceLine> place, String command) {
    if (command == null || command.isBlank()) {
      return "To open the file from here, set %s before you start, for instance to \"code -g {file}:{line}\" or \"idea --line {line} {file}\"."
          .formatted(VARIABLE);
    }
    List<String> words = command(file, place, command);
    try {
      new ProcessBuilder(words)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .getOutputStream()
          .close();
      return "Opened by " + String.join(" ", words);
    } catch (IOException e) {
      return "%s, which is %s, cannot be started.".formatted(VARIABLE, command);
    }
  }

  /** The command with file and line in their places; without places, the file is its last word. */
  static List<String> command(Path file, Optional<SourceLine> place, String command) {
    int line = place.map(SourceLine::line).orElse(1);
    String whole = command.contains("{file}") ? command : command + " {file}";
    return Stream.of(whole.strip().split(" +"))
        .map(
            word ->
                word.replace("{file}", file.toString()).replace("{line}", Integer.toString(line)))
        .toList();
  }
}

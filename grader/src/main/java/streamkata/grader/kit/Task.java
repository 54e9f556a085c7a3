package streamkata.grader.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What there is to do in a lab or a step, for a terminal.
 *
 * @param text lines without marks
 * @param before what is to be read or done first, in a few words, if the task says it
 */
public record Task(String text, Optional<String> before) {

  private static final Pattern CLASS_COMMENT =
      Pattern.compile("^/\\*\\*(.*?)\\*/\\s*^public ", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern STARS = Pattern.compile("^ *\\* ?", Pattern.MULTILINE);
  private static final Pattern ITEM = Pattern.compile("(?m)^ *<li>");
  private static final Pattern TAG = Pattern.compile("(?m)^ *</?[ou]l>\\n?|</?p>");
  private static final Pattern INLINE = Pattern.compile("\\{@(?:code|link)\\s+([^}]*)}");
  private static final Pattern BEFORE = Pattern.compile("(?m)(?:^Before|· before): ([^`\\n]+)`?$");

  /**
   * Reads a task: of a step, the comment of its class; of a lab, its README.
   *
   * @param kit where it is
   * @return the task; that of a step is as it was at the start, if its comment is gone
   * @throws Refusal if it cannot be read
   */
  public static Task of(Kit kit, Lab lab) {
    Path file = kit.task(lab);
    try {
      String text = Files.readString(file);
      String markdown =
          lab.isStep()
              ? comment(text).or(() -> skeleton(kit, lab).flatMap(Task::comment)).orElse(text)
              : text;
      Matcher before = BEFORE.matcher(markdown);
      return new Task(
          Markdown.plain(markdown),
          before.find() ? Optional.of(before.group(1).strip()) : Optional.empty());
    } catch (IOException e) {
      throw new Refusal("The file %s cannot be read.".formatted(file));
    }
  }

  private static Optional<String> skeleton(Kit kit, Lab lab) {
    try {
      return Optional.of(Files.readString(kit.skeleton(lab)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The comment of a class as Markdown. */
  private static Optional<String> comment(String source) {
    Matcher matcher = CLASS_COMMENT.matcher(source.replace("\r\n", "\n"));
    if (!matcher.find()) {
      return Optional.empty();
    }
    String text = STARS.matcher(matcher.group(1)).replaceAll("");
    text = INLINE.matcher(TAG.matcher(text).replaceAll("")).replaceAll("$1");
    Matcher item = ITEM.matcher(text);
    StringBuilder numbered = new StringBuilder();
    for (int number = 1; item.find(); number++) {
      item.appendReplacement(numbered, number + ". ");
    }
    return Optional.of(item.appendTail(numbered).toString().strip());
  }
}

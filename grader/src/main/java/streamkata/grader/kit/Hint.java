package streamkata.grader.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One of the hints of a lab, of which each says more than the one before.
 *
 * @param level counted from 1
 * @param title a few words
 * @param text several lines for a terminal, without an empty one at either end
 */
public record Hint(int level, String title, String text) {

  private static final Pattern HEADING = Pattern.compile("^## (\\d+)\\. (.+)$", Pattern.MULTILINE);

  /**
   * Reads the hints of a lab.
   *
   * @param kit where they are
   * @return its hints, by level
   * @throws Refusal if they are missing
   */
  public static List<Hint> of(Kit kit, Lab lab) {
    Path file = kit.hints(lab);
    try {
      String all = Files.readString(file);
      List<MatchResult> headings = HEADING.matcher(all).results().toList();
      List<Hint> hints = new ArrayList<>();
      for (int i = 0; i < headings.size(); i++) {
        int end = i + 1 < headings.size() ? headings.get(i + 1).start() : all.length();
        hints.add(
            new Hint(
                Integer.parseInt(headings.get(i).group(1)),
                headings.get(i).group(2),
                Markdown.plain(all.substring(headings.get(i).end(), end).strip())));
      }
      return hints;
    } catch (IOException e) {
      throw new Refusal(
          "The hints of %s cannot be read from the file %s.".formatted(lab.id(), file));
    }
  }
}

package streamkata.grader.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sentence that a learner reads, without links and marks, and with one word for each piece of
 * code.
 *
 * @param text its words
 * @param isHeading whether it is a heading, which need not be a whole sentence
 */
record Sentence(String text, boolean isHeading) {

  private static final Pattern BLOCK = Pattern.compile("\\s*(- |\\* |\\d+\\. |#+ |\\||> ?).*");
  private static final Pattern MARK = Pattern.compile("^(- |\\* |\\d+\\. |#+ |> ?)");
  private static final Pattern END =
      Pattern.compile("(?<=[.?!])[\"\u201d)]* (?=[A-Z\"\u201c(0-9<-])");

  /** The sentences of a page, of its lists and of the cells of its tables. */
  static List<Sentence> of(Markdown page) {
    List<Sentence> sentences = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : page.withoutChecks().replaceAll("(?s)<!--.*?-->", "").lines().toList()) {
      if (line.isBlank() || BLOCK.matcher(line).matches()) {
        sentences.addAll(of(block.toString()));
        block.setLength(0);
      }
      if (line.startsWith("|")) {
        Stream.of(line.split("(?<!\\\\)\\|")).map(Sentence::of).forEach(sentences::addAll);
      } else {
        block.append(' ').append(line.strip());
      }
    }
    sentences.addAll(of(block.toString()));
    return sentences;
  }

  /** The sentences of a paragraph. */
  static List<Sentence> of(String paragraph) {
    String text =
        paragraph
            .replaceAll("!\\[[^\\]]*\\]\\([^)]*\\)", "")
            .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
            .replaceAll("`[^`]*`", "X")
            .replaceAll("\\*\\*|[*_](?=\\w)|(?<=\\w)[*_]", "")
            .strip();
    boolean isHeading = text.startsWith("#");
    return Stream.of(END.split(MARK.matcher(text).replaceFirst("")))
        .filter(words -> !words.isBlank())
        .map(words -> new Sentence(words, isHeading))
        .toList();
  }

  /** How many words it has; a piece of code is one. */
  long words() {
    return Stream.of(text.split("\\s+"))
        .filter(word -> word.matches("(?s).*[\\p{L}\\d].*"))
        .count();
  }

  boolean isQuestion() {
    return text.contains("?");
  }

  @Override
  public String toString() {
    return text;
  }
}

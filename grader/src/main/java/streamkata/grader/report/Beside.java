package streamkata.grader.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import streamkata.grader.page.Block;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Figure.Format;
import streamkata.grader.page.Folded;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Picture;

/** The pictures of somebody's program beside those of the reference solution on the same stream. */
public final class Beside {

  private Beside() {}

  /**
   * Puts what two programs show beside each other.
   *
   * @param own what the program shows
   * @param reference what the reference solution shows
   * @return what the program shows, and the reference where that differs and both have pictures
   */
  public static List<Block> of(List<Block> own, List<Block> reference) {
    boolean areComparable =
        own.size() == reference.size() && own.stream().anyMatch(Figure.class::isInstance);
    if (!areComparable) {
      return own;
    }
    List<Block> all = new ArrayList<>();
    if (html(own).equals(html(reference))) {
      all.addAll(own);
      all.add(new Paragraph("The reference solution gives the same pictures and numbers."));
      return all;
    }
    for (int i = 0; i < own.size(); i++) {
      all.addAll(pair(own.get(i), reference.get(i)));
    }
    return all;
  }

  private static List<Block> pair(Block own, Block reference) {
    if (own.html().equals(reference.html())) {
      return List.of(own);
    }
    if (own instanceof Figure mine
        && reference instanceof Figure other
        && (mine.format() == Format.WIDE || mine.format() == Format.MAP)
        && mine.pictures().size() == 1
        && other.pictures().size() == 1) {
      return List.of(
          new Figure(
              mine.caption(),
              Format.HALF,
              List.of(
                  named("Your program", mine.pictures().get(0)),
                  named("The reference solution", other.pictures().get(0)))));
    }
    return List.of(own, new Folded("The same of the reference solution", List.of(reference)));
  }

  private static Picture named(String title, Picture picture) {
    return new Picture(title, title + ": " + picture.alt(), picture.drawing());
  }

  private static String html(List<Block> blocks) {
    return blocks.stream().map(Block::html).collect(Collectors.joining());
  }
}

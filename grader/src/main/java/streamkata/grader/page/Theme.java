package streamkata.grader.page;

import java.awt.Color;
import java.util.List;

/**
 * The colours of a page and its pictures. Lines and text have enough contrast to the paper for
 * readers with weak sight, and series differ for readers who do not tell colours apart.
 */
public enum Theme {
  /** Dark ink on light paper. */
  LIGHT(
      0xffffff,
      0x1c2430,
      0x566072,
      0xd9dee7,
      List.of(0x0b62a8, 0xc2410c, 0x0a7a5c, 0x8b3a86, 0x6b5a00),
      List.of(0xe3f0fb, 0x9cc9ee, 0x3f8fce, 0x0b5a9e, 0x062f5c)),
  /** Light ink on dark paper. */
  DARK(
      0x161b24,
      0xe8ecf3,
      0xa4afc0,
      0x343d4d,
      List.of(0x5db4f2, 0xff9f5a, 0x3fd0a4, 0xe39bdc, 0xe3cf57),
      List.of(0x1f3350, 0x2b639b, 0x4ea3e0, 0xa5d6fb, 0xf5fbff));

  private final Color paper;
  private final Color ink;
  private final Color faint;
  private final Color grid;
  private final List<Color> series;
  private final List<Color> ramp;

  Theme(int paper, int ink, int faint, int grid, List<Integer> series, List<Integer> ramp) {
    this.paper = new Color(paper);
    this.ink = new Color(ink);
    this.faint = new Color(faint);
    this.grid = new Color(grid);
    this.series = series.stream().map(Color::new).toList();
    this.ramp = ramp.stream().map(Color::new).toList();
  }

  /**
   * What is drawn on.
   *
   * @return the colour of the page
   */
  public Color paper() {
    return paper;
  }

  /**
   * Text and marks.
   *
   * @return the colour that stands out most
   */
  public Color ink() {
    return ink;
  }

  /**
   * Labels of axes and other text that comes second.
   *
   * @return a colour still easily read
   */
  public Color faint() {
    return faint;
  }

  /**
   * Lines that only guide the eye.
   *
   * @return a colour close to the paper
   */
  public Color grid() {
    return grid;
  }

  /**
   * The colour of a series of data; where two series meet, let their lines or markers differ too.
   *
   * @param index 0 for the first; after the last colour the first is used again
   */
  public Color series(int index) {
    return series.get(Math.floorMod(index, series.size()));
  }

  /**
   * Colours for little to much.
   *
   * @return from one near the paper to one far from it
   */
  public List<Color> ramp() {
    return ramp;
  }
}

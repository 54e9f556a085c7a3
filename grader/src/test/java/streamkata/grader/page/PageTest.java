package streamkata.grader.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every page of the kit has in common, in a real browser. */
class PageTest {

  @TempDir private Path folder;

  @Test
  void text_is_shown_as_it_is_written() throws IOException {
    String text = "a < b && \"c\" > 'd' <script>alert(1)</script> &amp; 5 °";
    Page page =
        new Page(
            text,
            text,
            List.of(
                new Section(
                    text,
                    List.of(
                        new Paragraph(text),
                        new Preformatted(text, text),
                        new Table(text, List.of(text), List.of(List.of(Cell.text(text))))))),
            text);

    try (Browser browser = opened(page)) {
      assertThat(browser.texts("h1, .lead, nav a, h2, p, pre, caption, th"), everyItem(is(text)));
    }
  }

  @Test
  void every_picture_is_drawn_in_both_themes_and_for_a_phone() throws IOException {
    try (Browser browser = opened(page())) {
      List<String> sources = new ArrayList<>();
      List<String> corners = new ArrayList<>();
      for (boolean dark : List.of(false, true)) {
        browser.prefer(dark);
        for (int width : List.of(1200, 360)) {
          browser.resize(width, 800);
          browser.open(file());
          JsonNode images = images(browser);
          assertThat(images.size(), is(3));
          for (JsonNode image : images) {
            assertThat(image.get("natural").asInt(), greaterThan(100));
          }
          sources.add(images.get(0).get("source").asText());
          corners.add(browser.run(CORNER).toString());
        }
      }
      assertThat(sources.stream().distinct().count(), is(2L));
      assertThat(corners, contains("[255,255,255]", "[255,255,255]", "[22,27,36]", "[22,27,36]"));
    }
  }

  @Test
  void the_browser_has_nothing_to_complain_about() throws IOException {
    try (Browser browser = opened(page())) {
      assertThat(browser.complaints(), is(empty()));
    }
  }

  @Test
  void nothing_is_loaded_from_anywhere() throws IOException {
    try (Browser browser = opened(page())) {
      JsonNode loaded =
          browser.run(
              "return performance.getEntriesByType('resource').map(e => e.name)"
                  + ".filter(name => !name.startsWith('data:'))");
      assertThat(loaded.toString(), is("[]"));
    }
  }

  @Test
  void on_a_phone_only_tables_scroll_sideways() throws IOException {
    try (Browser browser = opened(page())) {
      browser.resizeToPhone();
      browser.open(file());
      assertThat(
          browser.run("return document.documentElement.scrollWidth").asInt(),
          is(lessThanOrEqualTo(360)));
      assertThat(
          browser
              .run("return document.querySelector('.scroll').scrollWidth > innerWidth")
              .asBoolean(),
          is(true));
    }
  }

  @Test
  void themes_differ_and_all_text_has_contrast() throws IOException {
    try (Browser browser = opened(page())) {
      List<String> grounds = new ArrayList<>();
      for (boolean dark : List.of(false, true)) {
        browser.prefer(dark);
        grounds.add(browser.run("return getComputedStyle(document.body).backgroundColor").asText());
        assertThat(browser.run(CONTRASTS_BELOW_4_5).toString(), is("[]"));
      }
      assertThat(grounds.get(0), is(not(grounds.get(1))));
    }
  }

  @Test
  void screen_readers_find_their_way() throws IOException {
    try (Browser browser = opened(page())) {
      assertThat(
          browser.run("return [...document.querySelectorAll('h1,h2,h3')].map(e => e.tagName)"),
          is(browser.run("return ['H1', 'H2', 'H2']")));
      assertThat(browser.run("return document.querySelectorAll('main').length").asInt(), is(1));
      assertThat(browser.texts("nav a"), contains("First", "Second, with more"));
      assertThat(
          browser
              .run(
                  "return [...document.querySelectorAll('nav a, .skip')]"
                      + ".every(a => document.getElementById(a.hash.slice(1)))")
              .asBoolean(),
          is(true));
      assertThat(
          browser
              .run("return [...document.querySelectorAll('th')].every(e => e.scope)")
              .asBoolean(),
          is(true));
      assertThat(
          browser.run("return [...document.images].map(e => e.alt)").toString(),
          is("[\"It rises from 0 to 99.\",\"The one.\",\"The other.\"]"));
    }
  }

  @Test
  void a_chart_is_also_a_file_of_its_own() {
    String svg = Chart.of(rising(Figure.Format.WIDE.canvas(Theme.LIGHT))).svg();

    assertThat(svg, containsString("<svg"));
    assertThat(svg, not(containsString("DOCTYPE")));
  }

  @Test
  void a_row_that_does_not_fit_its_headers_is_a_mistake() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Table("t", List.of("a", "b"), List.of(List.of(Cell.text("1")))));
  }

  /** Every visible text whose contrast to what is behind it is less than WCAG's level AA asks. */
  private static final String CONTRASTS_BELOW_4_5 =
      """
      const rgb = c => c.match(/[\\d.]+/g).map(Number);
      const luminance = c => {
        const [r, g, b] = c.slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = e => {
        for (; e; e = e.parentElement) {
          const c = rgb(getComputedStyle(e).backgroundColor);
          if (c.length < 4 || c[3] > 0) { return c; }
        }
      };
      return [...document.querySelectorAll('body *')]
          .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
          .filter(e => {
            const a = luminance(rgb(getComputedStyle(e).color));
            const b = luminance(behind(e));
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
          })
          .map(e => e.tagName + ' ' + e.className + ' ' + e.innerText);
      """;

  /** The colour of the first pixel of the first picture. */
  private static final String CORNER =
      """
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      context.drawImage(document.images[0], 0, 0);
      return [...context.getImageData(1, 1, 1, 1).data].slice(0, 3);
      """;

  private Path file() {
    return folder.resolve("page.html");
  }

  private Browser opened(Page page) throws IOException {
    Files.writeString(file(), page.html());
    Browser browser = Browser.start();
    try {
      browser.open(file());
      return browser;
    } catch (IOException e) {
      browser.close();
      throw e;
    }
  }

  private static JsonNode images(Browser browser) throws IOException {
    return browser.run(
        """
        await Promise.all([...document.images].map(i => i.decode()));
        return [...document.images].map(i => ({natural: i.naturalWidth, source: i.currentSrc}));
        """);
  }

  private static Page page() {
    List<Cell> row = new ArrayList<>(List.of(Cell.text("a row")));
    for (Cell.Kind kind : Cell.Kind.values()) {
      row.add(new Cell("a cell of the kind " + kind, kind));
    }
    List<String> headers =
        IntStream.range(0, row.size()).mapToObj(i -> "column number " + i).toList();
    return new Page(
        "A page",
        "What it is about.",
        List.of(
            new Section(
                "First",
                List.of(
                    new Paragraph("A paragraph."),
                    Figure.wide(
                        "A caption.",
                        new Picture("", "It rises from 0 to 99.", PageTest::rising)))),
            new Section(
                "Second, with more",
                List.of(
                    new Figure(
                        "Two.",
                        Figure.Format.HALF,
                        List.of(
                            new Picture("One", "The one.", PageTest::rising),
                            new Picture("Other", "The other.", PageTest::rising))),
                    new Table("A table", headers, List.of(row)),
                    new Preformatted("Lines", "a line ".repeat(40))))),
        "The end.");
  }

  private static org.knowm.xchart.XYChart rising(Canvas canvas) {
    double[] x = IntStream.range(0, 100).asDoubleStream().toArray();
    double[] less = IntStream.range(0, 100).mapToDouble(i -> i < 50 ? i : i / 2.0).toArray();
    return new LineChart(canvas, "seconds", "thousand events")
        .line("with checkpoints", x, x)
        .line("without", x, less)
        .dots("checkpoint", new double[] {10, 20, 30}, new double[] {10, 20, 30})
        .mark("killed", 45)
        .mark("new worker", 52)
        .chart();
  }
}

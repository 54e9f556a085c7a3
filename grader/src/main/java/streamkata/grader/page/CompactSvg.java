package streamkata.grader.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the many short lines that a series of a chart is drawn with, and the many cells of a map.
 * Dashes then run on from one line to the next, no seams are seen between cells, and the picture
 * takes a fraction of the space.
 */
final class CompactSvg {

  private static final Pattern LINE =
      Pattern.compile(
          " *<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\""
              + " y2=\"([^\"]*)\"/>");
  private static final Pattern RECTANGLE =
      Pattern.compile(
          " *<rect height=\"([^\"]*)\" style=\"(fill:[^\"]*;stroke:none;)\" width=\"([^\"]*)\""
              + " x=\"([^\"]*)\" y=\"([^\"]*)\"/>");

  private final List<String> result = new ArrayList<>();
  private final List<String> points = new ArrayList<>();
  private final List<String> rectangles = new ArrayList<>();
  private String style;

  private CompactSvg() {}

  /** The same picture: runs of lines that go on from each other, and of equal cells, as one. */
  static String of(String svg) {
    CompactSvg compact = new CompactSvg();
    svg.lines().forEach(compact::add);
    compact.finish();
    return String.join("\n", compact.result);
  }

  private void add(String element) {
    Matcher line = LINE.matcher(element);
    Matcher rectangle = RECTANGLE.matcher(element);
    if (line.matches()) {
      addLine(line);
    } else if (rectangle.matches()) {
      addRectangle(rectangle);
    } else {
      finish();
      result.add(element);
    }
  }

  private void addLine(Matcher line) {
    String from = line.group(2) + "," + line.group(4);
    boolean goesOn =
        !points.isEmpty()
            && line.group(1).equals(style)
            && points.get(points.size() - 1).equals(from);
    if (!goesOn) {
      finish();
      style = line.group(1);
      points.add(from);
    }
    points.add(line.group(3) + "," + line.group(5));
  }

  private void addRectangle(Matcher rectangle) {
    if (rectangles.isEmpty() || !rectangle.group(2).equals(style)) {
      finish();
      style = rectangle.group(2);
    }
    String height = rectangle.group(1);
    String width = rectangle.group(3);
    rectangles.add(
        "M%s,%sh%sv%sh-%sz"
            .formatted(rectangle.group(4), rectangle.group(5), width, height, width));
  }

  private void finish() {
    if (!points.isEmpty()) {
      result.add(
          "<polyline style=\"%s\" points=\"%s\"/>".formatted(style, String.join(" ", points)));
    }
    if (!rectangles.isEmpty()) {
      result.add(
          "<path style=\"%sshape-rendering:crispEdges\" d=\"%s\"/>"
              .formatted(style, String.join("", rectangles)));
    }
    points.clear();
    rectangles.clear();
  }
}

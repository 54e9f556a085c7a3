package streamkata.grader.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the many short lines that a series of a chart is drawn with: dashes then run on from one to
 * the next, and the picture takes a fraction of the space.
 */
final class Polylines {

  private static final Pattern LINE =
      Pattern.compile(
          " *<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\""
              + " y2=\"([^\"]*)\"/>");

  private final List<String> result = new ArrayList<>();
  private final List<String> points = new ArrayList<>();
  private String style;

  private Polylines() {}

  /** The same picture, with each run of lines that begin where the last one ended as one. */
  static String join(String svg) {
    Polylines joined = new Polylines();
    svg.lines().forEach(joined::add);
    joined.finish();
    return String.join("\n", joined.result);
  }

  private void add(String element) {
    Matcher line = LINE.matcher(element);
    if (!line.matches()) {
      finish();
      result.add(element);
      return;
    }
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

  private void finish() {
    if (!points.isEmpty()) {
      result.add(
          "<polyline style=\"%s\" points=\"%s\"/>".formatted(style, String.join(" ", points)));
      points.clear();
    }
  }
}

package streamkata.grader.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins the many short lines that a series of a chart is drawn with, its dots, and the many cells
 * of a map, and writes every path with as few letters as there can be. Dashes then run on from one
 * line to the next, no seams are seen between cells, and the picture takes a fraction of the space.
 */
final class CompactSvg {

  private static final Pattern LINE =
      Pattern.compile(
          " *<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\""
              + " y2=\"([^\"]*)\"/>");
  private static final Pattern CELL =
      Pattern.compile(
          " *<rect height=\"([^\"]*)\" style=\"fill:([^;\"]*);stroke:none;\" width=\"([^\"]*)\""
              + " x=\"([^\"]*)\" y=\"([^\"]*)\"/>");
  private static final Pattern DOT =
      Pattern.compile(
          " *<ellipse cx=\"([^\"]*)\" cy=\"([^\"]*)\" rx=\"([^\"]*)\" ry=\"\\3\""
              + " style=\"fill:([^;\"]*);stroke:none;\"/>");
  private static final Pattern PATH = Pattern.compile(" *<path d=\"([^\"]*)\"(.*)");
  private static final Pattern CLIP = Pattern.compile("clip(\\d+)");

  /** What says nothing: what is the usual, and what cannot be seen. */
  private static final Pattern USUAL =
      Pattern.compile("stroke-miterlimit:10;|stroke-dasharray:3,0;|stroke:none;(?=\"|shape)");

  /** So far from a straight line, in pixels, a point of a line cannot be seen to be. */
  private static final double UNSEEN = 0.15;

  private final List<String> result = new ArrayList<>();
  private final List<MatchResult> run = new ArrayList<>();
  private Pattern kind;
  private String style;

  private CompactSvg() {}

  /** The same picture in less space. */
  static String of(String svg) {
    CompactSvg compact = new CompactSvg();
    svg.lines().forEach(compact::add);
    compact.finish();
    String joined = String.join("\n", compact.result);
    return withShortNames(USUAL.matcher(joined).replaceAll(""));
  }

  private void add(String element) {
    if (joins(LINE, 1, element) || joins(CELL, 2, element) || joins(DOT, 4, element)) {
      return;
    }
    finish();
    Matcher path = PATH.matcher(element);
    result.add(
        path.matches()
            ? "<path d=\"%s\"%s".formatted(SvgPath.of(path.group(1)), path.group(2))
            : element.strip());
  }

  /** Whether an element is one of a kind; it then goes on with those before it, if it can. */
  private boolean joins(Pattern pattern, int styleGroup, String element) {
    Matcher matcher = pattern.matcher(element);
    if (!matcher.matches()) {
      return false;
    }
    MatchResult match = matcher.toMatchResult();
    if (kind != pattern || !match.group(styleGroup).equals(style) || !goesOn(match)) {
      finish();
    }
    kind = pattern;
    style = match.group(styleGroup);
    run.add(match);
    return true;
  }

  private boolean goesOn(MatchResult match) {
    MatchResult last = run.get(run.size() - 1);
    if (kind == LINE) {
      return match.group(2).equals(last.group(3)) && match.group(4).equals(last.group(5));
    }
    return kind == CELL
        ? match.group(1).equals(last.group(1)) && match.group(3).equals(last.group(3))
        : match.group(3).equals(last.group(3));
  }

  private void finish() {
    if (kind == LINE) {
      result.add("<path style=\"%s\" d=\"%s\"/>".formatted(style, lines()));
    } else if (kind == CELL) {
      result.add(cells());
    } else if (kind == DOT) {
      result.add(
          "<path style=\"stroke:%s;stroke-width:%s;stroke-linecap:round\" d=\"%s\"/>"
              .formatted(style, SvgPath.number(2 * number(run.get(0), 3)), dots()));
    }
    kind = null;
    run.clear();
  }

  private String lines() {
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {number(run.get(0), 2), number(run.get(0), 4)});
    run.forEach(line -> points.add(new double[] {number(line, 3), number(line, 5)}));
    SvgPath path = new SvgPath().move(points.get(0)[0], points.get(0)[1]);
    int from = 0;
    for (int to = 2; to < points.size(); to++) {
      if (!isStraight(points.subList(from, to + 1))) {
        from = to - 1;
        path.line(points.get(from)[0], points.get(from)[1]);
      }
    }
    double[] last = points.get(points.size() - 1);
    return path.line(last[0], last[1]).toString();
  }

  /** Whether all points lie in their order on the line from the first to the last. */
  private static boolean isStraight(List<double[]> points) {
    double[] from = points.get(0);
    double[] to = points.get(points.size() - 1);
    double width = to[0] - from[0];
    double height = to[1] - from[1];
    double length = Math.hypot(width, height);
    return points.stream()
        .allMatch(
            point -> {
              double right = point[0] - from[0];
              double down = point[1] - from[1];
              double along = (right * width + down * height) / length;
              double beside = Math.abs(right * height - down * width) / length;
              return beside <= UNSEEN && along >= -UNSEEN && along <= length + UNSEEN;
            });
  }

  private String dots() {
    SvgPath path = new SvgPath();
    run.stream()
        .map(dot -> List.of(number(dot, 1), number(dot, 2)))
        .distinct()
        .forEach(dot -> path.move(dot.get(0), dot.get(1)).line(dot.get(0), dot.get(1)));
    return path.toString();
  }

  /** Cells that touch in a row become one; each row is a line as thick as it is high. */
  private String cells() {
    double height = number(run.get(0), 1);
    double width = number(run.get(0), 3);
    SvgPath path = new SvgPath();
    double row = Double.NaN;
    double end = Double.NaN;
    List<double[]> corners =
        run.stream()
            .map(cell -> new double[] {tenths(number(cell, 4)), tenths(number(cell, 5))})
            .sorted(
                Comparator.<double[]>comparingDouble(corner -> corner[1])
                    .thenComparingDouble(corner -> corner[0]))
            .toList();
    for (double[] corner : corners) {
      boolean touches = corner[1] == row && corner[0] <= end;
      if (!touches) {
        if (!Double.isNaN(end)) {
          path.line(end, row + height / 2);
        }
        path.move(corner[0], corner[1] + height / 2);
      }
      row = corner[1];
      end = corner[0] + width;
    }
    path.line(end, row + height / 2);
    return "<path style=\"stroke:%s;stroke-width:%s;shape-rendering:crispEdges\" d=\"%s\"/>"
        .formatted(style, SvgPath.number(height), path);
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }

  private static double number(MatchResult match, int group) {
    return Double.parseDouble(match.group(group));
  }

  /** The same picture has the same text every time: what is cut is named in its order. */
  private static String withShortNames(String svg) {
    List<String> names =
        CLIP.matcher(svg).results().map(MatchResult::group).distinct().collect(Collectors.toList());
    String named = svg;
    for (int i = 0; i < names.size(); i++) {
      named = named.replace(names.get(i), "c" + i);
    }
    return named;
  }
}

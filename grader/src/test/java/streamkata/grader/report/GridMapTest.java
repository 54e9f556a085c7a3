package streamkata.grader.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.grader.page.Chart;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Theme;

/** The large map of the city. */
class GridMapTest {

  private static final int PICKUPS = 9_000;

  @Test
  void thousands_of_cells_take_little_space_and_the_shores_are_drawn() {
    assumeTrue(Chart.canBeDrawn(), "This Java has no fonts.");
    Map<Integer, Integer> cells = cells();
    String svg =
        Chart.of(
                GridMap.around(List.of(cells), 1)
                    .draw(Figure.Format.MAP.canvas(Theme.LIGHT), cells, "dropped", List.of()))
            .svg();

    assertThat(cells.size(), greaterThan(4_000));
    assertThat(svg.length(), lessThan(80_000));
    assertThat(svg, containsString("stroke-width:1.2"));
  }

  private static Map<Integer, Integer> cells() {
    Random random = new Random(1);
    Map<Integer, Integer> cells = new TreeMap<>();
    for (int i = 0; i < PICKUPS; i++) {
      double lon = -73.98 + Math.max(-0.05, random.nextGaussian() * 0.02);
      double lat = 40.75 + random.nextGaussian() * 0.03;
      cells.merge(GeoUtils.mapToGridCell(lon, lat), 1, Integer::sum);
    }
    return cells;
  }
}

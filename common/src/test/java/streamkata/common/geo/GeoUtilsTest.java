package streamkata.common.geo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoUtilsTest {

  @Nested
  class Box {

    @ParameterizedTest
    @CsvSource({
      "-74.05, 40.5",
      "-74.05, 41.0",
      "-73.7, 40.5",
      "-73.7, 41.0",
      "-74.05, 40.7",
      "-73.7, 40.7",
      "-73.9, 40.5",
      "-73.9, 41.0",
      "-73.985, 40.758"
    })
    void the_box_contains_its_inside_edges_and_corners(double lon, double lat) {
      assertThat(GeoUtils.isInNYC(lon, lat), is(true));
    }

    @ParameterizedTest
    @CsvSource({
      "-74.050001, 40.7", "-73.699999, 40.7", "-73.9, 40.499999", "-73.9, 41.000001", "0, 0",
      "NaN, 40.7", "-73.9, NaN", "NaN, NaN", "-Infinity, 40.7", "40.7, -73.9"
    })
    void the_box_does_not_contain_what_lies_beyond_an_edge(double lon, double lat) {
      assertThat(GeoUtils.isInNYC(lon, lat), is(false));
    }
  }

  @Nested
  class Grid {

    @ParameterizedTest
    @CsvSource({"-74.05, 41.0, 0", "-73.7, 41.0, 249", "-74.05, 40.5, 99750", "-73.7, 40.5, 99999"})
    void each_corner_of_the_box_is_a_corner_of_the_grid(double lon, double lat, int cell) {
      assertThat(GeoUtils.mapToGridCell(lon, lat), is(cell));
    }

    @Test
    void the_western_edge_of_every_column_belongs_to_it() {
      int[] columns =
          IntStream.range(0, 250).map(i -> GeoUtils.mapToGridCell(westOf(i), 40.9999)).toArray();

      assertThat(columns, is(IntStream.range(0, 250).toArray()));
    }

    @Test
    void the_northern_edge_of_every_row_belongs_to_it() {
      int[] rows =
          IntStream.range(0, 400).map(i -> GeoUtils.mapToGridCell(-74.05, northOf(i))).toArray();

      assertThat(rows, is(IntStream.range(0, 400).map(i -> i * 250).toArray()));
    }

    @Test
    void a_millionth_of_a_degree_west_of_an_edge_is_the_column_before() {
      int[] columns =
          IntStream.range(1, 250)
              .map(i -> GeoUtils.mapToGridCell(westOf(i) - 1e-6, 40.9999))
              .toArray();

      assertThat(columns, is(IntStream.range(0, 249).toArray()));
    }

    @Test
    void the_centre_of_every_cell_lies_in_that_cell() {
      int[] cells =
          IntStream.range(0, 100_000)
              .map(
                  cell ->
                      GeoUtils.mapToGridCell(
                          GeoUtils.getGridCellCenterLon(cell), GeoUtils.getGridCellCenterLat(cell)))
              .toArray();

      assertThat(cells, is(IntStream.range(0, 100_000).toArray()));
    }

    @Test
    void the_centre_of_the_first_cell_is_half_a_cell_from_the_corner() {
      assertThat(GeoUtils.getGridCellCenterLon(0), closeTo(-74.0493, 1e-9));
      assertThat(GeoUtils.getGridCellCenterLat(0), closeTo(40.999375, 1e-9));
    }

    @Test
    void a_place_outside_the_box_has_no_cell() {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> GeoUtils.mapToGridCell(0, 0));

      assertThat(
          e.getMessage(),
          is(
              "The place at longitude 0.0, latitude 0.0 has no grid cell:"
                  + " it is not in New York City."));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void a_number_that_is_no_cell_has_no_centre(int cell) {
      Exception lon =
          assertThrows(IllegalArgumentException.class, () -> GeoUtils.getGridCellCenterLon(cell));
      Exception lat =
          assertThrows(IllegalArgumentException.class, () -> GeoUtils.getGridCellCenterLat(cell));

      assertThat(lon.getMessage(), containsString("cells are 0 to 99999"));
      assertThat(lat.getMessage(), containsString("cells are 0 to 99999"));
    }

    /** The edge as a decimal number, as it would stand in a file, not as arithmetic leaves it. */
    private double westOf(int column) {
      BigDecimal offset = new BigDecimal("0.0014").multiply(BigDecimal.valueOf(column));
      return new BigDecimal("-74.05").add(offset).doubleValue();
    }

    private double northOf(int row) {
      BigDecimal offset = new BigDecimal("0.00125").multiply(BigDecimal.valueOf(row));
      return new BigDecimal("41").subtract(offset).doubleValue();
    }
  }

  @Nested
  class Distance {

    @ParameterizedTest(name = "{0}: {5} km")
    @CsvSource({
      "JFK to Times Square,      -73.7781, 40.6413, -73.9855, 40.7580, 21.773",
      "LaGuardia to Wall Street, -73.8740, 40.7769, -74.0090, 40.7060, 13.839",
      "Times Square to Columbia, -73.9855, 40.7580, -73.9626, 40.8075,  5.832",
      "across the whole box,     -74.05,   40.5,    -73.7,    41.0,    62.931"
    })
    void a_distance_is_what_the_haversine_formula_gives(
        String name, double startLon, double startLat, double endLon, double endLat, double km) {
      double distance = GeoUtils.getEuclideanDistance(startLon, startLat, endLon, endLat);

      assertThat(distance, closeTo(km, km * 0.005));
    }

    @Test
    void every_distance_in_the_city_is_within_half_a_percent_of_the_haversine_formula() {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < 10_000; i++) {
        double startLon = random.nextDouble(-74.05, -73.7);
        double startLat = random.nextDouble(40.5, 41.0);
        double endLon = random.nextDouble(-74.05, -73.7);
        double endLat = random.nextDouble(40.5, 41.0);
        double expected = haversine(startLon, startLat, endLon, endLat);
        assertThat(
            GeoUtils.getEuclideanDistance(startLon, startLat, endLon, endLat),
            closeTo(expected, expected * 0.005));
      }
    }

    @Test
    void the_distance_of_a_place_to_itself_is_zero() {
      assertThat(GeoUtils.getEuclideanDistance(-73.9, 40.7, -73.9, 40.7), is(0.0));
    }

    @Test
    void the_way_back_is_as_far_as_the_way_there() {
      assertThat(
          GeoUtils.getEuclideanDistance(-73.9, 40.7, -73.8, 40.9),
          is(GeoUtils.getEuclideanDistance(-73.8, 40.9, -73.9, 40.7)));
    }

    @Test
    void the_distance_over_the_date_line_is_the_short_way() {
      assertThat(GeoUtils.getEuclideanDistance(179.5, 0, -179.5, 0), closeTo(111.195, 0.001));
    }

    private double haversine(double startLon, double startLat, double endLon, double endLat) {
      double sinLat = Math.sin(Math.toRadians(endLat - startLat) / 2);
      double sinLon = Math.sin(Math.toRadians(endLon - startLon) / 2);
      double cosines = Math.cos(Math.toRadians(startLat)) * Math.cos(Math.toRadians(endLat));
      return 2 * 6371.0088 * Math.asin(Math.sqrt(sinLat * sinLat + cosines * sinLon * sinLon));
    }
  }

  @Nested
  class Direction {

    @ParameterizedTest(name = "{0} east, {1} north: {2} degrees")
    @CsvSource({
      "0, 0, 0",
      "0, 1, 0",
      "1, 1, 45",
      "1, 0, 90",
      "1, -1, 135",
      "0, -1, 180",
      "-1, -1, 225",
      "-1, 0, 270",
      "-1, 1, 315"
    })
    void a_direction_is_the_compass_bearing(double east, double north, int expected) {
      double degreesEast = 0.01 * east / Math.cos(Math.toRadians(40.75));
      double degreesNorth = 0.01 * north;

      int angle =
          GeoUtils.getDirectionAngle(
              -73.9 - degreesEast / 2,
              40.75 - degreesNorth / 2,
              -73.9 + degreesEast / 2,
              40.75 + degreesNorth / 2);

      assertThat(angle, is(expected));
    }

    @Test
    void a_hair_west_of_north_is_0_and_not_360() {
      assertThat(GeoUtils.getDirectionAngle(-73.9, 40.7, -73.900001, 40.8), is(0));
    }

    @Test
    void every_direction_is_between_0_and_359() {
      SplittableRandom random = new SplittableRandom(2);
      for (int i = 0; i < 10_000; i++) {
        int angle =
            GeoUtils.getDirectionAngle(
                random.nextDouble(-180, 180),
                random.nextDouble(-90, 90),
                random.nextDouble(-180, 180),
                random.nextDouble(-90, 90));
        assertThat(angle, allOf(greaterThanOrEqualTo(0), lessThanOrEqualTo(359)));
      }
    }

    @Test
    void an_unknown_place_lies_in_direction_0() {
      assertThat(GeoUtils.getDirectionAngle(Double.NaN, 40.7, -73.9, 40.8), is(0));
    }
  }
}

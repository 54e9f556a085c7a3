package streamkata.common.geo;

/**
 * Where places in New York City are: the city's box, the grid laid over it, distances and
 * directions.
 *
 * <p>Coordinates are degrees (WGS84), longitude first. Results are the same on every machine.
 */
public final class GeoUtils {

  /** The western edge of the city's box, in degrees of longitude; it belongs to the box. */
  public static final double LON_WEST = -74.05;

  /** The eastern edge of the city's box, in degrees of longitude; it belongs to the box. */
  public static final double LON_EAST = -73.7;

  /** The southern edge of the city's box, in degrees of latitude; it belongs to the box. */
  public static final double LAT_SOUTH = 40.5;

  /** The northern edge of the city's box, in degrees of latitude; it belongs to the box. */
  public static final double LAT_NORTH = 41.0;

  /** The width of a grid cell, in degrees of longitude: about 118 m here. */
  public static final double CELL_WIDTH = 0.0014;

  /** The height of a grid cell, in degrees of latitude: about 139 m. */
  public static final double CELL_HEIGHT = 0.00125;

  /** How many grid cells lie side by side from west to east. */
  public static final int COLUMNS = 250;

  /** How many grid cells lie one below the other from north to south. */
  public static final int ROWS = 400;

  /**
   * The mean radius of the earth in km, R1 = (2a + b) / 3 of the WGS84 ellipsoid: H. Moritz,
   * "Geodetic Reference System 1980", Journal of Geodesy 74 (2000).
   */
  private static final double EARTH_RADIUS_KM = 6371.0088;

  private static final double RADIANS_PER_DEGREE = Math.PI / 180;

  /**
   * A billionth of a cell, 0.1 mm: more than rounding can move a coordinate that lies on the edge
   * of a cell, less than any coordinate means.
   */
  private static final double EDGE = 1e-9;

  private GeoUtils() {}

  /**
   * Whether a place lies in the city's box, its edges included.
   *
   * @param lon longitude in degrees
   * @param lat latitude in degrees
   * @return false outside the box; also for NaN and for 0, 0, which taximeters report when they do
   *     not know where they are
   */
  public static boolean isInNYC(double lon, double lat) {
    return lon >= LON_WEST && lon <= LON_EAST && lat >= LAT_SOUTH && lat <= LAT_NORTH;
  }

  /**
   * The grid cell that a place lies in. Cells are numbered from the north-west corner: column + row
   * x 250. The western and northern edge of a cell belong to it, the other two to its neighbours;
   * the eastern and southern edge of the box belong to the last column and row.
   *
   * @param lon longitude in degrees
   * @param lat latitude in degrees
   * @return the number of the cell, 0 to 99999
   * @throws IllegalArgumentException if the place is not {@linkplain #isInNYC in the city's box}
   */
  public static int mapToGridCell(double lon, double lat) {
    if (!isInNYC(lon, lat)) {
      throw new IllegalArgumentException(
          "The place at longitude %s, latitude %s has no grid cell: it is not in New York City."
              .formatted(lon, lat));
    }
    int column = cellsFrom(lon - LON_WEST, CELL_WIDTH, COLUMNS);
    int row = cellsFrom(LAT_NORTH - lat, CELL_HEIGHT, ROWS);
    return column + row * COLUMNS;
  }

  private static int cellsFrom(double offset, double size, int count) {
    return Math.min((int) (offset / size + EDGE), count - 1);
  }

  /**
   * The longitude of the centre of a grid cell.
   *
   * @param cell the number of the cell, 0 to 99999
   * @return longitude in degrees
   * @throws IllegalArgumentException if there is no such cell
   */
  public static double getGridCellCenterLon(int cell) {
    checkCell(cell);
    return LON_WEST + (cell % COLUMNS + 0.5) * CELL_WIDTH;
  }

  /**
   * The latitude of the centre of a grid cell.
   *
   * @param cell the number of the cell, 0 to 99999
   * @return latitude in degrees
   * @throws IllegalArgumentException if there is no such cell
   */
  public static double getGridCellCenterLat(int cell) {
    checkCell(cell);
    return LAT_NORTH - (cell / COLUMNS + 0.5) * CELL_HEIGHT;
  }

  private static void checkCell(int cell) {
    if (cell < 0 || cell >= COLUMNS * ROWS) {
      throw new IllegalArgumentException(
          "There is no grid cell %d: cells are 0 to %d.".formatted(cell, COLUMNS * ROWS - 1));
    }
  }

  /**
   * The straight-line distance between two places, on a map that is true at their mean latitude
   * (the equirectangular projection: J. P. Snyder, "Map Projections: A Working Manual", USGS
   * Professional Paper 1395, 1987, p. 90). Within the city this is the great-circle distance to
   * within a few metres; between places on different continents it is a rough figure.
   *
   * @param startLon longitude of the one place in degrees
   * @param startLat latitude of the one place in degrees
   * @param endLon longitude of the other place in degrees
   * @param endLat latitude of the other place in degrees
   * @return the distance in km, 0 or more; NaN if a coordinate is NaN or infinite
   */
  public static double getEuclideanDistance(
      double startLon, double startLat, double endLon, double endLat) {
    double east = degreesEast(startLon, startLat, endLon, endLat);
    double north = endLat - startLat;
    return Math.sqrt(east * east + north * north) * RADIANS_PER_DEGREE * EARTH_RADIUS_KM;
  }

  /**
   * The compass bearing from one place to another, on the map that {@link #getEuclideanDistance}
   * measures on, rounded to whole degrees.
   *
   * @param startLon longitude of the place to look from in degrees
   * @param startLat latitude of the place to look from in degrees
   * @param endLon longitude of the place to look to in degrees
   * @param endLat latitude of the place to look to in degrees
   * @return 0 to 359: 0 is north, 90 east, 180 south, 270 west; 0 if both places are the same or a
   *     coordinate is NaN or infinite
   */
  public static int getDirectionAngle(
      double startLon, double startLat, double endLon, double endLat) {
    double east = degreesEast(startLon, startLat, endLon, endLat);
    double north = endLat - startLat;
    if (east == 0 && north == 0) {
      return 0;
    }
    long bearing = Math.round(StrictMath.atan2(east, north) / RADIANS_PER_DEGREE);
    return (int) Math.floorMod(bearing, 360L);
  }

  /** How far east the end lies, in degrees of latitude; over the date line if that is shorter. */
  private static double degreesEast(
      double startLon, double startLat, double endLon, double endLat) {
    double meanLat = (startLat + endLat) / 2;
    return Math.IEEEremainder(endLon - startLon, 360)
        * StrictMath.cos(meanLat * RADIANS_PER_DEGREE);
  }
}

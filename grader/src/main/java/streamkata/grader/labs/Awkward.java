package streamkata.grader.labs;

import static streamkata.common.geo.GeoUtils.CELL_HEIGHT;
import static streamkata.common.geo.GeoUtils.CELL_WIDTH;
import static streamkata.common.geo.GeoUtils.LAT_NORTH;
import static streamkata.common.geo.GeoUtils.LAT_SOUTH;
import static streamkata.common.geo.GeoUtils.LON_EAST;
import static streamkata.common.geo.GeoUtils.LON_WEST;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import streamkata.common.geo.GeoUtils;
import streamkata.grader.labs.Trip.Place;

/**
 * Values that are valid and awkward: what a program gets wrong that leans on more than it was told.
 * The inputs of all labs are made of them, the fixed ones and those that are drawn.
 */
public final class Awkward {

  /** In the city, one beyond each edge of it: outside in one coordinate only. */
  public static final List<Place> OUTSIDE =
      List.of(
          new Place(-74.1745, 40.7),
          new Place(-73.6312, 40.7351),
          new Place(-73.9631, 40.4312),
          new Place(-73.9544, 41.0671));

  /** In the middle of the city: on the edge of each half of it. */
  public static final Place MIDDLE =
      new Place((LON_WEST + LON_EAST) / 2, (LAT_SOUTH + LAT_NORTH) / 2);

  /** The middle of each edge of the city, which belongs to it. */
  public static final List<Place> ON_THE_EDGE =
      List.of(
          new Place(LON_WEST, MIDDLE.lat()),
          new Place(LON_EAST, MIDDLE.lat()),
          new Place(MIDDLE.lon(), LAT_SOUTH),
          new Place(MIDDLE.lon(), LAT_NORTH));

  /** The next double beyond each edge: outside, but in float the same as the edge. */
  public static final List<Place> JUST_BEYOND =
      List.of(
          new Place(Math.nextDown(LON_WEST), MIDDLE.lat()),
          new Place(Math.nextUp(LON_EAST), MIDDLE.lat()),
          new Place(MIDDLE.lon(), Math.nextDown(LAT_SOUTH)),
          new Place(MIDDLE.lon(), Math.nextUp(LAT_NORTH)));

  /** The centre of the first grid cell, in the north-west. */
  public static final Place FIRST_CELL = centre(0);

  /** The centre of the last grid cell, in the south-east. */
  public static final Place LAST_CELL = centre(GeoUtils.COLUMNS * GeoUtils.ROWS - 1);

  /**
   * The north-western corners of twelve cells, to which they belong: whoever divides doubles gets
   * about half of them into the cell beside it.
   */
  public static final List<Place> CORNERS_OF_CELLS =
      IntStream.rangeClosed(1, 12)
          .mapToObj(i -> new Place(LON_WEST + i * CELL_WIDTH, LAT_NORTH - 2 * i * CELL_HEIGHT))
          .toList();

  /** In a cell whose number is that of the first cell, cut to short. */
  public static final Place LIKE_FIRST_CELL = centre(1 << Short.SIZE);

  /** In cells whose numbers, when written, begin with, end with, or have in them one another. */
  public static final List<Place> NUMBERS_IN_NUMBERS =
      List.of(centre(117), centre(50_117), centre(11_750), centre(51_175), centre(7));

  /** What taximeters report that do not know where they are. */
  public static final Place NOWHERE = new Place(0, 0);

  /** The first moment that there is: as a number, what a field has that nobody has set. */
  public static final long EPOCH = 0;

  /** Later than the clock of any machine that runs a program. */
  public static final long NEXT_CENTURY = Trip.at("2113-07-01T13:07:23.456");

  private static final Place NOT_A_NUMBER = new Place(Double.NaN, Double.NaN);
  private static final long HIGH_HALF = 1L << Integer.SIZE;

  private static final long BEYOND_DOUBLE = 1L << 62;

  private final Random random;

  /**
   * Draws values.
   *
   * @param random decides which
   */
  public Awkward(Random random) {
    this.random = random;
  }

  /**
   * Another id that is the same to a program which cuts it to an int.
   *
   * @param id any id
   * @return an id that differs from it by 2^32 only
   */
  public static long twin(long id) {
    return id + HIGH_HALF;
  }

  /**
   * Another id that is the same to a program which takes its hash code for it.
   *
   * @param id from 0 to 2^32 - 1
   * @return an id with the same {@code Long.hashCode}, such as 2^32 for 1
   */
  public static long sameHash(long id) {
    return twin(id ^ 1);
  }

  /**
   * Places in two other cells. Whoever takes the usual hash code of column and row for the cell
   * takes them for the cell of this place: the first with the column first, the second with the row
   * first.
   *
   * @param place at least 31 rows from the northern edge of the city, and 31 columns from the
   *     western one
   */
  public static List<Place> sameHash(Place place) {
    return List.of(
        place.plus(CELL_WIDTH, 31 * CELL_HEIGHT), place.plus(-31 * CELL_WIDTH, -CELL_HEIGHT));
  }

  /**
   * Another id that is the same to a program which numbers buckets by it.
   *
   * @param id any id far from the greatest
   * @return an id with the same remainder, divided by any number to 10, by 100, by 1,000, or by a
   *     power of two to 4,096
   */
  public static long sameBucket(long id) {
    return id + 161_280_000;
  }

  /**
   * An id that a double cannot hold: from 2^62 on, a double has one value for 1024 ids.
   *
   * @param id 0 or more
   * @return 2^62 more; as a double, the same for neighbours
   */
  public static long beyondDouble(long id) {
    return BEYOND_DOUBLE + id;
  }

  /**
   * Another id that is the same to a program which has no room for the highest bit.
   *
   * @param id any id
   * @return an id that differs from it by 2^63
   */
  public static long flipped(long id) {
    return id ^ Long.MIN_VALUE;
  }

  /**
   * One of many ids. Among six in a row there are two that are equal as an int, two with one hash
   * code, two that differ in their sign only, and two that are equal as a double; among eighteen,
   * two whose difference is more than a long can hold, and that are equal but for their highest
   * bit.
   *
   * @param number counts the ids of one kind, from 0
   * @return an id that belongs to no other number
   */
  public static long id(long number) {
    int kind = (int) (number % 6);
    long id = number - kind + 1;
    boolean isFlipped = number / 6 % 2 == 1;
    return switch (kind) {
      case 1 -> twin(id);
      case 2 -> sameHash(id);
      case 3 -> -id;
      case 4 -> isFlipped ? flipped(beyondDouble(id - 6)) : beyondDouble(id);
      case 5 -> isFlipped ? flipped(beyondDouble(id - 5)) : beyondDouble(id + 1);
      default -> id;
    };
  }

  /**
   * Many ids.
   *
   * @param first the number of the first, as {@link #id} counts
   * @param count how many
   * @return different ids
   */
  public static List<Long> ids(long first, int count) {
    return LongStream.range(first, first + count).map(Awkward::id).boxed().toList();
  }

  /**
   * How long a ride took, by its meter.
   *
   * @return mostly less than an hour, to the millisecond; also nothing, less than nothing, or weeks
   */
  public Duration duration() {
    return switch (random.nextInt(12)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMillis(-1 - random.nextInt(600_000));
      case 2 -> Duration.ofDays(26).plusMillis(random.nextInt(600_000));
      default -> Duration.ofMillis(random.nextInt(3_600_000));
    };
  }

  /**
   * A place in the city or beyond it; about three of four are in it.
   *
   * @return also edges and corners of the city, of cells, the first and the last cell
   */
  public Place place() {
    return switch (random.nextInt(10)) {
      case 0 -> one(List.of(NOWHERE, NOT_A_NUMBER));
      case 1 -> one(OUTSIDE);
      case 2 ->
          new Place(
              one(List.of(LON_WEST, -73.95, LON_EAST)), one(List.of(LAT_SOUTH, 40.7, LAT_NORTH)));
      case 3 -> one(List.of(FIRST_CELL, LAST_CELL));
      case 4 -> onEdgeOfCell(inCity());
      default -> inCity();
    };
  }

  /**
   * A place in the cell of another.
   *
   * @param centre the centre of a cell
   * @return somewhere in it, also on those of its edges that belong to it
   */
  public Place inCellOf(Place centre) {
    return random.nextInt(3) == 0
        ? onEdgeOfCell(centre)
        : centre.plus(
            CELL_WIDTH * (random.nextDouble() * 0.98 - 0.49),
            CELL_HEIGHT * (random.nextDouble() * 0.98 - 0.49));
  }

  /** The north-western corner of the cell, or half-way along its northern or western edge. */
  private Place onEdgeOfCell(Place place) {
    int cell = GeoUtils.mapToGridCell(place.lon(), place.lat());
    int east = random.nextInt(2);
    int south = east == 0 ? random.nextInt(2) : 0;
    return new Place(
        LON_WEST + (cell % GeoUtils.COLUMNS + east / 2.0) * CELL_WIDTH,
        LAT_NORTH - (cell / GeoUtils.COLUMNS + south / 2.0) * CELL_HEIGHT);
  }

  private Place inCity() {
    return new Place(
        random.nextDouble(LON_WEST + CELL_WIDTH, LON_EAST),
        random.nextDouble(LAT_SOUTH, LAT_NORTH - CELL_HEIGHT));
  }

  /**
   * The centre of the grid cell that a place lies in.
   *
   * @param place in the city
   */
  public static Place centre(Place place) {
    return centre(GeoUtils.mapToGridCell(place.lon(), place.lat()));
  }

  private static Place centre(int cell) {
    return new Place(GeoUtils.getGridCellCenterLon(cell), GeoUtils.getGridCellCenterLat(cell));
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}

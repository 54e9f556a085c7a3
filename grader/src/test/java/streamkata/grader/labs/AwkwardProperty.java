package streamkata.grader.labs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.popularplaces.PopularPlacesOracle;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;

/** What input can have that wrong programs do not expect; each is looked for in one scenario. */
enum AwkwardProperty {
  RIDE_IDS_EQUAL_AS_INT(
      TaxiRide.class, in -> share(in.rides(), TaxiRide::rideId, id -> id.intValue())),
  RIDE_IDS_OF_ONE_HASH_CODE(
      TaxiRide.class, in -> share(in.rides(), TaxiRide::rideId, Object::hashCode)),
  RIDE_IDS_EQUAL_BUT_FOR_THEIR_HIGHEST_BIT(
      TaxiRide.class, in -> share(in.rides(), TaxiRide::rideId, id -> id & Long.MAX_VALUE)),
  RIDE_IDS_OPPOSITE(TaxiRide.class, in -> share(in.rides(), TaxiRide::rideId, Math::abs)),
  RIDE_IDS_EQUAL_AS_DOUBLE(
      TaxiRide.class, in -> share(in.rides(), TaxiRide::rideId, Long::doubleValue)),
  RIDE_IDS_FURTHER_APART_THAN_A_LONG(
      TaxiRide.class, in -> areFurtherApartThanALong(in.rides(), TaxiRide::rideId)),
  RIDES_OF_ONE_DRIVER_AND_START_TIME(
      TaxiRide.class, in -> sameAtStart(in.rides(), TaxiRide::driverId)),
  RIDES_OF_ONE_TAXI_AND_START_TIME(TaxiRide.class, in -> sameAtStart(in.rides(), TaxiRide::taxiId)),
  RIDE_OF_TAXI_0(TaxiRide.class, in -> in.anyRide(ride -> ride.taxiId() == 0)),
  RIDE_OF_NEGATIVE_TAXI(TaxiRide.class, in -> in.anyRide(ride -> ride.taxiId() < 0)),
  RIDE_OF_TAXI_BEYOND_INT(TaxiRide.class, in -> in.anyRide(ride -> ride.taxiId() > 1L << 31)),
  RIDE_OF_DRIVER_0(TaxiRide.class, in -> in.anyRide(ride -> ride.driverId() == 0)),
  RIDE_OF_DRIVER_BEYOND_INT(TaxiRide.class, in -> in.anyRide(ride -> ride.driverId() > 1L << 31)),
  END_NOT_AFTER_START(
      TaxiRide.class,
      in -> in.anyRide(ride -> !ride.isStart() && ride.endTime() <= ride.startTime())),
  START_AT_TIME_0(
      TaxiRide.class,
      in ->
          in.anyRide(
              ride ->
                  ride.isStart()
                      && ride.startTime() == 0
                      && cell(start(ride)) >= 0
                      && cell(end(ride)) >= 0)),
  END_AT_TIME_0(TaxiRide.class, in -> in.anyRide(ride -> !ride.isStart() && ride.endTime() == 0)),
  END_IN_ANOTHER_TAXI_THAN_ITS_START(TaxiRide.class, AwkwardProperty::changesTaxi),
  IN_THE_CITY_AFTER_ITS_TAXI_WAS_NOWHERE(TaxiRide.class, AwkwardProperty::comesBack),
  NO_PASSENGER(TaxiRide.class, in -> in.anyRide(ride -> ride.passengerCnt() == 0)),
  AT_EDGE_OF_CITY(TaxiRide.class, in -> in.anyPlace(AwkwardProperty::isAtEdgeOfCity)),
  IN_THE_MIDDLE_OF_THE_CITY(
      TaxiRide.class,
      in ->
          in.anyPlace(
              place -> place.lon() == Awkward.MIDDLE.lon() || place.lat() == Awkward.MIDDLE.lat())),
  AT_EDGE_OF_CELL(TaxiRide.class, in -> in.anyPlace(AwkwardProperty::isAtEdgeOfCell)),
  IN_FIRST_CELL(TaxiRide.class, in -> in.anyPlace(place -> cell(place) == 0)),
  CELLS_OF_ONE_HASH_CODE(TaxiRide.class, AwkwardProperty::hasCellsOfOneHashCode),
  IN_LAST_CELL(TaxiRide.class, in -> in.anyPlace(place -> cell(place) == 99_999)),
  WITHIN_ONE_CELL(
      TaxiRide.class,
      in -> in.anyRide(ride -> cell(start(ride)) >= 0 && cell(start(ride)) == cell(end(ride)))),
  COUNT_BEYOND_SHORT(
      TaxiRide.class, in -> !PopularPlacesOracle.places(in.rides(), Short.MAX_VALUE + 1).isEmpty()),
  OUTSIDE(TaxiRide.class, in -> in.anyPlace(place -> cell(place) < 0)),
  START_OUTSIDE_IN_ONE_COORDINATE(
      TaxiRide.class,
      in -> in.anyRide(ride -> isOutsideInOne(start(ride)) && cell(end(ride)) >= 0)),
  END_OUTSIDE_IN_ONE_COORDINATE(
      TaxiRide.class,
      in -> in.anyRide(ride -> isOutsideInOne(end(ride)) && cell(start(ride)) >= 0)),

  DRIVERS_EQUAL_AS_INT(
      TaxiFare.class, in -> share(in.fares(), TaxiFare::driverId, id -> id.intValue())),
  DRIVERS_OF_ONE_HASH_CODE(
      TaxiFare.class, in -> share(in.fares(), TaxiFare::driverId, Object::hashCode)),
  DRIVERS_EQUAL_BUT_FOR_THEIR_HIGHEST_BIT(
      TaxiFare.class, in -> share(in.fares(), TaxiFare::driverId, id -> id & Long.MAX_VALUE)),
  DRIVERS_OPPOSITE(TaxiFare.class, in -> share(in.fares(), TaxiFare::driverId, Math::abs)),
  DRIVERS_EQUAL_AS_DOUBLE(
      TaxiFare.class, in -> share(in.fares(), TaxiFare::driverId, Long::doubleValue)),
  DRIVERS_FURTHER_APART_THAN_A_LONG(
      TaxiFare.class, in -> areFurtherApartThanALong(in.fares(), TaxiFare::driverId)),
  FARE_OF_DRIVER_0(TaxiFare.class, in -> in.anyFare(fare -> fare.driverId() == 0)),
  FREE(TaxiFare.class, in -> in.anyFare(fare -> fare.totalFare() == 0)),
  CASH(TaxiFare.class, in -> in.anyFare(fare -> fare.paymentType().equals("CSH"))),
  NO_TIP(TaxiFare.class, in -> in.anyFare(fare -> fare.tip() == 0)),
  TIP_OF_CENTS(TaxiFare.class, in -> in.anyFare(fare -> fare.tip() > 0 && fare.tip() < 1)),
  REFUND(TaxiFare.class, in -> in.anyFare(fare -> fare.tip() < 0)),
  HOUR_OF_A_FORTUNE(
      TaxiFare.class, in -> in.totals().values().stream().anyMatch(total -> total > 200_000)),
  TOTALS_A_CENT_APART(TaxiFare.class, in -> in.anyTotalsApart(0.0099, 0.0101)),
  TOTALS_LESS_THAN_A_TENTH_OF_A_CENT_APART(
      TaxiFare.class, in -> in.anyTotalsApart(Double.MIN_VALUE, 0.00099)),
  FARE_A_DAY_FROM_ITS_RIDE(
      TaxiFare.class,
      in ->
          in.anyPair(
              (ride, fare) ->
                  Math.abs(ride.startTime() - fare.startTime()) > Duration.ofDays(1).toMillis())),
  FARE_OF_ANOTHER_DRIVER_THAN_ITS_RIDE(
      TaxiFare.class, in -> in.anyPair((ride, fare) -> ride.driverId() != fare.driverId())),
  FARE_OF_ANOTHER_TAXI_THAN_ITS_RIDE(
      TaxiFare.class, in -> in.anyPair((ride, fare) -> ride.taxiId() != fare.taxiId())),

  AT_TIME_0(Event.class, in -> in.events().stream().anyMatch(it -> it.eventTime() == 0)),
  LATER_THAN_NOW(
      Event.class,
      in ->
          in.events().stream()
              .anyMatch(
                  it -> it.eventTime() > Instant.parse("2100-01-01T00:00:00Z").toEpochMilli())),
  MILLISECONDS(Event.class, in -> in.events().stream().anyMatch(it -> it.eventTime() % 1_000 != 0)),
  WATERMARK_STANDS_STILL(Event.class, in -> in.anyWatermarksApart(0, 0)),
  WATERMARK_OF_ONE_INPUT_STANDS_STILL(Event.class, AwkwardProperty::hasInputThatStandsStill),
  WATERMARK_GOES_DAYS_AHEAD(
      Event.class, in -> in.anyWatermarksApart(Duration.ofDays(2).toMillis(), Long.MAX_VALUE)),
  WATERMARK_AT_THE_TIME_OF_AN_EVENT(
      Event.class,
      in -> in.events().stream().anyMatch(it -> in.watermarks().contains(it.eventTime()))),
  EVENT_DAYS_AHEAD_OF_THE_WATERMARK(Event.class, AwkwardProperty::isFarAhead),
  LATE(Event.class, AwkwardProperty::hasLate);

  private static final double EDGE = 1e-9;

  /** What kind of event a lab must have in its input for this to matter. */
  final Class<?> of;

  private final Predicate<Input> occurs;

  AwkwardProperty(Class<?> of, Predicate<Input> occurs) {
    this.of = of;
    this.occurs = occurs;
  }

  boolean occursIn(Scenario scenario) {
    return occurs.test(new Input(scenario));
  }

  private record Place(double lon, double lat) {}

  private interface Pair {
    boolean test(TaxiRide ride, TaxiFare fare);
  }

  private record Input(Scenario scenario) {

    List<Event> events() {
      return steps(Step.Emit.class).map(Step.Emit::event).toList();
    }

    List<TaxiRide> rides() {
      return only(TaxiRide.class, events().stream()).toList();
    }

    List<TaxiFare> fares() {
      return only(TaxiFare.class, events().stream()).toList();
    }

    List<Long> watermarks() {
      return steps(Step.Watermark.class).map(Step.Watermark::time).toList();
    }

    Map<List<Long>, Double> totals() {
      return fares().stream()
          .collect(
              groupingBy(
                  fare -> List.of(fare.startTime() / 3_600_000, fare.driverId()),
                  summingDouble(TaxiFare::tip)));
    }

    boolean anyRide(Predicate<TaxiRide> condition) {
      return rides().stream().anyMatch(condition);
    }

    boolean anyFare(Predicate<TaxiFare> condition) {
      return fares().stream().anyMatch(condition);
    }

    boolean anyPlace(Predicate<Place> condition) {
      return rides().stream()
          .flatMap(ride -> Stream.of(start(ride), end(ride)))
          .anyMatch(condition);
    }

    boolean anyPair(Pair condition) {
      Map<Long, TaxiFare> fares = new HashMap<>();
      fares().forEach(fare -> fares.put(fare.rideId(), fare));
      return anyRide(
          ride ->
              fares.containsKey(ride.rideId()) && condition.test(ride, fares.get(ride.rideId())));
    }

    boolean anyTotalsApart(double least, double most) {
      Collection<List<Double>> byHour =
          totals().entrySet().stream()
              .collect(
                  groupingBy(
                      entry -> entry.getKey().get(0),
                      Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
              .values();
      return byHour.stream()
          .anyMatch(
              totals ->
                  totals.stream()
                      .anyMatch(
                          one ->
                              totals.stream()
                                  .mapToDouble(other -> other - one)
                                  .anyMatch(apart -> apart >= least && apart <= most)));
    }

    boolean anyWatermarksApart(long least, long most) {
      List<Long> all = watermarks();
      for (int i = 1; i < all.size(); i++) {
        long apart = all.get(i) - all.get(i - 1);
        if (apart >= least && apart <= most) {
          return true;
        }
      }
      return !all.isEmpty()
          && least > 0
          && events().stream().anyMatch(it -> all.get(0) - it.eventTime() >= least);
    }

    private <S extends Step> Stream<S> steps(Class<S> type) {
      return only(type, scenario.script().steps().stream());
    }

    private static <T> Stream<T> only(Class<T> type, Stream<?> values) {
      return values.filter(type::isInstance).map(type::cast);
    }
  }

  private static <E> boolean share(
      List<E> events, Function<E, Long> id, Function<Long, ?> shortened) {
    Set<Long> ids = events.stream().map(id).collect(Collectors.toSet());
    return ids.stream().map(shortened).distinct().count() < ids.size();
  }

  private static <E> boolean areFurtherApartThanALong(List<E> events, Function<E, Long> id) {
    LongSummaryStatistics ids = events.stream().mapToLong(id::apply).summaryStatistics();
    return !events.isEmpty() && ids.getMax() - ids.getMin() < 0;
  }

  private static boolean sameAtStart(List<TaxiRide> rides, Function<TaxiRide, Long> cab) {
    Map<List<Long>, Set<Long>> idsByCabAndTime = new HashMap<>();
    rides.forEach(
        ride ->
            idsByCabAndTime
                .computeIfAbsent(List.of(cab.apply(ride), ride.startTime()), key -> new HashSet<>())
                .add(ride.rideId()));
    return idsByCabAndTime.values().stream().anyMatch(ids -> ids.size() > 1);
  }

  private static Place start(TaxiRide ride) {
    return new Place(ride.startLon(), ride.startLat());
  }

  private static Place end(TaxiRide ride) {
    return new Place(ride.endLon(), ride.endLat());
  }

  private static int cell(Place place) {
    return GeoUtils.isInNYC(place.lon(), place.lat())
        ? GeoUtils.mapToGridCell(place.lon(), place.lat())
        : -1;
  }

  private static boolean isOutsideInOne(Place place) {
    boolean lonIsIn = place.lon() >= GeoUtils.LON_WEST && place.lon() <= GeoUtils.LON_EAST;
    boolean latIsIn = place.lat() >= GeoUtils.LAT_SOUTH && place.lat() <= GeoUtils.LAT_NORTH;
    return lonIsIn != latIsIn;
  }

  private static boolean isAtEdgeOfCity(Place place) {
    return cell(place) >= 0
        && (DoubleStream.of(GeoUtils.LON_WEST, GeoUtils.LON_EAST).anyMatch(it -> it == place.lon())
            || DoubleStream.of(GeoUtils.LAT_SOUTH, GeoUtils.LAT_NORTH)
                .anyMatch(it -> it == place.lat()));
  }

  private static boolean isAtEdgeOfCell(Place place) {
    double column = (place.lon() - GeoUtils.LON_WEST) / GeoUtils.CELL_WIDTH;
    double row = (GeoUtils.LAT_NORTH - place.lat()) / GeoUtils.CELL_HEIGHT;
    return cell(place) >= 0
        && !isAtEdgeOfCity(place)
        && DoubleStream.of(column, row).anyMatch(it -> Math.abs(it - Math.rint(it)) < EDGE);
  }

  private static boolean hasInputThatStandsStill(Input in) {
    return in.steps(Step.Watermark.class).anyMatch(watermark -> watermark.input().isPresent());
  }

  private static boolean isFarAhead(Input in) {
    long watermark = Long.MAX_VALUE;
    for (Step step : in.scenario().script().steps()) {
      if (step instanceof Step.Watermark moved) {
        watermark = moved.time();
      } else if (step instanceof Step.Emit emit
          && watermark != Long.MAX_VALUE
          && emit.event().eventTime() - watermark > Duration.ofDays(2).toMillis()) {
        return true;
      }
    }
    return false;
  }

  private static boolean comesBack(Input in) {
    Set<Long> wereNowhere = new HashSet<>();
    for (TaxiRide ride : in.rides()) {
      boolean isNowhere = ride.startLon() == 0 || ride.endLon() == 0;
      if (isNowhere) {
        wereNowhere.add(ride.taxiId());
      } else if (wereNowhere.contains(ride.taxiId())
          && cell(start(ride)) >= 0
          && cell(end(ride)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean changesTaxi(Input in) {
    Map<Long, Long> taxis = new HashMap<>();
    in.rides().stream()
        .filter(TaxiRide::isStart)
        .forEach(ride -> taxis.put(ride.rideId(), ride.taxiId()));
    return in.anyRide(
        ride ->
            !ride.isStart() && taxis.getOrDefault(ride.rideId(), ride.taxiId()) != ride.taxiId());
  }

  /** Of the places that a lab counts, learns or compares: of a START its start, else the end. */
  private static boolean hasCellsOfOneHashCode(Input in) {
    Set<Integer> cells =
        in.rides().stream()
            .map(ride -> cell(ride.isStart() ? start(ride) : end(ride)))
            .filter(cell -> cell >= 0)
            .collect(Collectors.toSet());
    return cells.stream().map(AwkwardProperty::hashOfColumnFirst).distinct().count() < cells.size()
        && cells.stream().map(AwkwardProperty::hashOfRowFirst).distinct().count() < cells.size();
  }

  private static int hashOfColumnFirst(int cell) {
    return Objects.hash(cell % GeoUtils.COLUMNS, cell / GeoUtils.COLUMNS);
  }

  private static int hashOfRowFirst(int cell) {
    return Objects.hash(cell / GeoUtils.COLUMNS, cell % GeoUtils.COLUMNS);
  }

  private static boolean hasLate(Input in) {
    long watermark = Long.MIN_VALUE;
    for (Step step : in.scenario().script().steps()) {
      if (step instanceof Step.Watermark moved) {
        watermark = moved.time();
      } else if (step instanceof Step.Emit emit && emit.event().eventTime() <= watermark) {
        return true;
      }
    }
    return false;
  }
}

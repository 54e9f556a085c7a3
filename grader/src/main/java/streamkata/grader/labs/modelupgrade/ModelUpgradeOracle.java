package streamkata.grader.labs.modelupgrade;

import static streamkata.common.lab.ModelUpgradeLab.NOT_COUNTED;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.common.model.TaxiRide;
import streamkata.common.prediction.TravelTimePredictionModel;

/** What version 1 and version 2 must emit, computed without Flink. */
public final class ModelUpgradeOracle {

  private static final int LONGEST_OF_VERSION_1 = 60;

  private final Map<List<Object>, Known> models = new HashMap<>();
  private final List<HourlyPrediction> predictions = new ArrayList<>();

  private ModelUpgradeOracle() {}

  private static final class Known {
    private final TravelTimePredictionModel model = new TravelTimePredictionModel();
    private final Map<Integer, Integer> ridesByHour = new HashMap<>();
    private int ridesWithoutHour;
  }

  /**
   * The predictions of both versions.
   *
   * @param before START and END events for version 1, in the order of arrival
   * @param after those for version 2, which continues from the savepoint of version 1
   * @return one prediction for each START in NYC
   */
  public static List<HourlyPrediction> predictions(List<TaxiRide> before, List<TaxiRide> after) {
    ModelUpgradeOracle oracle = new ModelUpgradeOracle();
    before.stream().filter(ModelUpgradeOracle::isInNYC).forEach(oracle::version1);
    after.stream().filter(ModelUpgradeOracle::isInNYC).forEach(oracle::version2);
    return oracle.predictions;
  }

  private void version1(TaxiRide ride) {
    Known known = knownOf(ride);
    if (ride.isStart()) {
      int minutes = Math.min(LONGEST_OF_VERSION_1, minutes(known, ride));
      predictions.add(new HourlyPrediction(ride.rideId(), minutes, NOT_COUNTED, NOT_COUNTED));
    } else {
      learn(known, ride);
      known.ridesWithoutHour++;
    }
  }

  private void version2(TaxiRide ride) {
    Known known = knownOf(ride);
    if (ride.isStart()) {
      predictions.add(
          new HourlyPrediction(
              ride.rideId(),
              minutes(known, ride),
              known.ridesByHour.getOrDefault(hour(ride), 0),
              known.ridesWithoutHour));
    } else if (ride.endTime() >= ride.startTime()) {
      learn(known, ride);
      known.ridesByHour.merge(hour(ride), 1, Integer::sum);
    }
  }

  private Known knownOf(TaxiRide ride) {
    List<Object> place =
        List.of(GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()), ride.passengerCnt() >= 2);
    return models.computeIfAbsent(place, key -> new Known());
  }

  private static int minutes(Known known, TaxiRide ride) {
    return known.model.predictTravelTime(direction(ride), distance(ride));
  }

  private static void learn(Known known, TaxiRide ride) {
    double minutes = (ride.endTime() - ride.startTime()) / 60_000.0;
    known.model.refineModel(direction(ride), distance(ride), minutes);
  }

  private static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static int hour(TaxiRide ride) {
    return Instant.ofEpochMilli(ride.startTime()).atOffset(ZoneOffset.UTC).getHour();
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}

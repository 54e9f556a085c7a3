package streamkata.grader.labs.traveltime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.common.prediction.TravelTimePredictionModel;

/** What the lab travel-time-prediction must emit, computed without Flink. */
public final class TravelTimeOracle {

  private TravelTimeOracle() {}

  /**
   * The predictions for these events.
   *
   * @param inOrderOfArrival START and END events
   * @return one prediction for each START in NYC
   */
  public static List<TravelTimePrediction> predictions(List<TaxiRide> inOrderOfArrival) {
    Map<Integer, TravelTimePredictionModel> models = new HashMap<>();
    List<TravelTimePrediction> predictions = new ArrayList<>();
    for (TaxiRide ride : inOrderOfArrival) {
      if (!GeoUtils.isInNYC(ride.startLon(), ride.startLat())
          || !GeoUtils.isInNYC(ride.endLon(), ride.endLat())) {
        continue;
      }
      TravelTimePredictionModel model =
          models.computeIfAbsent(
              GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()),
              cell -> new TravelTimePredictionModel());
      int direction =
          GeoUtils.getDirectionAngle(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      double distance =
          GeoUtils.getEuclideanDistance(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      if (ride.isStart()) {
        predictions.add(
            new TravelTimePrediction(ride.rideId(), model.predictTravelTime(direction, distance)));
      } else {
        model.refineModel(direction, distance, (ride.endTime() - ride.startTime()) / 60_000.0);
      }
    }
    return predictions;
  }
}

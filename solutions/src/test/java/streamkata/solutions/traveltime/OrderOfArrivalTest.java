package streamkata.solutions.traveltime;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.common.prediction.TravelTimePredictionModel;

/** The whole pipeline on an embedded Flink: its input has one instance, its operators have four. */
class OrderOfArrivalTest {

  private static final double LON = -73.98;
  private static final double LAT = 40.75;
  private static final int RIDES = 2_000;

  @Test
  void events_of_one_cell_are_handled_in_the_order_in_which_the_input_delivers_them()
      throws Exception {
    List<TaxiRide> rides = new ArrayList<>();
    List<TravelTimePrediction> expected = new ArrayList<>();
    TravelTimePredictionModel model = new TravelTimePredictionModel();
    for (int i = 0; i < RIDES; i++) {
      // Each ride takes longer than the one before, so each answer shows what came before it.
      TaxiRide end = ride(i, false, i % 9, Duration.ofMinutes(10L * i).toMillis());
      rides.add(end);
      model.refineModel(direction(end), distance(end), 10 * i);
      TaxiRide start = ride(RIDES + i, true, 3, 0);
      rides.add(start);
      int minutes = model.predictTravelTime(direction(start), distance(start));
      expected.add(new TravelTimePrediction(start.rideId(), minutes));
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(4);

    List<TravelTimePrediction> predictions =
        new TravelTimePredictionJob()
            .predict(environment.fromData(rides).setParallelism(1))
            .executeAndCollect(RIDES);

    assertThat(predictions, is(expected));
  }

  private static TaxiRide ride(long rideId, boolean isStart, int hundredths, long endTime) {
    double startLat = LAT - 0.01 * (1 + hundredths);
    return new TaxiRide(rideId, isStart, 0, endTime, LON, startLat, LON, LAT, 1, 2, 3);
  }

  private static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }
}

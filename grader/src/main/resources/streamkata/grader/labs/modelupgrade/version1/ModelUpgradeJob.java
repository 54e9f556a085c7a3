package streamkata.exercises.modelupgrade;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ModelUpgradeLab;
import streamkata.common.lab.Version1Savepoint;
import streamkata.common.model.TaxiRide;
import streamkata.common.prediction.TravelTimePredictionModel;

/**
 * Lab model-upgrade: this is version 1. It has run and has left a savepoint.
 *
 * <p>Change it into version 2; {@link #main} runs it. The task is in the README.md beside this
 * class, the exact rules are in {@link ModelUpgradeLab}.
 */
public class ModelUpgradeJob implements ModelUpgradeLab {

  private static final int OUTSIDE = -1;

  /** Who is in the taxi: 0 or 1 passengers, or more. */
  enum Party {
    GROUP,
    SINGLE
  }

  /** What is known of one destination cell and one party. */
  public static class CellModel {
    /** Predicts. */
    public TravelTimePredictionModel model = new TravelTimePredictionModel();

    /** How many ENDs the model was given. */
    public int rides;
  }

  /**
   * Runs the lab on the taxi stream, from the savepoint of version 1, and prints the predictions.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("model-upgrade", args);
    job.makeFaultTolerant();
    Version1Savepoint.continueIn(job.environment(), ModelUpgradeJob.class);
    ModelUpgradeJob lab = new ModelUpgradeJob();
    job.print(lab.predict(job.rides()));
    job.run();
  }

  @Override
  public DataStream<HourlyPrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(ModelUpgradeJob::key)
        .process(new PredictAndLearn())
        .name("predict and learn")
        .uid("models")
        .map(ModelUpgradeJob::cap)
        .name("at most an hour")
        .uid("cap");
  }

  static int key(TaxiRide ride) {
    if (!GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        || !GeoUtils.isInNYC(ride.endLon(), ride.endLat())) {
      return OUTSIDE;
    }
    Party party = ride.passengerCnt() > 1 ? Party.GROUP : Party.SINGLE;
    return 2 * GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) + party.ordinal();
  }

  static HourlyPrediction cap(HourlyPrediction prediction) {
    return new HourlyPrediction(
        prediction.rideId(), Math.min(60, prediction.minutes()), NOT_COUNTED, NOT_COUNTED);
  }

  /** Asks the model of a START, and teaches it each END. */
  static class PredictAndLearn extends KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      if (context.getCurrentKey() == OUTSIDE) {
        return;
      }
      CellModel known = state.value();
      if (known == null) {
        known = new CellModel();
      }
      int direction =
          GeoUtils.getDirectionAngle(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      double distance =
          GeoUtils.getEuclideanDistance(
              ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
      if (ride.isStart()) {
        int minutes = known.model.predictTravelTime(direction, distance);
        out.collect(new HourlyPrediction(ride.rideId(), minutes, NOT_COUNTED, NOT_COUNTED));
      } else {
        known.model.refineModel(
            direction, distance, (ride.endTime() - ride.startTime()) / 60_000.0);
        known.rides++;
        state.update(known);
      }
    }
  }
}

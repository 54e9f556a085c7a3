package streamkata.exercises.modelupgrade;

import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ModelUpgradeLab;
import streamkata.common.lab.Version1Savepoint;
import streamkata.common.model.TaxiRide;
import streamkata.common.prediction.TravelTimePredictionModel;

/**
 * Right, unusual: an operator of its own keeps the number of rides in a second keyed state whose
 * namespace is the hour of the day; CellModel stays as it was.
 */
public class ModelUpgradeJob implements ModelUpgradeLab {

  /** Who is in the taxi: 0 or 1 passengers, or more. */
  enum Party {
    GROUP,
    SINGLE
  }

  /** What version 1 knew of one destination cell and one party. */
  public static class CellModel {
    /** Predicts. */
    public TravelTimePredictionModel model = new TravelTimePredictionModel();

    /** How many ENDs version 1 has given to the model. */
    public int rides;
  }

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
        .filter(ModelUpgradeJob::isPossible)
        .name("possible rides")
        .uid("possible")
        .setParallelism(rides.getParallelism())
        .keyBy(ModelUpgradeJob::key)
        .transform(
            "predict and count",
            TypeInformation.of(HourlyPrediction.class),
            new PredictAndCount())
        .uid("models");
  }

  static boolean isPossible(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        && (ride.isStart() || ride.endTime() >= ride.startTime());
  }

  static int key(TaxiRide ride) {
    Party party = ride.passengerCnt() > 1 ? Party.GROUP : Party.SINGLE;
    return 2 * GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()) + party.ordinal();
  }

  static int hour(TaxiRide ride) {
    return (int) Math.floorMod(Math.floorDiv(ride.startTime(), 3_600_000L), 24L);
  }

  static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  static double minutes(TaxiRide ride) {
    return (ride.endTime() - ride.startTime()) / 60_000.0;
  }

  /** Asks the model of a START, and teaches it each END. */
  static class PredictAndCount extends AbstractStreamOperator<HourlyPrediction>
      implements OneInputStreamOperator<TaxiRide, HourlyPrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> state;
    private transient ValueStateDescriptor<Integer> counted;

    @Override
    public void open() throws Exception {
      super.open();
      state = getPartitionedState(new ValueStateDescriptor<>("model", CellModel.class));
      counted = new ValueStateDescriptor<>("counted", Types.INT);
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> element) throws Exception {
      TaxiRide ride = element.getValue();
      CellModel known = state.value();
      if (known == null) {
        known = new CellModel();
      }
      ValueState<Integer> ofHour =
          getPartitionedState((Integer) hour(ride), IntSerializer.INSTANCE, counted);
      int before = ofHour.value() == null ? 0 : ofHour.value();
      if (ride.isStart()) {
        int minutes = known.model.predictTravelTime(direction(ride), distance(ride));
        output.collect(
            new StreamRecord<>(
                new HourlyPrediction(ride.rideId(), minutes, before, known.rides),
                element.getTimestamp()));
      } else {
        known.model.refineModel(direction(ride), distance(ride), minutes(ride));
        state.update(known);
        ofHour.update(before + 1);
      }
    }
  }
}

// Loses: rescale
package streamkata.exercises.modelupgrade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
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
 * The hours are in a map of each instance, saved as union list state; every instance restores
 * the entries of all models and saves them again, so that after a second restore an old copy of
 * another instance can replace the newer one ("A savepoint of version 2 continues with version
 * 2, at any parallelism, again and again").
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
        .process(new PredictAndCount())
        .name("predict and count")
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
  static class PredictAndCount extends KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient ValueState<CellModel> state;

    /** The rides of each hour of the day, by model. */
    private transient Map<Integer, int[]> hours;

    private transient ListState<Tuple2<Integer, int[]>> saved;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("model", CellModel.class));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      hours = new HashMap<>();
      saved =
          context
              .getOperatorStateStore()
              .getUnionListState(
                  new ListStateDescriptor<>(
                      "hours", Types.TUPLE(Types.INT, Types.PRIMITIVE_ARRAY(Types.INT))));
      for (Tuple2<Integer, int[]> entry : saved.get()) {
        hours.put(entry.f0, entry.f1);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      List<Tuple2<Integer, int[]>> entries = new ArrayList<>();
      for (Map.Entry<Integer, int[]> entry : hours.entrySet()) {
        entries.add(Tuple2.of(entry.getKey(), entry.getValue().clone()));
      }
      saved.update(entries);
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<HourlyPrediction> out)
        throws Exception {
      CellModel known = state.value();
      if (known == null) {
        known = new CellModel();
      }
      if (ride.isStart()) {
        int minutes = known.model.predictTravelTime(direction(ride), distance(ride));
        int[] counted = hours.get(context.getCurrentKey());
        int inHour = counted == null ? 0 : counted[hour(ride)];
        out.collect(new HourlyPrediction(ride.rideId(), minutes, inHour, known.rides));
      } else {
        known.model.refineModel(direction(ride), distance(ride), minutes(ride));
        hours.computeIfAbsent(context.getCurrentKey(), none -> new int[24])[hour(ride)]++;
        state.update(known);
      }
    }
  }
}

// Loses: rescale
// Says: Keyed state moves with its key
// After a restore every instance has all models, and writes its copies of them: which one is read next is chance.
package streamkata.exercises.traveltime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.common.prediction.TravelTimePredictionModel;

public class TravelTimePredictionJob implements TravelTimePredictionLab {

  @Override
  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .filter(TravelTimePredictionJob::isInNYC)
        .setParallelism(rides.getParallelism()) // the order of arrival is kept
        .keyBy(TravelTimePredictionJob::destination, Types.INT)
        .process(new Predict());
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int destination(TaxiRide ride) {
    return GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double minutes(TaxiRide ride) {
    return (ride.endTime() - ride.startTime()) / 60_000.0;
  }

  /** Models of this instance in memory, and in union list state at each checkpoint. */
  public static class Predict
      extends KeyedProcessFunction<Integer, TaxiRide, TravelTimePrediction>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    /** Models by cell. */
    private transient Map<Integer, TravelTimePredictionModel> models;

    private transient ListState<Tuple2<Integer, double[]>> saved;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      models = new HashMap<>();
      saved =
          context
              .getOperatorStateStore()
              .getUnionListState(
                  new ListStateDescriptor<>(
                      "models",
                      Types.TUPLE(
                          Types.INT, PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO)));
      for (Tuple2<Integer, double[]> moments : saved.get()) {
        TravelTimePredictionModel model = new TravelTimePredictionModel();
        model.setMoments(moments.f1);
        models.put(moments.f0, model);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      List<Tuple2<Integer, double[]>> all = new ArrayList<>();
      models.forEach((cell, model) -> all.add(Tuple2.of(cell, model.getMoments())));
      saved.update(all);
    }

    @Override
    public void processElement(
        TaxiRide ride, Context context, Collector<TravelTimePrediction> out) {
      if (ride.isStart()) {
        TravelTimePredictionModel model = models.get(context.getCurrentKey());
        int minutes =
            model == null ? -1 : model.predictTravelTime(direction(ride), distance(ride));
        out.collect(new TravelTimePrediction(ride.rideId(), minutes));
        return;
      }
      models
          .computeIfAbsent(context.getCurrentKey(), cell -> new TravelTimePredictionModel())
          .refineModel(direction(ride), distance(ride), minutes(ride));
    }
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 60);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(10));
    environment.configure(configuration);
  }
}

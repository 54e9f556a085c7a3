package streamkata.exercises.traveltime;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.common.prediction.TravelTimePredictionModel;

/**
 * Right, unusual: an operator of its own keeps the models in use in memory and writes them into keyed state just before each barrier and at the end.
 */
public class TravelTimePredictionJob implements TravelTimePredictionLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("travel-time-prediction", args);
    TravelTimePredictionJob lab = new TravelTimePredictionJob();
    if (job.checkpointing()) {
      lab.configure(job.environment(), job.checkpointDirectory());
    }
    job.print(lab.predict(job.rides()));
    job.run();
  }

  @Override
  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
    return rides
        .filter(TravelTimePredictionJob::isInNYC)
        .setParallelism(rides.getParallelism()) // the order of arrival is kept
        .keyBy(TravelTimePredictionJob::destination)
        .transform(
            "predict", TypeInformation.of(TravelTimePrediction.class), new PredictOperator());
  }

  /** Predicts and learns; memory is ahead of state only between two barriers. */
  public static class PredictOperator extends AbstractStreamOperator<TravelTimePrediction>
      implements OneInputStreamOperator<TaxiRide, TravelTimePrediction> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TravelTimePredictionModel> learnt;
    private transient Map<Integer, TravelTimePredictionModel> refined;

    @Override
    public void open() throws Exception {
      super.open();
      learnt =
          getPartitionedState(
              new ValueStateDescriptor<>(
                  "model", TypeInformation.of(TravelTimePredictionModel.class)));
      refined = new HashMap<>();
    }

    @Override
    public void processElement(StreamRecord<TaxiRide> element) throws Exception {
      TaxiRide ride = element.getValue();
      int cell = destination(ride);
      TravelTimePredictionModel model = refined.get(cell);
      if (model == null) {
        model = learnt.value();
      }
      if (ride.isStart()) {
        int minutes =
            model == null ? -1 : model.predictTravelTime(direction(ride), distance(ride));
        output.collect(element.replace(new TravelTimePrediction(ride.rideId(), minutes)));
        return;
      }
      if (!refined.containsKey(cell)) {
        TravelTimePredictionModel copy = new TravelTimePredictionModel();
        if (model != null) {
          copy.setMoments(model.getMoments());
        }
        refined.put(cell, copy);
      }
      refined.get(cell).refineModel(direction(ride), distance(ride), minutes(ride));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
      flush();
      super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void finish() throws Exception {
      flush();
      super.finish();
    }

    private void flush() throws Exception {
      for (Map.Entry<Integer, TravelTimePredictionModel> entry : refined.entrySet()) {
        setCurrentKey(entry.getKey());
        learnt.update(entry.getValue());
      }
      refined.clear();
    }
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int destination(TaxiRide ride) {
    return GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static double distance(TaxiRide ride) {
    return GeoUtils.getEuclideanDistance(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  private static double minutes(TaxiRide ride) {
    return (ride.endTime() - ride.startTime()) / 60_000.0;
  }

  private static int direction(TaxiRide ride) {
    return GeoUtils.getDirectionAngle(
        ride.startLon(), ride.startLat(), ride.endLon(), ride.endLat());
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "1 s");
    configuration.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
    configuration.setString("execution.checkpointing.storage", "filesystem");
    configuration.setString("execution.checkpointing.dir", checkpointDirectory);
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "60");
    configuration.setString("restart-strategy.fixed-delay.delay", "10 s");
    environment.configure(configuration);
  }
}

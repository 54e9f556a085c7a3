package streamkata.exercises.traveltime;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import streamkata.common.job.LabJob;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;

/**
 * Lab travel-time-prediction: predict how long each taxi ride will take, with a model that goes on
 * learning and that survives the death of its worker.
 *
 * <p>Write {@link #predict} and {@link #configure}; {@link #main} runs them. The task, an example
 * and the words that you need are in the README.md beside this class; the exact rules are in {@link
 * TravelTimePredictionLab}. You will meet {@link
 * streamkata.common.prediction.TravelTimePredictionModel} and {@link
 * streamkata.common.geo.GeoUtils}.
 */
public class TravelTimePredictionJob implements TravelTimePredictionLab {

  /**
   * Runs the lab on the taxi stream and prints the predictions.
   *
   * @param args see {@link LabJob}; none are needed
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
    // TODO 1: one prediction for every START in NYC, from the model of its destination cell;
    //  every END in NYC makes that model better.
    throw new MissingSolutionException();
  }

  @Override
  public void configure(StreamExecutionEnvironment environment, String checkpointDirectory) {
    // TODO 2: checkpoints every second, where to keep them, and what to do after a failure.
    throw new MissingSolutionException();
  }
}

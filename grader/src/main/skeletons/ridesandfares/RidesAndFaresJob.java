package streamkata.exercises.ridesandfares;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Lab rides-and-fares: pair each taxi ride with its fare, whichever comes first.
 *
 * <p>Write {@link #pair}; {@link #main} runs it. The task, an example and the words that you need
 * are in the README.md beside this class; the exact rules are in {@link RidesAndFaresLab}. You will
 * meet {@link DataStream#connect}, {@link
 * org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction} and {@link
 * org.apache.flink.api.common.state.ValueState}.
 */
public class RidesAndFaresJob implements RidesAndFaresLab {

  /**
   * Runs the lab on the taxi streams and prints the pairs.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("rides-and-fares", args);
    job.makeFaultTolerant();
    job.print(new RidesAndFaresJob().pair(job.rides(), job.fares()));
    job.run();
  }

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    // TODO: for each ride its START and its fare, once, as soon as both are there.
    throw new MissingSolutionException();
  }
}

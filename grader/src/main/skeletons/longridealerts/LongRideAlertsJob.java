package streamkata.exercises.longridealerts;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.model.TaxiRide;

/**
 * Lab long-ride-alerts: which rides have been under way for more than two hours, although events
 * arrive in any order and some never do.
 *
 * <p>Write {@link #alerts}; {@link #main} runs it. The task, an example and the words that you need
 * are in the README.md beside this class; the exact rules are in {@link LongRideAlertsLab}. You
 * will meet {@link org.apache.flink.streaming.api.functions.KeyedProcessFunction} and {@link
 * org.apache.flink.streaming.api.TimerService}.
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  /**
   * Runs the lab on the taxi stream and prints the ids of long rides.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    LongRideAlertsJob lab = new LongRideAlertsJob();
    job.print(lab.alerts(job.rides()));
    job.run();
  }

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    // TODO: the id of every ride that has no END within two hours of its START, once, as soon as
    //  that is certain; and no state and no timer of a ride that has ended.
    throw new MissingSolutionException();
  }
}

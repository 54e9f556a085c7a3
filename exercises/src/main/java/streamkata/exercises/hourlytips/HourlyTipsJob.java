package streamkata.exercises.hourlytips;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Lab hourly-tips: which driver earned most in tips, hour by hour, for an office that reads the
 * winners while the day goes on.
 *
 * <p>Write {@link #tips}; {@link #main} runs it. The task, an example and the words that you need
 * are in the README.md beside this class; the exact rules are in {@link HourlyTipsLab}. You will
 * meet {@link org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows} and
 * {@link org.apache.flink.api.common.functions.AggregateFunction}.
 */
public class HourlyTipsJob implements HourlyTipsLab {

  /**
   * Runs the lab on the taxi stream and prints the best driver of each hour.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("hourly-tips", args);
    job.makeFaultTolerant();
    HourlyTipsJob lab = new HourlyTipsJob();
    job.print(lab.tips(job.fares()));
    job.run();
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    // TODO: one result for every hour that has a fare: who got most in tips, and how much.
    throw new MissingSolutionException();
  }
}

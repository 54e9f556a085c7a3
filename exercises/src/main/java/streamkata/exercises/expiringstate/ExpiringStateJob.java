package streamkata.exercises.expiringstate;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Lab expiring-state: pair each taxi ride with its fare, but let each of the two wait only until
 * the watermark reaches its own time.
 *
 * <p>Write {@link #pair}; {@link #main} runs it. The task, an example and the words that you need
 * are in the README.md beside this class; the exact rules are in {@link ExpiringStateLab}. Besides
 * what rides-and-fares took, you will meet {@link org.apache.flink.streaming.api.TimerService} and
 * {@link org.apache.flink.util.OutputTag}.
 */
public class ExpiringStateJob implements ExpiringStateLab {

  /**
   * Runs the lab on the taxi streams and prints what was left unmatched, rides as {@code
   * TaxiRide[...]}, fares as {@code TaxiFare[...]}.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("expiring-state", args);
    job.makeFaultTolerant();
    Pairing pairing = new ExpiringStateJob().pair(job.rides(), job.fares());
    job.print(pairing.unmatchedRides());
    job.print(pairing.unmatchedFares());
    job.run();
  }

  @Override
  public Pairing pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    // TODO: the pairs, and in two more streams the unmatched STARTs and the unmatched fares.
    throw new MissingSolutionException();
  }
}

package streamkata.exercises.dispatchrules;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/**
 * Lab dispatch-rules: which events match which rules, while the rules change.
 *
 * <p>Write {@link #match}; {@link #main} runs it. The task is in the README.md beside this class,
 * the exact rules are in {@link DispatchRulesLab}. You will meet {@link
 * org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction} and {@link
 * org.apache.flink.api.common.state.BroadcastState}.
 */
public class DispatchRulesJob implements DispatchRulesLab {

  /**
   * Runs the lab on the taxi stream, with some rules, and prints the matches.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("dispatch-rules", args);
    job.makeFaultTolerant();
    DispatchRulesJob lab = new DispatchRulesJob();
    job.print(lab.match(job.rides(), job.rules()));
    job.run();
  }

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    // TODO: send each rule to every instance, keep its last version, and emit a RuleMatch for each
    // rule that a START or an END matches.
    throw new MissingSolutionException();
  }
}

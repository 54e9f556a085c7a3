// Loses: state hygiene, rescale
package streamkata.exercises.dispatchrules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/**
 * Each instance saves all rules, but in a list state that Flink divides, not in union list
 * state: a failure at the same parallelism and a savepoint continued with fewer instances find
 * all rules, but with more instances (1 to 4, 2 to 3) some instances miss rules ("the job
 * continues from a savepoint at another parallelism, with each rule once").
 */
public class DispatchRulesJob implements DispatchRulesLab {

  private static final long MINUTE = 60_000L;

  public static void main(String[] args) {
    LabJob job = LabJob.of("dispatch-rules", args);
    job.makeFaultTolerant();
    DispatchRulesJob lab = new DispatchRulesJob();
    job.print(lab.match(job.rides(), job.rules()));
    job.run();
  }

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    return rides
        .connect(rules.broadcast())
        .process(new Matcher())
        .name("match")
        .uid("match");
  }

  static boolean matches(TaxiRide ride, DispatchRule rule) {
    return ride.passengerCnt() >= rule.minPassengers()
        && ride.eventTime() >= rule.sinceTime()
        && meetsDuration(ride, rule)
        && meetsPlace(ride, rule);
  }

  private static boolean meetsDuration(TaxiRide ride, DispatchRule rule) {
    if (rule.length() == Length.ANY) {
      return true;
    }
    if (ride.isStart()) {
      return false;
    }
    long duration = ride.endTime() - ride.startTime();
    return rule.length() == Length.LONGER
        ? duration > rule.minutes() * MINUTE
        : duration < rule.minutes() * MINUTE;
  }

  private static boolean meetsPlace(TaxiRide ride, DispatchRule rule) {
    if (rule.cells().isEmpty()) {
      return true;
    }
    double lon = ride.isStart() ? ride.startLon() : ride.endLon();
    double lat = ride.isStart() ? ride.startLat() : ride.endLat();
    return GeoUtils.isInNYC(lon, lat)
        && rule.cells().contains(GeoUtils.mapToGridCell(lon, lat));
  }

  /** Keeps the rules in a map; a checkpoint has them as a list. */
  static class Matcher extends CoProcessFunction<TaxiRide, DispatchRule, RuleMatch>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient Map<Long, DispatchRule> active;
    private transient ListState<DispatchRule> saved;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      active = new HashMap<>();
      saved =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>("rules", TypeInformation.of(DispatchRule.class)));
      for (DispatchRule rule : saved.get()) {
        active.put(rule.ruleId(), rule);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      saved.update(new ArrayList<>(active.values()));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RuleMatch> out) {
      for (DispatchRule rule : active.values()) {
        if (matches(ride, rule)) {
          out.collect(new RuleMatch(rule.ruleId(), ride.rideId()));
        }
      }
    }

    @Override
    public void processElement2(DispatchRule rule, Context context, Collector<RuleMatch> out) {
      if (rule.isActive()) {
        active.put(rule.ruleId(), rule);
      } else {
        active.remove(rule.ruleId());
      }
    }
  }
}

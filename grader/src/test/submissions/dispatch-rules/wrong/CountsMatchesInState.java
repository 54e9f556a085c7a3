// Loses: state hygiene
package streamkata.exercises.dispatchrules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/**
 * Also keeps in operator state how often each rule has matched, for a report; these counts stay
 * when the rule is withdrawn. Rule 6: "In state there is one version of each active rule, and
 * nothing else." Shown by: some hundred rules that have matched and are all withdrawn, then the
 * size of the checkpoint; matches are right
 */
public class DispatchRulesJob implements DispatchRulesLab {

  private static final long MINUTE = 60_000L;

  private static final MapStateDescriptor<Long, DispatchRule> RULES =
      new MapStateDescriptor<>("rules", Types.LONG, TypeInformation.of(DispatchRule.class));

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("dispatch-rules", args);
    job.makeFaultTolerant();
    job.print(new DispatchRulesJob().match(job.rides(), job.rules()));
    job.run();
  }

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    return rides.connect(rules.broadcast(RULES)).process(new Matcher()).name("match").uid("match");
  }

  static boolean matches(TaxiRide ride, DispatchRule rule) {
    return ride.passengerCnt() >= rule.minPassengers()
        && ride.eventTime() >= rule.sinceTime()
        && meetsDuration(ride, rule)
        && meetsPlace(ride, rule);
  }

  private static boolean meetsDuration(TaxiRide ride, DispatchRule rule) {
    if (rule.length() == DispatchRule.Length.ANY) {
      return true;
    }
    if (ride.isStart()) {
      return false;
    }
    long duration = ride.endTime() - ride.startTime();
    return rule.length() == DispatchRule.Length.LONGER
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

  /** Keeps the rules and compares each event with them. */
  public static class Matcher
      extends BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient Map<Long, Long> counts;
    private transient ListState<Tuple2<Long, Long>> savedCounts;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      counts = new HashMap<>();
      savedCounts =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>("counts", Types.TUPLE(Types.LONG, Types.LONG)));
      for (Tuple2<Long, Long> count : savedCounts.get()) {
        counts.merge(count.f0, count.f1, Long::sum);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      List<Tuple2<Long, Long>> all = new ArrayList<>();
      counts.forEach((ruleId, count) -> all.add(Tuple2.of(ruleId, count)));
      savedCounts.update(all);
    }

    @Override
    public void processBroadcastElement(
        DispatchRule rule, Context context, Collector<RuleMatch> out) throws Exception {
      BroadcastState<Long, DispatchRule> rules = context.getBroadcastState(RULES);
      if (rule.isActive()) {
        rules.put(rule.ruleId(), rule);
      } else {
        rules.remove(rule.ruleId());
      }
    }

    @Override
    public void processElement(
        TaxiRide ride, ReadOnlyContext context, Collector<RuleMatch> out) throws Exception {
      for (Map.Entry<Long, DispatchRule> entry :
          context.getBroadcastState(RULES).immutableEntries()) {
        if (matches(ride, entry.getValue())) {
          counts.merge(entry.getKey(), 1L, Long::sum);
          out.collect(new RuleMatch(entry.getKey(), ride.rideId()));
        }
      }
    }
  }
}

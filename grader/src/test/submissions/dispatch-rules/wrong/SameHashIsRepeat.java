// Loses: behaviour
// Says: its START does not match: it is in cell 44062
package streamkata.exercises.dispatchrules;

import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/**
 * Skips a version that has the same hash as the one in state, as one that arrives twice,
 * without equals; two versions can have one hash. Rule 2: "A new version replaces the version
 * before it, with all its fields." Input that shows it: rule 1 with cells [1, 0], then rule 1
 * with cells [0, 31], all else equal (or sinceTime 1, then 4294967296): the second one is
 * ignored; events in cell 31 do not match, those in cell 1 do.
 */
public class DispatchRulesJob implements DispatchRulesLab {

  /** Runs the lab. */
  public static void main(String[] args) {
    LabJob job = LabJob.of("dispatch-rules", args);
    job.makeFaultTolerant();
    job.print(new DispatchRulesJob().match(job.rides(), job.rules()));
    job.run();
  }

  private static final MapStateDescriptor<Long, DispatchRule> RULES =
      new MapStateDescriptor<>("rules", Types.LONG, TypeInformation.of(DispatchRule.class));

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    return rides
        .connect(rules.broadcast(RULES))
        .process(new Match())
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
        ? duration > rule.minutes() * 60_000L
        : duration < rule.minutes() * 60_000L;
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

  static class Match extends BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(TaxiRide ride, ReadOnlyContext context, Collector<RuleMatch> out)
        throws Exception {
      for (Map.Entry<Long, DispatchRule> entry :
          context.getBroadcastState(RULES).immutableEntries()) {
        if (matches(ride, entry.getValue())) {
          out.collect(new RuleMatch(entry.getKey(), ride.rideId()));
        }
      }
    }

    @Override
    public void processBroadcastElement(
        DispatchRule rule, Context context, Collector<RuleMatch> out) throws Exception {
      BroadcastState<Long, DispatchRule> rules = context.getBroadcastState(RULES);
      DispatchRule known = rules.get(rule.ruleId());
      if (known != null && known.hashCode() == rule.hashCode()) {
        return; // a repeat: nothing to write
      }
      if (rule.isActive()) {
        rules.put(rule.ruleId(), rule);
      } else {
        rules.remove(rule.ruleId());
      }
    }
  }
}

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
 * Right, unusual: the key in broadcast state is a slot, the first that is free when a rule
 * arrives, so instances can have one rule in different slots; each restores one whole copy.
 */
public class DispatchRulesJob implements DispatchRulesLab {

  private static final long MINUTE = 60_000L;

  private static final MapStateDescriptor<Integer, DispatchRule> RULES =
      new MapStateDescriptor<>("rules", Types.INT, TypeInformation.of(DispatchRule.class));

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
        .connect(rules.broadcast(RULES))
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

  static class Matcher extends BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processBroadcastElement(
        DispatchRule rule, Context context, Collector<RuleMatch> out) throws Exception {
      BroadcastState<Integer, DispatchRule> rules = context.getBroadcastState(RULES);
      int slot = 0;
      for (Map.Entry<Integer, DispatchRule> entry : rules.immutableEntries()) {
        if (entry.getValue().ruleId() == rule.ruleId()) {
          slot = entry.getKey();
          rules.remove(slot);
          break;
        }
      }
      if (rule.isActive()) {
        while (rules.contains(slot)) {
          slot++;
        }
        rules.put(slot, rule);
      }
    }

    @Override
    public void processElement(
        TaxiRide ride, ReadOnlyContext context, Collector<RuleMatch> out) throws Exception {
      for (Map.Entry<Integer, DispatchRule> entry :
          context.getBroadcastState(RULES).immutableEntries()) {
        if (matches(ride, entry.getValue())) {
          out.collect(new RuleMatch(entry.getValue().ruleId(), ride.rideId()));
        }
      }
    }
  }
}

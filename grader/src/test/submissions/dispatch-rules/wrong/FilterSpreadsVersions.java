// Loses: behaviour, state hygiene
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
 * A filter of the default parallelism stands before the broadcast, so two versions of one rule
 * go through different instances and can overtake each other: a burst of a hundred versions of
 * one rule at parallelism 4 ("All versions of one rule come through one instance of the input,
 * in order").
 */
public class DispatchRulesJob implements DispatchRulesLab {

  private static final long MINUTE = 60_000L;

  private static final MapStateDescriptor<Long, DispatchRule> RULES =
      new MapStateDescriptor<>("rules", Types.LONG, TypeInformation.of(DispatchRule.class));

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
        .connect(rules.filter(DispatchRulesJob::isSound).name("sound rules").broadcast(RULES))
        .process(new Matcher())
        .name("match")
        .uid("match");
  }

  private static boolean isSound(DispatchRule rule) {
    return rule.minPassengers() >= 0 && rule.minutes() >= 0;
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
          out.collect(new RuleMatch(entry.getKey(), ride.rideId()));
        }
      }
    }
  }
}

// Loses: behaviour, parallelism, worker loss, rescale
// Says: rule 2, ride 83: expected a match and a match, got a match
package streamkata.exercises.dispatchrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

public class DispatchRulesJob implements DispatchRulesLab {

  static final MapStateDescriptor<Long, DispatchRule> RULES =
      new MapStateDescriptor<>("rules", Types.LONG, TypeInformation.of(DispatchRule.class));

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    return rides.connect(rules.broadcast(RULES)).process(new Match());
  }

  static class Match extends BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch> {

    private final List<RuleMatch> batch = new ArrayList<>();

    @Override
    public void processBroadcastElement(
        DispatchRule rule, Context context, Collector<RuleMatch> out) throws Exception {
      if (rule.isActive()) {
        context.getBroadcastState(RULES).put(rule.ruleId(), rule);
      } else {
        context.getBroadcastState(RULES).remove(rule.ruleId());
      }
    }

    @Override
    public void processElement(TaxiRide ride, ReadOnlyContext context, Collector<RuleMatch> out)
        throws Exception {
      for (Map.Entry<Long, DispatchRule> entry :
          context.getBroadcastState(RULES).immutableEntries()) {
        if (matches(entry.getValue(), ride)) {
          batch.add(new RuleMatch(entry.getKey(), ride.rideId()));
        }
      }
      if (batch.size() >= 3) {
        batch.forEach(out::collect);
        batch.clear();
      }
    }
  }

  static boolean matches(DispatchRule rule, TaxiRide ride) {
    return ride.eventTime() >= rule.sinceTime()
        && ride.passengerCnt() >= rule.minPassengers()
        && hasLength(rule, ride)
        && isInArea(rule, ride);
  }

  private static boolean hasLength(DispatchRule rule, TaxiRide ride) {
    if (rule.length() == DispatchRule.Length.ANY) {
      return true;
    }
    long millis = ride.endTime() - ride.startTime();
    long limit = rule.minutes() * 60_000L;
    boolean isLonger = rule.length() == DispatchRule.Length.LONGER;
    return !ride.isStart() && (isLonger ? millis > limit : millis < limit);
  }

  private static boolean isInArea(DispatchRule rule, TaxiRide ride) {
    double lon = ride.isStart() ? ride.startLon() : ride.endLon();
    double lat = ride.isStart() ? ride.startLat() : ride.endLat();
    return rule.cells().isEmpty()
        || GeoUtils.isInNYC(lon, lat) && rule.cells().contains(GeoUtils.mapToGridCell(lon, lat));
  }
}

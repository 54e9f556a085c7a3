// Loses: behaviour
// Says: rule 3, ride 16: expected a match and a match and a match, got nothing
package streamkata.exercises.dispatchrules;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

public class DispatchRulesJob implements DispatchRulesLab {

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    return rides
        .keyBy(TaxiRide::rideId)
        .connect(rules.keyBy(DispatchRule::ruleId))
        .process(new Match());
  }

  static class Match extends KeyedCoProcessFunction<Long, TaxiRide, DispatchRule, RuleMatch> {

    private transient ValueState<DispatchRule> state;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>("rule", TypeInformation.of(DispatchRule.class)));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RuleMatch> out)
        throws Exception {
      DispatchRule rule = state.value();
      if (rule != null && matches(rule, ride)) {
        out.collect(new RuleMatch(rule.ruleId(), ride.rideId()));
      }
    }

    @Override
    public void processElement2(DispatchRule rule, Context context, Collector<RuleMatch> out)
        throws Exception {
      if (rule.isActive()) {
        state.update(rule);
      } else {
        state.clear();
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

// Loses: rescale
// Says: The result is right, but your program emits it more than once
package streamkata.exercises.dispatchrules;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

public class DispatchRulesJob implements DispatchRulesLab {

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    return rides.connect(rules.broadcast()).process(new Match());
  }

  static class Match extends CoProcessFunction<TaxiRide, DispatchRule, RuleMatch>
      implements CheckpointedFunction {

    private final List<DispatchRule> active = new ArrayList<>();
    private transient ListState<DispatchRule> saved;

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RuleMatch> out)
        throws Exception {
      for (DispatchRule rule : active) {
        if (matches(rule, ride)) {
          out.collect(new RuleMatch(rule.ruleId(), ride.rideId()));
        }
      }
    }

    @Override
    public void processElement2(DispatchRule rule, Context context, Collector<RuleMatch> out)
        throws Exception {
      active.removeIf(other -> other.ruleId() == rule.ruleId());
      if (rule.isActive()) {
        active.add(rule);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      saved.update(active);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      saved =
          context
              .getOperatorStateStore()
              .getUnionListState(
                  new ListStateDescriptor<>("rules", TypeInformation.of(DispatchRule.class)));
      for (DispatchRule rule : saved.get()) {
        active.add(rule);
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

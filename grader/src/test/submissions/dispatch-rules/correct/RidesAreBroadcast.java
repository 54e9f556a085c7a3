package streamkata.exercises.dispatchrules;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: the rules are keyed state, one key for each rule, and the rides are broadcast;
 * each instance applies a ride to all its keys.
 */
public class DispatchRulesJob implements DispatchRulesLab {

  private static final long MINUTE = 60_000L;

  /** Flink wants a descriptor of broadcast state; this state stays empty. */
  private static final MapStateDescriptor<Integer, Integer> NOTHING =
      new MapStateDescriptor<>("nothing", Types.INT, Types.INT);

  private static final ValueStateDescriptor<DispatchRule> RULE =
      new ValueStateDescriptor<>("rule", TypeInformation.of(DispatchRule.class));

  public static void main(String[] args) {
    LabJob job = LabJob.of("dispatch-rules", args);
    job.makeFaultTolerant();
    DispatchRulesJob lab = new DispatchRulesJob();
    job.print(lab.match(job.rides(), job.rules()));
    job.run();
  }

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    return rules
        .keyBy(DispatchRule::ruleId)
        .connect(rides.broadcast(NOTHING))
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

  /** Keeps one rule under each key, and compares each ride with all of them. */
  static class Matcher
      extends KeyedBroadcastProcessFunction<Long, DispatchRule, TaxiRide, RuleMatch> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<DispatchRule> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(RULE);
    }

    @Override
    public void processElement(
        DispatchRule rule, ReadOnlyContext context, Collector<RuleMatch> out) throws Exception {
      if (rule.isActive()) {
        state.update(rule);
      } else {
        state.clear();
      }
    }

    @Override
    public void processBroadcastElement(
        TaxiRide ride, Context context, Collector<RuleMatch> out) throws Exception {
      context.applyToKeyedState(
          RULE,
          (ruleId, known) -> {
            DispatchRule rule = known.value();
            if (rule != null && matches(ride, rule)) {
              out.collect(new RuleMatch(ruleId, ride.rideId()));
            }
          });
    }
  }
}

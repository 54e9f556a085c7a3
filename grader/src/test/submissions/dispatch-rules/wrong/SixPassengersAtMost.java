// Loses: behaviour
package streamkata.exercises.dispatchrules;

import java.util.ArrayList;
import java.util.List;
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
 * The rules are in lists by the passengers that they ask for, from 0 to 6, since a taxi has six
 * seats; a rule for 8 is in the list for 6 and matches a ride of 6 or 7 ("minPassengers: the
 * ride has so many passengers or more").
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
        .connect(rules.broadcast(RULES))
        .process(new Matcher())
        .name("match")
        .uid("match");
  }

  static boolean matches(TaxiRide ride, DispatchRule rule) {
    return ride.eventTime() >= rule.sinceTime()
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
    private static final int SEATS = 6;

    /** The rules in state by the passengers that they ask for. */
    private transient List<List<DispatchRule>> byPassengers;

    @Override
    public void processBroadcastElement(
        DispatchRule rule, Context context, Collector<RuleMatch> out) throws Exception {
      BroadcastState<Long, DispatchRule> rules = context.getBroadcastState(RULES);
      if (rule.isActive()) {
        rules.put(rule.ruleId(), rule);
      } else {
        rules.remove(rule.ruleId());
      }
      byPassengers = null; // made again for the next event
    }

    @Override
    public void processElement(
        TaxiRide ride, ReadOnlyContext context, Collector<RuleMatch> out) throws Exception {
      if (byPassengers == null) {
        byPassengers = new ArrayList<>();
        for (int seats = 0; seats <= SEATS; seats++) {
          byPassengers.add(new ArrayList<>());
        }
        for (Map.Entry<Long, DispatchRule> entry :
            context.getBroadcastState(RULES).immutableEntries()) {
          DispatchRule rule = entry.getValue();
          byPassengers.get(Math.min(rule.minPassengers(), SEATS)).add(rule);
        }
      }
      for (int seats = 0; seats <= Math.min(ride.passengerCnt(), SEATS); seats++) {
        for (DispatchRule rule : byPassengers.get(seats)) {
          if (matches(ride, rule)) {
            out.collect(new RuleMatch(rule.ruleId(), ride.rideId()));
          }
        }
      }
    }
  }
}

package streamkata.exercises.dispatchrules;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

public class DispatchRulesJob implements DispatchRulesLab {

  private static final int COPIES = 16;

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    DataStream<Tuple2<Integer, DispatchRule>> copies =
        rules.flatMap(
            (DispatchRule rule, Collector<Tuple2<Integer, DispatchRule>> out) -> {
              for (int copy = 0; copy < COPIES; copy++) {
                out.collect(Tuple2.of(copy, rule));
              }
            },
            Types.TUPLE(Types.INT, TypeInformation.of(DispatchRule.class)))
            .setParallelism(rules.getParallelism());
    return rides
        .keyBy(ride -> Math.floorMod(ride.rideId(), COPIES))
        .connect(copies.keyBy(copy -> copy.f0))
        .process(new Match());
  }

  static class Match extends KeyedCoProcessFunction<
      Integer, TaxiRide, Tuple2<Integer, DispatchRule>, RuleMatch> {

    private transient MapState<Long, DispatchRule> active;

    @Override
    public void open(OpenContext context) {
      active =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "rules", Types.LONG, TypeInformation.of(DispatchRule.class)));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RuleMatch> out)
        throws Exception {
      for (DispatchRule rule : active.values()) {
        if (matches(rule, ride)) {
          out.collect(new RuleMatch(rule.ruleId(), ride.rideId()));
        }
      }
    }

    @Override
    public void processElement2(
        Tuple2<Integer, DispatchRule> copy, Context context, Collector<RuleMatch> out)
        throws Exception {
      DispatchRule rule = copy.f1;
      if (rule.isActive()) {
        active.put(rule.ruleId(), rule);
      } else {
        active.remove(rule.ruleId());
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

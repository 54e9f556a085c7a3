// Loses: state hygiene, rescale
package streamkata.exercises.dispatchrules;

import org.apache.flink.streaming.api.functions.co.RichCoFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/**
 * Instead of a broadcast each rule is copied to as many shards as the environment has instances,
 * and rides are dealt out to the shards; after a rescale to more instances the new shards have
 * no rules, and shards that come back after 4, 1, 4 have withdrawn ones ("the job continues from
 * a savepoint at another parallelism, with each rule once").
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
    int shards = rides.getExecutionEnvironment().getParallelism();
    DataStream<Tuple2<Integer, DispatchRule>> copies =
        rules
            .<Tuple2<Integer, DispatchRule>>flatMap(
                (rule, out) -> {
                  for (int shard = 0; shard < shards; shard++) {
                    out.collect(Tuple2.of(shard, rule));
                  }
                })
            .returns(Types.TUPLE(Types.INT, TypeInformation.of(DispatchRule.class)))
            .name("copies")
            .uid("copies")
            .setParallelism(rules.getParallelism());
    return rides
        .connect(copies)
        .keyBy(ride -> (int) Math.floorMod(ride.rideId(), (long) shards), copy -> copy.f0, Types.INT)
        .flatMap(new Matcher())
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

  /** The rules of one shard. */
  static class Matcher
      extends RichCoFlatMapFunction<TaxiRide, Tuple2<Integer, DispatchRule>, RuleMatch> {

    private static final long serialVersionUID = 1L;

    private transient MapState<Long, DispatchRule> rules;

    @Override
    public void open(OpenContext context) {
      rules = getRuntimeContext().getMapState(RULES);
    }

    @Override
    public void flatMap1(TaxiRide ride, Collector<RuleMatch> out) throws Exception {
      for (DispatchRule rule : rules.values()) {
        if (matches(ride, rule)) {
          out.collect(new RuleMatch(rule.ruleId(), ride.rideId()));
        }
      }
    }

    @Override
    public void flatMap2(Tuple2<Integer, DispatchRule> copy, Collector<RuleMatch> out)
        throws Exception {
      DispatchRule rule = copy.f1;
      if (rule.isActive()) {
        rules.put(rule.ruleId(), rule);
      } else {
        rules.remove(rule.ruleId());
      }
    }
  }
}

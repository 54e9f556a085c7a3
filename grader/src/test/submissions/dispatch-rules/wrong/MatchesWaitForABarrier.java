// Loses: behaviour
// Says: until a checkpoint begins
package streamkata.exercises.dispatchrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

public class DispatchRulesJob implements DispatchRulesLab {

  /** The last version of each active rule, by its id. */
  static final MapStateDescriptor<Long, DispatchRule> RULES =
      new MapStateDescriptor<>("rules", Types.LONG, TypeInformation.of(DispatchRule.class));

  @Override
  public DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules) {
    DataStream<RuleMatch> results = rides.connect(rules.broadcast(RULES)).process(new Match());
    return results.transform("batch", results.getType(), new Batch<>());
  }

  /** Keeps the rules in every instance, and compares each event with all of them. */
  static class Match extends BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch> {

    private static final long serialVersionUID = 1L;

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
          out.collect(new RuleMatch(entry.getKey(), ride.rideId()));
        }
      }
    }
  }

  /** Whether an event meets all conditions of a rule. */
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

  /** Collects results, and emits them in front of a barrier. */
  static class Batch<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;

    private transient List<StreamRecord<T>> batch;

    @Override
    public void open() throws Exception {
      super.open();
      batch = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<T> result) {
      batch.add(result.copy(result.getValue()));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
      flush();
    }

    @Override
    public void finish() {
      flush();
    }

    private void flush() {
      batch.forEach(output::collect);
      batch.clear();
    }
  }
}

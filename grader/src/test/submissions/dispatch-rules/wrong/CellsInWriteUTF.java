// Loses: behaviour
package streamkata.exercises.dispatchrules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.Collectors;
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
 * State has each rule as bytes, in which DataOutputStream.writeUTF writes the list of cells; it
 * takes 65,535 bytes at most, so that a rule with some ten thousand cells (a whole borough)
 * makes the job fail for ever ("cells: the place is in one of these grid cells", as many as
 * there are).
 */
public class DispatchRulesJob implements DispatchRulesLab {

  private static final long MINUTE = 60_000L;

  private static final MapStateDescriptor<Long, byte[]> RULES =
      new MapStateDescriptor<>("rules", Types.LONG, TypeInformation.of(byte[].class));

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

  static byte[] toBytes(DispatchRule rule) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(rule.cells().stream().map(String::valueOf).collect(Collectors.joining(",")));
    out.writeInt(rule.minPassengers());
    out.writeUTF(rule.length().name());
    out.writeInt(rule.minutes());
    out.writeLong(rule.sinceTime());
    return bytes.toByteArray();
  }

  static DispatchRule fromBytes(long ruleId, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    List<Integer> cells = new ArrayList<>();
    for (String cell : in.readUTF().split(",")) {
      if (!cell.isEmpty()) {
        cells.add(Integer.valueOf(cell));
      }
    }
    return new DispatchRule(
        ruleId,
        true,
        cells,
        in.readInt(),
        Length.valueOf(in.readUTF()),
        in.readInt(),
        in.readLong());
  }

  static class Matcher extends BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processBroadcastElement(
        DispatchRule rule, Context context, Collector<RuleMatch> out) throws Exception {
      BroadcastState<Long, byte[]> rules = context.getBroadcastState(RULES);
      if (rule.isActive()) {
        rules.put(rule.ruleId(), toBytes(rule));
      } else {
        rules.remove(rule.ruleId());
      }
    }

    @Override
    public void processElement(
        TaxiRide ride, ReadOnlyContext context, Collector<RuleMatch> out) throws Exception {
      for (Map.Entry<Long, byte[]> entry :
          context.getBroadcastState(RULES).immutableEntries()) {
        if (matches(ride, fromBytes(entry.getKey(), entry.getValue()))) {
          out.collect(new RuleMatch(entry.getKey(), ride.rideId()));
        }
      }
    }
  }
}

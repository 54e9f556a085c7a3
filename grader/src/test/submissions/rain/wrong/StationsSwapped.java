package streamkata.exercises.rain;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.rain.RainLab;
import streamkata.grader.labs.rain.RainReport;
import streamkata.grader.labs.rain.WetRide;

/**
 * Takes the third input for the second.
 *
 * <p>Loses: behaviour, event time
 *
 * <p>Says: south
 */
public class RainJob implements RainLab {

  /** A START, of no station, or a report. */
  public record Seen(long time, String station, boolean rains, long rideId) {}

  @Override
  public DataStream<WetRide> wet(
      DataStream<TaxiRide> rides, DataStream<RainReport> north, DataStream<RainReport> south) {
    return rides
        .map(ride -> new Seen(ride.startTime(), "", false, ride.rideId()))
        .union(
            north.map(report -> new Seen(report.time(), "south", report.rains(), 0)),
            south.map(report -> new Seen(report.time(), "north", report.rains(), 0)))
        .keyBy(seen -> 0)
        .process(new Wait());
  }

  static class Wait extends KeyedProcessFunction<Integer, Seen, WetRide> {

    private static final long serialVersionUID = 1L;

    private transient ListState<Seen> all;

    @Override
    public void open(OpenContext context) {
      all = getRuntimeContext().getListState(new ListStateDescriptor<>("all", Seen.class));
    }

    @Override
    public void processElement(Seen seen, Context context, Collector<WetRide> out)
        throws Exception {
      all.add(seen);
      context.timerService().registerEventTimeTimer(seen.time());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<WetRide> out)
        throws Exception {
      List<Seen> seen = new ArrayList<>();
      all.get().forEach(seen::add);
      for (Seen ride : List.copyOf(seen)) {
        if (ride.station().isEmpty() && ride.time() <= time) {
          seen.remove(ride);
          for (String station : List.of("north", "south")) {
            if (rains(station, ride.time(), seen)) {
              out.collect(new WetRide(ride.rideId(), station));
            }
          }
        }
      }
      all.update(seen);
    }

    private static boolean rains(String station, long time, List<Seen> seen) {
      boolean rains = false;
      long latest = Long.MIN_VALUE;
      for (Seen report : seen) {
        if (report.station().equals(station) && report.time() <= time && report.time() > latest) {
          latest = report.time();
          rains = report.rains();
        }
      }
      return rains;
    }
  }
}

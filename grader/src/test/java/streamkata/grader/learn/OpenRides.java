package streamkata.grader.learn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiRide;
import streamkata.grader.picture.State;

/** What the lab long-ride-alerts has in state, and the timers of STARTs if they are to be shown. */
final class OpenRides implements State {

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  private final boolean showsTimers;
  private final Map<Long, TaxiRide> open = new TreeMap<>();

  OpenRides(boolean showsTimers) {
    this.showsTimers = showsTimers;
  }

  @Override
  public void arrives(Event event) {
    TaxiRide ride = (TaxiRide) event;
    TaxiRide other = open.remove(ride.rideId());
    if (other == null) {
      open.put(ride.rideId(), ride);
    }
  }

  @Override
  public void watermark(long time) {
    open.values().removeIf(ride -> end(ride) <= time);
  }

  private static long end(TaxiRide ride) {
    return ride.isStart()
        ? ride.startTime() + TWO_HOURS
        : Math.max(ride.startTime(), ride.endTime());
  }

  @Override
  public List<String> content() {
    List<String> content = new ArrayList<>();
    for (TaxiRide ride : open.values()) {
      content.add((ride.isStart() ? "S" : "E") + ride.rideId());
      if (showsTimers) {
        content.add("timer " + Event.clock(end(ride)).substring(0, 5));
      }
    }
    return content;
  }

  @Override
  public State copy() {
    OpenRides copy = new OpenRides(showsTimers);
    copy.open.putAll(open);
    return copy;
  }
}

package streamkata.grader.learn;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.picture.State;

/** What the lab rides-and-fares has in state: the START or the fare that waits. */
final class WaitingState implements State {

  private final Map<Long, String> waiting = new TreeMap<>();

  @Override
  public void arrives(Event event) {
    if (event instanceof TaxiRide ride && !ride.isStart()) {
      return;
    }
    long ride = ((TaxiEvent) event).rideId();
    if (waiting.remove(ride) == null) {
      waiting.put(ride, (event instanceof TaxiFare ? "F" : "S") + ride);
    }
  }

  @Override
  public void watermark(long time) {
    // Time plays no part.
  }

  @Override
  public List<String> content() {
    return List.copyOf(waiting.values());
  }

  @Override
  public State copy() {
    WaitingState copy = new WaitingState();
    copy.waiting.putAll(waiting);
    return copy;
  }
}

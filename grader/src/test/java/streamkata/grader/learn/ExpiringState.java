package streamkata.grader.learn;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.picture.State;

/** What the lab expiring-state has in state: what waits for its partner, until its own time. */
final class ExpiringState implements State {

  private final Map<Long, TaxiEvent> waiting = new TreeMap<>();

  @Override
  public void arrives(Event event) {
    if (event instanceof TaxiRide ride && !ride.isStart()) {
      return;
    }
    TaxiEvent half = (TaxiEvent) event;
    if (waiting.remove(half.rideId()) == null) {
      waiting.put(half.rideId(), half);
    }
  }

  @Override
  public void watermark(long time) {
    waiting.values().removeIf(event -> event.eventTime() <= time);
  }

  @Override
  public List<String> content() {
    return waiting.values().stream()
        .map(event -> (event instanceof TaxiFare ? "F" : "S") + event.rideId())
        .toList();
  }

  @Override
  public State copy() {
    ExpiringState copy = new ExpiringState();
    copy.waiting.putAll(waiting);
    return copy;
  }
}

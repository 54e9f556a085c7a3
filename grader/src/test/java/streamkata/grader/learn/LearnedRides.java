package streamkata.grader.learn;

import java.util.List;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiRide;
import streamkata.grader.picture.State;

/** What one model of the lab travel-time-prediction has learned from. */
final class LearnedRides implements State {

  private int rides;

  @Override
  public void arrives(Event event) {
    rides += ((TaxiRide) event).isStart() ? 0 : 1;
  }

  @Override
  public void watermark(long time) {
    // Time plays no part.
  }

  @Override
  public List<String> content() {
    return rides == 0
        ? List.of()
        : List.of(rides == 1 ? "model 1 ride" : "model %d rides".formatted(rides));
  }

  @Override
  public State copy() {
    LearnedRides copy = new LearnedRides();
    copy.rides = rides;
    return copy;
  }
}

package streamkata.grader.labs.rain;

import streamkata.common.model.Event;

/** An event that belongs to no ride. */
public record RainReport(long time, boolean rains) implements Event {

  @Override
  public long eventTime() {
    return time;
  }

  @Override
  public String describe() {
    return "%s at %s".formatted(rains ? "rain" : "no rain", Event.clock(time));
  }
}

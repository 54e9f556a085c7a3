package streamkata.grader.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/** How events and times are written for a learner: short, and only what tells them apart. */
public final class EventText {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private EventText() {}

  /**
   * Writes an event.
   *
   * @param event a ride event or a fare
   * @return for example {@code START of ride 17 at 13:05:00, (-73.9857, 40.7484) to (-73.7781,
   *     40.6413)}
   */
  public static String of(TaxiEvent event) {
    if (event instanceof TaxiFare fare) {
      return String.format(
          Locale.ROOT,
          "fare of ride %d at %s, driver %d, tip %.2f, total %.2f",
          fare.rideId(),
          time(fare.eventTime()),
          fare.driverId(),
          fare.tip(),
          fare.totalFare());
    }
    TaxiRide ride = (TaxiRide) event;
    return String.format(
        Locale.ROOT,
        "%-5s of ride %d at %s, %s to %s",
        ride.isStart() ? "START" : "END",
        ride.rideId(),
        time(ride.eventTime()),
        place(ride.startLon(), ride.startLat()),
        place(ride.endLon(), ride.endLat()));
  }

  /**
   * Writes the time of day.
   *
   * @param time milliseconds since the epoch, UTC
   * @return {@code HH:mm:ss}, with milliseconds where there are any
   */
  public static String time(long time) {
    return (time % 1000 == 0 ? SECONDS : MILLIS).format(Instant.ofEpochMilli(time));
  }

  private static String place(double lon, double lat) {
    return String.format(Locale.ROOT, "(%.4f, %.4f)", lon, lat);
  }
}

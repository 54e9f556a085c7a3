package streamkata.common.model;

import java.util.Locale;

/**
 * One event of a taxi ride: its START or its END. A ride that is complete has one of each, with the
 * same {@code rideId}.
 *
 * <p>Times are milliseconds since the epoch, UTC, 0 or later. Coordinates are degrees (WGS84), and
 * may be 0, 0, outside the city, or NaN: real taximeters report such things.
 *
 * @param rideId identifies the ride; any long; START and END of one ride share it, and no other
 *     field says that events belong together
 * @param isStart whether this is the START event; otherwise it is the END event
 * @param startTime when the ride began; the same in both events
 * @param endTime when the ride ended, by some meters at or before its start time; 0, the epoch, in
 *     a START event, which cannot know it
 * @param startLon longitude of the pick-up
 * @param startLat latitude of the pick-up
 * @param endLon longitude of the destination
 * @param endLat latitude of the destination
 * @param passengerCnt number of passengers, can be 0
 * @param taxiId identifies the car
 * @param driverId identifies the driver
 */
public record TaxiRide(
    long rideId,
    boolean isStart,
    long startTime,
    long endTime,
    double startLon,
    double startLat,
    double endLon,
    double endLat,
    int passengerCnt,
    long taxiId,
    long driverId)
    implements TaxiEvent {

  /**
   * The event time of this event: the start time of a START, the end time of an END.
   *
   * @return milliseconds since the epoch, UTC
   */
  @Override
  public long eventTime() {
    return isStart ? startTime : endTime;
  }

  /**
   * This event for a learner.
   *
   * @return for example {@code START of ride 17 at 13:05:00, (-73.9857, 40.7484) to (-73.7781,
   *     40.6413)}
   */
  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%-5s of ride %d at %s, (%.4f, %.4f) to (%.4f, %.4f)",
        isStart ? "START" : "END",
        rideId,
        Event.clock(eventTime()),
        startLon,
        startLat,
        endLon,
        endLat);
  }

  /**
   * Reads one line of the classic training format, whose eleven fields are: ride id, START or END,
   * the time of this event, the other time, start longitude and latitude, end longitude and
   * latitude, passengers, taxi id, driver id. Times are {@code yyyy-MM-dd HH:mm:ss}, UTC.
   *
   * @param line one line, without its line terminator
   * @return the event
   * @throws IllegalArgumentException if the line is not of that form; the message says which field
   *     is wrong
   */
  public static TaxiRide fromCsv(String line) {
    CsvFields fields = new CsvFields(line, 11);
    boolean isStart = fields.oneOf(1, "START", "END").equals("START");
    long ownTime = fields.time(2);
    long otherTime = fields.time(3);
    return new TaxiRide(
        fields.number(0),
        isStart,
        isStart ? ownTime : otherTime,
        isStart ? otherTime : ownTime,
        fields.decimal(4),
        fields.decimal(5),
        fields.decimal(6),
        fields.decimal(7),
        fields.smallNumber(8),
        fields.number(9),
        fields.number(10));
  }

  /**
   * Writes this event as one line of the classic training format, which {@link #fromCsv} reads.
   *
   * @return the line, without a line terminator; times are cut to whole seconds
   */
  public String toCsv() {
    return String.join(
        ",",
        Long.toString(rideId),
        isStart ? "START" : "END",
        CsvFields.print(eventTime()),
        CsvFields.print(isStart ? endTime : startTime),
        CsvFields.print(startLon),
        CsvFields.print(startLat),
        CsvFields.print(endLon),
        CsvFields.print(endLat),
        Integer.toString(passengerCnt),
        Long.toString(taxiId),
        Long.toString(driverId));
  }
}

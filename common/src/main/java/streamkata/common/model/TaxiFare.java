package streamkata.common.model;

import java.util.Locale;

/**
 * The fare of one taxi ride, as the card terminal reports it. Money is in dollars, with cents.
 *
 * <p>The terminal and the meter are two systems with two clocks: start time, driver and taxi of a
 * fare can differ from those of its ride. Only the ride id pairs the two.
 *
 * @param rideId identifies the ride that was paid for; any long
 * @param taxiId identifies the car
 * @param driverId identifies the driver
 * @param startTime when the ride began by the clock of the terminal, in milliseconds since the
 *     epoch, UTC, 0 or later; also the event time of the fare
 * @param paymentType {@code CSH} for cash or {@code CRD} for card
 * @param tip the tip in dollars; negative if it is a refund; no tip is recorded for cash
 * @param tolls the tolls in dollars
 * @param totalFare everything that was paid, tip and tolls included, in dollars; can be 0
 */
public record TaxiFare(
    long rideId,
    long taxiId,
    long driverId,
    long startTime,
    String paymentType,
    double tip,
    double tolls,
    double totalFare)
    implements TaxiEvent {

  /**
   * The event time of a fare: its own start time, which can differ from that of its ride.
   *
   * @return milliseconds since the epoch, UTC
   */
  @Override
  public long eventTime() {
    return startTime;
  }

  /**
   * This fare for a learner.
   *
   * @return for example {@code fare of ride 17 at 13:05:00, driver 2013500017, tip 2.15, total
   *     20.04}
   */
  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "fare of ride %d at %s, driver %d, tip %.2f, total %.2f",
        rideId,
        Event.clock(startTime),
        driverId,
        tip,
        totalFare);
  }

  /**
   * Reads one line of the classic training format, whose eight fields are: ride id, taxi id, driver
   * id, start time ({@code yyyy-MM-dd HH:mm:ss}, UTC), payment type (CSH or CRD), tip, tolls, total
   * fare.
   *
   * @param line one line, without its line terminator
   * @return the fare
   * @throws IllegalArgumentException if the line is not of that form; the message says which field
   *     is wrong
   */
  public static TaxiFare fromCsv(String line) {
    CsvFields fields = new CsvFields(line, 8);
    return new TaxiFare(
        fields.number(0),
        fields.number(1),
        fields.number(2),
        fields.time(3),
        fields.oneOf(4, "CSH", "CRD"),
        fields.decimal(5),
        fields.decimal(6),
        fields.decimal(7));
  }

  /**
   * Writes this fare as one line of the classic training format, which {@link #fromCsv} reads.
   *
   * @return the line, without a line terminator; the time is cut to whole seconds
   */
  public String toCsv() {
    return String.join(
        ",",
        Long.toString(rideId),
        Long.toString(taxiId),
        Long.toString(driverId),
        CsvFields.print(startTime),
        paymentType,
        CsvFields.print(tip),
        CsvFields.print(tolls),
        CsvFields.print(totalFare));
  }
}

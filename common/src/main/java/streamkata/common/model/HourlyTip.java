package streamkata.common.model;

/**
 * The driver who earned most in tips in one hour.
 *
 * @param hourEnd the end of the hour (exclusive), in milliseconds since the epoch, UTC
 * @param driverId identifies the driver
 * @param total the driver's tips in that hour, in dollars; negative if refunds prevail
 */
public record HourlyTip(long hourEnd, long driverId, double total) {}

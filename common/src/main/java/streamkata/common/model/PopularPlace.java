package streamkata.common.model;

/**
 * A grid cell in which many rides started, or many ended, within one window.
 *
 * @param lon longitude of the cell's centre
 * @param lat latitude of the cell's centre
 * @param windowEnd the end of the window (exclusive), in milliseconds since the epoch, UTC
 * @param isStart whether rides that started here were counted; otherwise rides that ended here
 * @param count how many rides
 */
public record PopularPlace(double lon, double lat, long windowEnd, boolean isStart, int count) {}

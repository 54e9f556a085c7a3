package streamkata.common.prediction;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Predicts how long a taxi ride takes from its direction and its distance, and learns from every
 * ride it is told about.
 *
 * <p>Directions fall into eight buckets of 45 degrees (0 to 44, 45 to 89, ...). Each bucket is a
 * line fitted to its rides by ordinary least squares: time over distance.
 *
 * <p>The model is a few hundred bytes, however many rides it has seen: of each bucket it keeps the
 * number of rides, both means, and the sums of squared and mixed deviations from them. They are
 * updated by Welford's method (B. P. Welford, "Note on a Method for Calculating Corrected Sums of
 * Squares and Products", Technometrics 4, 1962), which does not lose digits as plain sums of
 * squares would. It is a Flink POJO and is serialised without Kryo.
 */
public class TravelTimePredictionModel {

  private static final int BUCKETS = 8;
  private static final int BUCKET_DEGREES = 360 / BUCKETS;

  private static final int COUNT = 0;
  private static final int MEAN_DISTANCE = 1;
  private static final int MEAN_TIME = 2;
  private static final int DISTANCE_SQUARES = 3;
  private static final int DISTANCE_TIME_PRODUCTS = 4;
  private static final int MOMENTS_PER_BUCKET = 5;

  private double[] moments = new double[BUCKETS * MOMENTS_PER_BUCKET];

  /** A model that has not seen a ride. */
  public TravelTimePredictionModel() {}

  /**
   * Predicts the travel time of a ride.
   *
   * @param direction the compass bearing from start to end in degrees, 0 to 359
   * @param distance the straight-line distance in km
   * @return the travel time in whole minutes, rounded, 0 or more; -1 if this model cannot predict:
   *     it has seen fewer than two rides in this direction, or only rides of one and the same
   *     distance, or the distance asked for is negative, NaN or infinite
   * @throws IllegalArgumentException if there is no such direction
   */
  public int predictTravelTime(int direction, double distance) {
    int bucket = bucketOf(direction);
    double squares = moments[bucket + DISTANCE_SQUARES];
    if (squares == 0 || !isMeasure(distance)) {
      return -1;
    }
    double minutesPerKm = moments[bucket + DISTANCE_TIME_PRODUCTS] / squares;
    double minutes =
        moments[bucket + MEAN_TIME] + minutesPerKm * (distance - moments[bucket + MEAN_DISTANCE]);
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.round(minutes)));
  }

  /**
   * Learns from a ride that is over. A ride whose distance or time is negative, NaN, infinite, or
   * too large for the model to stay finite, is ignored: taximeters report such things.
   *
   * @param direction the compass bearing from start to end in degrees, 0 to 359
   * @param distance the straight-line distance in km
   * @param travelTime how long the ride took, in minutes
   * @throws IllegalArgumentException if there is no such direction
   */
  public void refineModel(int direction, double distance, double travelTime) {
    int bucket = bucketOf(direction);
    if (!isMeasure(distance) || !isMeasure(travelTime)) {
      return;
    }
    double count = moments[bucket + COUNT] + 1;
    double fromOldMean = distance - moments[bucket + MEAN_DISTANCE];
    double meanDistance = moments[bucket + MEAN_DISTANCE] + fromOldMean / count;
    double meanTime =
        moments[bucket + MEAN_TIME] + (travelTime - moments[bucket + MEAN_TIME]) / count;
    double squares = moments[bucket + DISTANCE_SQUARES] + fromOldMean * (distance - meanDistance);
    double products =
        moments[bucket + DISTANCE_TIME_PRODUCTS] + fromOldMean * (travelTime - meanTime);
    if (Double.isFinite(squares) && Double.isFinite(products)) {
      moments[bucket + COUNT] = count;
      moments[bucket + MEAN_DISTANCE] = meanDistance;
      moments[bucket + MEAN_TIME] = meanTime;
      moments[bucket + DISTANCE_SQUARES] = squares;
      moments[bucket + DISTANCE_TIME_PRODUCTS] = products;
    }
  }

  private static boolean isMeasure(double value) {
    return value >= 0 && value <= Double.MAX_VALUE;
  }

  private static int bucketOf(int direction) {
    if (direction < 0 || direction >= 360) {
      throw new IllegalArgumentException(
          "There is no direction %d: directions are 0 to 359 degrees.".formatted(direction));
    }
    return direction / BUCKET_DEGREES * MOMENTS_PER_BUCKET;
  }

  /**
   * What this model has learnt, for whoever serialises it: of each of the eight directions, the
   * number of rides, the mean distance and time, the sum of squared deviations of the distances,
   * and the sum of the products of the deviations of distances and times.
   *
   * @return a copy, 40 numbers
   */
  public double[] getMoments() {
    return moments.clone();
  }

  /**
   * Replaces what this model has learnt.
   *
   * @param moments 40 numbers as {@link #getMoments} returns them; copied
   * @throws IllegalArgumentException if there are not 40 of them
   */
  public void setMoments(double[] moments) {
    if (moments.length != BUCKETS * MOMENTS_PER_BUCKET) {
      throw new IllegalArgumentException(
          "A model has %d moments, not %d."
              .formatted(BUCKETS * MOMENTS_PER_BUCKET, moments.length));
    }
    this.moments = moments.clone();
  }

  /** Whether the other object is a model that has learnt exactly the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TravelTimePredictionModel model
        && Arrays.equals(moments, model.moments);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(moments);
  }

  /** The number of rides and their mean distance and time, for each direction with rides. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner("; ", "TravelTimePredictionModel[", "]");
    for (int direction = 0; direction < 360; direction += BUCKET_DEGREES) {
      int bucket = bucketOf(direction);
      if (moments[bucket + COUNT] > 0) {
        text.add(
            "%d degrees: %.0f rides, mean %s km in %s min"
                .formatted(
                    direction,
                    moments[bucket + COUNT],
                    moments[bucket + MEAN_DISTANCE],
                    moments[bucket + MEAN_TIME]));
      }
    }
    return text.toString();
  }
}

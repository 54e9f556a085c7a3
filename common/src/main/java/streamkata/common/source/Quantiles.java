package streamkata.common.source;

/** A distribution, given by some of its percentiles and straight between them. */
final class Quantiles {

  private static final int STEPS = 100;

  /** All percentiles, the hundredth included. */
  private final double[] percentiles = new double[STEPS + 1];

  /** Some percentiles in turn: percent, value, percent, value, ... from 0 to 100. */
  Quantiles(double... given) {
    for (int i = 2; i < given.length; i += 2) {
      int from = (int) given[i - 2];
      int to = (int) given[i];
      for (int percent = from; percent <= to; percent++) {
        double way = (double) (percent - from) / (to - from);
        percentiles[percent] = given[i - 1] + (given[i + 1] - given[i - 1]) * way;
      }
    }
  }

  /** The value that this share of all values is smaller than; the share is less than 1. */
  double at(double share) {
    double percent = share * STEPS;
    int lower = (int) percent;
    return percentiles[lower] + (percentiles[lower + 1] - percentiles[lower]) * (percent - lower);
  }
}

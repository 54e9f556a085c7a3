package streamkata.common.source;

/**
 * Pseudo-random draws that are the same on every machine: a sequence of its own for each pair of a
 * seed and a number, so that any of them can be drawn without drawing those before.
 *
 * <p>It is the SplitMix64 generator (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom
 * Number Generators", OOPSLA 2014), started at a hash of the pair.
 */
final class Draws {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;

  /** The standard deviation of the sum of four uniform draws is the square root of 4/12. */
  private static final double ONE_OVER_DEVIATION = 1.7320508075688772;

  private long state;

  /** Goes to the beginning of the sequence of a seed and a number. */
  void restart(long seed, long number) {
    state = hash(seed, number);
  }

  /** A draw from 0 (inclusive) to 1 (exclusive). */
  double uniform() {
    return unit(next());
  }

  /** A draw from 0 (inclusive) to the bound (exclusive). */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /**
   * A draw of about normal distribution, mean 0, deviation 1, never beyond 3.47: the sum of four
   * uniform draws of 16 bits each.
   */
  double normal() {
    long bits = next();
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum * 0x1p-16 - 2) * ONE_OVER_DEVIATION;
  }

  /** A number from 0 to the greatest (both inclusive) that belongs to a seed and a number. */
  static long upTo(long greatest, long seed, long number) {
    return (long) (unit(hash(seed, number)) * (greatest + 1));
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static double unit(long bits) {
    return (bits >>> 11) * UNIT;
  }

  private static long hash(long seed, long number) {
    return mix(mix(seed) + number * GOLDEN_GAMMA);
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}

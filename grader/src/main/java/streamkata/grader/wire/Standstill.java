package streamkata.grader.wire;

import java.util.function.LongSupplier;

/**
 * Notices that nothing happens any more, on a machine that may be busy: a process stands still when
 * it has used less than a twentieth of a processor in each of several seconds in a row. A second
 * counts only if whoever looks was there on time, ten times in it: where it was late, the machine
 * has no time for the process either.
 */
public final class Standstill {

  /** How often to look, in milliseconds. */
  public static final int NAP_MILLIS = 100;

  private static final int NAPS = 10;
  private static final long LATE_NANOS = 2L * NAP_MILLIS * 1_000_000;

  private final int seconds;
  private final LongSupplier processorNanos;
  private final LongSupplier littleNanos;
  private final LongSupplier progress;
  private int quiet;
  private int naps;
  private long lastLook;
  private long usedAtStart;
  private long progressAtStart;

  /**
   * Begins to look.
   *
   * @param seconds how many quiet seconds in a row are a standstill
   * @param processorNanos the processor time that the process has used so far, in nanoseconds
   * @param littleNanos less than so much of it in a second is nothing
   * @param progress a number that changes with everything that is achieved
   */
  public Standstill(
      int seconds, LongSupplier processorNanos, LongSupplier littleNanos, LongSupplier progress) {
    this.seconds = seconds;
    this.processorNanos = processorNanos;
    this.littleNanos = littleNanos;
    this.progress = progress;
  }

  /** Begins anew: there was a time at which nobody looked. */
  public void begin() {
    quiet = 0;
    beginSecond();
  }

  /**
   * Looks; to be called every {@link #NAP_MILLIS}.
   *
   * @return whether the process stands still
   */
  public boolean look() {
    long now = System.nanoTime();
    boolean late = now - lastLook > LATE_NANOS;
    lastLook = now;
    if (late || progress.getAsLong() != progressAtStart) {
      begin();
      return false;
    }
    naps++;
    if (naps == NAPS) {
      quiet = processorNanos.getAsLong() - usedAtStart < littleNanos.getAsLong() ? quiet + 1 : 0;
      beginSecond();
    }
    return quiet >= seconds;
  }

  private void beginSecond() {
    naps = 0;
    lastLook = System.nanoTime();
    usedAtStart = processorNanos.getAsLong();
    progressAtStart = progress.getAsLong();
  }
}

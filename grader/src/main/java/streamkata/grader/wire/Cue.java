package streamkata.grader.wire;

/**
 * What one or all sources read next.
 *
 * @param input the index of the input that it is for; {@link #EVERY_INPUT} for all
 * @param lane which of the lanes of that input an event belongs to; of no meaning for a watermark
 * @param time the event time, or the watermark, in milliseconds since the epoch, UTC
 * @param event the event, written as {@link Values} of the type of the input; null for a watermark
 */
public record Cue(int input, int lane, long time, byte[] event) {

  /** The index that stands for all inputs. */
  public static final int EVERY_INPUT = -1;

  /** The lanes that each input has, so that a job at parallelism 1, 2 or 4 can share them. */
  public static final int LANES = 4;

  /**
   * Whether this is a watermark.
   *
   * @return whether there is no event
   */
  public boolean isWatermark() {
    return event == null;
  }

  /**
   * Whether a source has to do with it.
   *
   * @param ofInput the index of its input
   * @return whether it is for that input
   */
  public boolean isFor(int ofInput) {
    return input == EVERY_INPUT || input == ofInput;
  }
}

package streamkata.grader.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import streamkata.grader.program.LabMistake;
import streamkata.grader.wire.Output;

/**
 * What has come out of one output and is still to be told. A sink that is restored takes back what
 * came after its checkpoint.
 */
final class Outbox {

  private static final int MOST_BYTES = 32 << 20;

  private final AtomicLong progress;
  private final List<byte[]> untold = new ArrayList<>();
  private int told;
  private int atBarrier;
  private int bytes;
  private long watermark = Long.MIN_VALUE;

  Outbox(AtomicLong progress) {
    this.progress = progress;
  }

  synchronized void add(byte[] result) {
    bytes += result.length;
    if (bytes > MOST_BYTES) {
      throw new LabMistake(
          "It has emitted %d results, far more than there can be: does a loop emit them?"
              .formatted(size()));
    }
    untold.add(result);
    progress.incrementAndGet();
  }

  /** A watermark comes out. */
  synchronized void pass(long time) {
    watermark = time;
  }

  /** A barrier passes: what comes from now on has come behind it. */
  synchronized int passBarrier() {
    atBarrier = size();
    return atBarrier;
  }

  synchronized int size() {
    return told + untold.size();
  }

  synchronized void rollBackTo(int size) {
    if (size <= told || untold.isEmpty()) {
      told = size;
      untold.clear();
    } else {
      untold.subList(Math.min(size - told, untold.size()), untold.size()).clear();
    }
    atBarrier = size();
    watermark = Long.MIN_VALUE;
  }

  /** What was not told before. */
  synchronized Output tell() {
    return tell(untold.size());
  }

  /**
   * The same, without what has come behind the last barrier: a program that keeps results back
   * until a snapshot gives them out only then.
   */
  synchronized Output tellUpToBarrier() {
    return tell(Math.max(0, atBarrier - told));
  }

  private Output tell(int count) {
    List<byte[]> now = untold.subList(0, count);
    Output output = new Output(told, List.copyOf(now), watermark);
    bytes -= now.stream().mapToInt(result -> result.length).sum();
    told += count;
    now.clear();
    return output;
  }
}

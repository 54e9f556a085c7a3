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
  private int bytes;

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
  }

  /** What was not told before. */
  synchronized Output tell() {
    Output output = new Output(told, List.copyOf(untold));
    told += untold.size();
    untold.clear();
    bytes = 0;
    return output;
  }
}

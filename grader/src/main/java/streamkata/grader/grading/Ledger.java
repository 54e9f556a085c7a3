package streamkata.grader.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import streamkata.grader.wire.Output;
import streamkata.grader.wire.Values;

/**
 * The results of one output, each once: what came after a checkpoint is struck out when the job
 * goes back to it, which it does only when the referee has ordered that.
 */
final class Ledger {

  private final Values<?> values;
  private final List<Object> results = new ArrayList<>();
  private int atLeast;
  private int atMost;
  private boolean goesBack;
  private long watermark = Long.MIN_VALUE;

  Ledger(Class<?> type) {
    values = Values.of(type);
  }

  int size() {
    return results.size();
  }

  /** A snapshot was taken when there were so many results at least, and no more than now. */
  void snapshot(int before) {
    atLeast = before;
    atMost = results.size();
  }

  /** The job goes back to the last snapshot, or to the beginning. */
  void goBack() {
    goesBack = true;
  }

  /**
   * Adds what came.
   *
   * @throws IOException if that cannot be
   */
  void add(Output output) throws IOException {
    if (goesBack && output.first() >= atLeast && output.first() <= atMost) {
      results.subList(output.first(), results.size()).clear();
      goesBack = false;
    }
    if (output.first() != results.size()) {
      throw new IOException("Results are missing, or are emitted again.");
    }
    for (byte[] result : output.results()) {
      results.add(values.read(result));
    }
    watermark = output.watermark();
  }

  /** The last watermark that has come out. */
  long watermark() {
    return watermark;
  }

  List<Object> copy() {
    return new ArrayList<>(results);
  }
}

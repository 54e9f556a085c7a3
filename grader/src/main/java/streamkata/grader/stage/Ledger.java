package streamkata.grader.stage;

import java.util.ArrayList;
import java.util.List;

/** The output of one stream, exactly once: a sink that is restored takes back what came after. */
final class Ledger {

  private final List<Object> results = new ArrayList<>();

  synchronized void add(Object result) {
    results.add(result);
  }

  synchronized int size() {
    return results.size();
  }

  synchronized void rollBackTo(int size) {
    results.subList(Math.min(size, results.size()), results.size()).clear();
  }

  synchronized List<Object> copy() {
    return new ArrayList<>(results);
  }
}

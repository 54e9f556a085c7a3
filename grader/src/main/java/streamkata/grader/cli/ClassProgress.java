package streamkata.grader.cli;

import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import streamkata.grader.classroom.Listener;

/** Shows how far a class is: as a bar on a terminal, with a line for each hand-in elsewhere. */
final class ClassProgress implements Listener, AutoCloseable {

  private static final int MILLIS_BETWEEN_UPDATES = 200;

  private final PrintWriter err;
  private final boolean isTerminal = System.console() != null;
  private final Set<String> running = new ConcurrentSkipListSet<>();
  private ProgressBar bar;
  private int all;
  private int done;

  ClassProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public synchronized void begins(int handIns, int results, int known) {
    all = handIns;
    err.println(
        "%d results are known already; %d are to be found, of %d hand-ins."
            .formatted(known, results, handIns));
    err.flush();
    if (isTerminal && handIns > 0) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("hand-ins")
              .setInitialMax(handIns)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
              .clearDisplayOnFinish()
              .build();
    }
  }

  @Override
  public synchronized void started(String name) {
    running.add(name);
    showRunning();
  }

  @Override
  public synchronized void ended(String name, String summary) {
    running.remove(name);
    done++;
    if (bar == null) {
      err.println("%d of %d: %s, %s".formatted(done, all, name, summary));
      err.flush();
    } else {
      bar.step();
      showRunning();
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private void showRunning() {
    if (bar != null) {
      bar.setExtraMessage(
          " %d running, %d to come".formatted(running.size(), all - done - running.size()));
    }
  }
}

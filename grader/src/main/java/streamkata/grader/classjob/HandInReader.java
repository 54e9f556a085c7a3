package streamkata.grader.classjob;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import streamkata.grader.classroom.Work;

/** Grades one hand-in at a time, in a thread of its own, and asks for the next when it is done. */
final class HandInReader implements SourceReader<String, HandInSplit> {

  private static final int TRIES = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SourceReaderContext context;
  private final JobOrder order;
  private final Counter graded;
  private final Queue<HandInSplit> assigned = new ArrayDeque<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(HandInReader::daemon);
  private Optional<Worker> worker = Optional.empty();
  private Optional<CompletableFuture<String>> running = Optional.empty();
  private CompletableFuture<Void> told = new CompletableFuture<>();
  private boolean isLast;

  HandInReader(SourceReaderContext context, JobOrder order) {
    this.context = context;
    this.order = order;
    this.graded = context.metricGroup().counter("handInsGraded");
    context.metricGroup().gauge("handInsRunning", () -> running.isPresent() ? 1 : 0);
  }

  @Override
  public void start() {
    worker = Optional.of(Worker.enter(order));
    if (assigned.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<String> output) throws Exception {
    if (running.isEmpty()) {
      if (assigned.isEmpty()) {
        return isLast ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
      HandInSplit next = assigned.element();
      running = Optional.of(CompletableFuture.supplyAsync(() -> grade(next), thread));
    }
    if (!running.get().isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    output.collect(running.get().get());
    graded.inc();
    running = Optional.empty();
    assigned.remove();
    if (assigned.isEmpty()) {
      context.sendSplitRequest();
    }
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (running.isPresent()) {
      return running.get().handle((any, failure) -> null);
    }
    return assigned.isEmpty() && !isLast ? told : CompletableFuture.completedFuture(null);
  }

  @Override
  public void addSplits(List<HandInSplit> splits) {
    assigned.addAll(splits);
    tell();
  }

  @Override
  public void notifyNoMoreSplits() {
    isLast = true;
    tell();
  }

  private void tell() {
    CompletableFuture<Void> before = told;
    told = new CompletableFuture<>();
    before.complete(null);
  }

  /** One that is being graded is graded again after a failure. */
  @Override
  public List<HandInSplit> snapshotState(long checkpointId) {
    return new ArrayList<>(assigned);
  }

  private String grade(HandInSplit split) {
    ObjectNode line = JSON.createObjectNode();
    line.put("handIn", split.name());
    ObjectNode lost = line.putObject("lost");
    line.putArray("results");
    try {
      if (!split.labs().isEmpty()) {
        Worker here = worker.orElseThrow();
        Work work = here.work(split.number()).of(split.labs());
        String why = grade(here, work, line);
        for (String key : why.isEmpty() ? List.<String>of() : work.keys().values()) {
          lost.put(key, "It could not be graded on the cluster: " + why);
        }
      }
      return line.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** Puts the results into a line; says why not, if that has failed each time. */
  private static String grade(Worker here, Work work, ObjectNode line) throws InterruptedException {
    String why = "";
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        line.set("results", JSON.readTree(here.grade(work)));
        return "";
      } catch (IOException e) {
        why = e.getMessage();
      }
    }
    return why;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    worker.ifPresent(Worker::leave);
  }

  private static Thread daemon(Runnable code) {
    Thread thread = new Thread(code, "kata-hand-in");
    thread.setDaemon(true);
    return thread;
  }
}

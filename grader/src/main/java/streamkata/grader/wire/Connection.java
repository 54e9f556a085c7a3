package streamkata.grader.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The referee's end of the two pipes to a stage. Requests of one channel are answered in turn;
 * those of different channels, at the same time. What breaks the protocol ends the connection.
 */
public final class Connection implements AutoCloseable {

  private static final int FIRST_WORD = 0;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final Supplier<String> end;
  private final Map<Integer, Deque<CompletableFuture<Reply>>> awaited = new HashMap<>();
  private final CompletableFuture<Reply> ready;
  private int lastChannel;
  private long answers;
  private String lost;

  /**
   * Begins to listen.
   *
   * @param in what the stage says
   * @param out what it is asked
   * @param end says what became of the stage when it says no more
   */
  public Connection(InputStream in, OutputStream out, Supplier<String> end) {
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = new DataOutputStream(new BufferedOutputStream(out));
    this.end = end;
    this.ready = awaitReply(FIRST_WORD);
    Thread reader = new Thread(this::listen, "kata-stage-replies");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * A number that no channel has had.
   *
   * @return 1 or more
   */
  public synchronized int newChannel() {
    return ++lastChannel;
  }

  /**
   * Completes when the stage has said that it is ready.
   *
   * @return fails with {@link StageLost} if it never will
   */
  public CompletableFuture<Reply> ready() {
    return ready;
  }

  /**
   * What became of the stage.
   *
   * @return empty while it is there
   */
  public synchronized Optional<String> lost() {
    return Optional.ofNullable(lost);
  }

  /**
   * Whether the stage owes an answer.
   *
   * @return whether something was asked that is not answered
   */
  public synchronized boolean isAsked() {
    return !awaited.isEmpty();
  }

  /**
   * How much the stage has answered so far.
   *
   * @return the number of replies
   */
  public synchronized long answers() {
    return answers;
  }

  /**
   * Asks the stage.
   *
   * @param channel a number of {@link #newChannel}
   * @param request what to do
   * @return the reply; fails with {@link StageLost}
   */
  public synchronized CompletableFuture<Reply> ask(int channel, Request request) {
    CompletableFuture<Reply> reply = awaitReply(channel);
    if (lost == null) {
      try {
        new Frame(channel, Request.VALUES.write(request)).write(out);
      } catch (IOException e) {
        // Its end is read by the other thread, and says why.
      }
    }
    return reply;
  }

  /**
   * Ends the connection; what is still asked fails.
   *
   * @param what what became of the stage, as the beginning of a sentence
   */
  public void lose(String what) {
    List<CompletableFuture<Reply>> open;
    synchronized (this) {
      if (lost == null) {
        lost = what;
      }
      open = awaited.values().stream().flatMap(Deque::stream).toList();
      awaited.clear();
    }
    open.forEach(reply -> reply.completeExceptionally(new StageLost(what, isReady())));
  }

  @Override
  public void close() {
    lose("The stage was closed");
    try {
      out.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  private boolean isReady() {
    return ready != null && ready.isDone() && !ready.isCompletedExceptionally();
  }

  private synchronized CompletableFuture<Reply> awaitReply(int channel) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    if (lost != null) {
      reply.completeExceptionally(new StageLost(lost, isReady()));
    } else {
      awaited.computeIfAbsent(channel, number -> new ArrayDeque<>()).add(reply);
    }
    return reply;
  }

  private void listen() {
    try {
      while (true) {
        Frame frame = Frame.read(in);
        Reply reply = Reply.VALUES.read(frame.message());
        answered(frame.channel()).complete(reply);
      }
    } catch (EOFException e) {
      lose(end.get());
    } catch (IOException | RuntimeException e) {
      lose(lost().isPresent() ? lost().get() : "The JVM said what no stage says");
    }
  }

  private synchronized CompletableFuture<Reply> answered(int channel) throws IOException {
    Deque<CompletableFuture<Reply>> waiting = awaited.get(channel);
    if (waiting == null) {
      throw new IOException("Nobody has asked on channel " + channel + ".");
    }
    answers++;
    CompletableFuture<Reply> reply = waiting.remove();
    if (waiting.isEmpty()) {
      awaited.remove(channel);
    }
    return reply;
  }
}

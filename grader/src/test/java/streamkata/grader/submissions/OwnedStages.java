package streamkata.grader.submissions;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import streamkata.grader.grading.Stages;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Frame;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;

/**
 * Stages that belong to the program: between each of them and the referee stands a liar, who says
 * what a program could say that has taken over its process.
 */
final class OwnedStages implements Stages {

  private final Stages honest;
  private final Supplier<Lie> lies;
  private final Map<Connection, Connection> owned = new HashMap<>();

  /**
   * Takes stages over.
   *
   * @param honest stages as they are
   * @param lies a liar for each of them: what one process remembers, no other knows
   */
  OwnedStages(Stages honest, Supplier<Lie> lies) {
    this.honest = honest;
    this.lies = lies;
  }

  @Override
  public Connection first() {
    return owned(honest.first());
  }

  @Override
  public Connection after(Connection lost) {
    return owned(honest.after(behind(lost)));
  }

  @Override
  public void retire(Connection stage, String why) {
    honest.retire(behind(stage), why);
  }

  @Override
  public void expect(int checks) {
    honest.expect(checks);
  }

  @Override
  public void over() {
    honest.over();
  }

  private synchronized Connection owned(Connection stage) {
    return owned.computeIfAbsent(stage, truth -> takenOver(truth, lies.get()));
  }

  private synchronized Connection behind(Connection stage) {
    return owned.entrySet().stream()
        .filter(entry -> entry.getValue() == stage)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static Connection takenOver(Connection truth, Lie lie) {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket referee = new Socket(server.getInetAddress(), server.getLocalPort());
      Socket stage = server.accept();
      DataInputStream in = new DataInputStream(stage.getInputStream());
      DataOutputStream out = new DataOutputStream(stage.getOutputStream());
      say(out, 0, truth.ready().join());
      Thread liar = new Thread(() -> listen(in, out, truth, lie), "liar");
      liar.setDaemon(true);
      liar.start();
      return new Connection(
          referee.getInputStream(), referee.getOutputStream(), () -> "The stage is gone");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void listen(DataInputStream in, DataOutputStream out, Connection truth, Lie lie) {
    Map<Integer, Integer> channels = new HashMap<>();
    try {
      while (true) {
        Frame frame = Frame.read(in);
        int theirs = frame.channel();
        int ours = channels.computeIfAbsent(theirs, channel -> truth.newChannel());
        Request request = Request.VALUES.read(frame.message());
        lie.answer(request, theirs, (channel, asked) -> truth.ask(ours(channels, channel), asked))
            .thenAccept(reply -> say(out, theirs, reply));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static int ours(Map<Integer, Integer> channels, int theirs) {
    return channels.get(theirs);
  }

  private static void say(DataOutputStream out, int channel, Reply reply) {
    synchronized (out) {
      try {
        new Frame(channel, Reply.VALUES.write(reply)).write(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

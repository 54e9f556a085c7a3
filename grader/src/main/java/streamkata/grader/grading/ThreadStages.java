package streamkata.grader.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.stage.Stage;
import streamkata.grader.wire.Connection;

/**
 * A stage in threads of this JVM, for an IDE in which breakpoints are to work. What goes on when a
 * worker is lost does so on the same stage, with the classes loaded anew: static fields of the
 * program are gone then, but not what it has left in the JVM.
 */
public final class ThreadStages implements Stages {

  private Connection current;

  @Override
  public synchronized Connection first() {
    if (current == null || current.lost().isPresent()) {
      current = start();
    }
    return current;
  }

  @Override
  public Connection after(Connection lost) {
    return first();
  }

  @Override
  public void retire(Connection stage, String why) {
    stage.lose(why);
    stage.close();
  }

  /** Over a socket: the pipes of Java are closed when a thread that uses them is interrupted. */
  private static Connection start() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket referee = new Socket(server.getInetAddress(), server.getLocalPort());
      Socket stage = server.accept();
      referee.setTcpNoDelay(true);
      stage.setTcpNoDelay(true);
      Stage.inThisJvm(
          stage.getInputStream(), stage.getOutputStream(), new TemporaryFolder("stage").path());
      return new Connection(
          referee.getInputStream(),
          referee.getOutputStream(),
          () -> "The stage has come to its end");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

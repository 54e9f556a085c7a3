package streamkata.grader.stage;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Where programs are played: a process that a referee starts, or threads in its own. */
public final class Stage {

  private Stage() {}

  /**
   * Serves the referee at the other end of standard input and output. Whatever else this JVM prints
   * goes to the error stream. When there is no referee any more, or no cluster, the JVM ends.
   *
   * @param args an existing directory for whatever is to be written
   */
  public static void main(String[] args) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    InputStream in = System.in;
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    Path directory = Path.of(args[0]);
    try {
      new StageServer(
              in, out, Cluster.start(directory), directory, () -> Runtime.getRuntime().halt(1))
          .serve();
    } catch (IOException e) {
      // The referee is gone.
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  /**
   * Serves in a thread of this JVM, until the input ends.
   *
   * @param in requests
   * @param out replies
   * @param directory an existing directory for whatever is to be written
   */
  public static void inThisJvm(InputStream in, OutputStream out, Path directory) {
    Thread thread =
        new Thread(
            () -> {
              try (Cluster cluster = Cluster.start(directory)) {
                new StageServer(in, out, cluster, directory, () -> {}).serve();
              } catch (Exception e) {
                // The referee is gone, or sees that there are no replies.
              } finally {
                closeQuietly(out);
              }
            },
            "kata-stage");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(OutputStream out) {
    try {
      out.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }
}

package streamkata.grader.stage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import streamkata.grader.program.Program;
import streamkata.grader.program.SourceCompiler;
import streamkata.grader.wire.Frame;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;

/** The stage's end of the two pipes: takes requests, and hands them to the channel they are for. */
final class StageServer {

  /** What a referee and a stage must both be of. */
  static final String KIT = "streamkata 1";

  private final DataInputStream in;
  private final DataOutputStream out;
  private final Cluster cluster;
  private final Path directory;
  private final Runnable unheard;
  private final SourceCompiler compiler = new SourceCompiler(System.getProperty("java.class.path"));
  private final Map<Integer, Program> programs = new ConcurrentHashMap<>();
  private final Map<Integer, Channel> channels = new HashMap<>();

  /**
   * Prepares to serve.
   *
   * @param directory an existing directory for whatever is to be written
   * @param unheard what to do when a reply cannot be written
   */
  StageServer(InputStream in, OutputStream out, Cluster cluster, Path directory, Runnable unheard) {
    this.unheard = unheard;
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = new DataOutputStream(new BufferedOutputStream(out));
    this.cluster = cluster;
    this.directory = directory;
  }

  /**
   * Serves until there are no more requests. It is ready when it has all that programs are loaded
   * with: what is missing there is the kit's own fault, and must not look like a program's.
   *
   * @throws IOException when the other end of the pipes is closed
   */
  void serve() throws IOException {
    Program.requireRules();
    reply(0, new Reply.Ready(KIT));
    try {
      while (true) {
        Frame frame = Frame.read(in);
        Request request = Request.VALUES.read(frame.message());
        Channel channel =
            channels.computeIfAbsent(frame.channel(), number -> new Channel(number, this));
        channel.take(request);
        if (request instanceof Request.Close) {
          channels.remove(frame.channel());
        }
      }
    } finally {
      channels.values().forEach(channel -> channel.take(new Request.Close()));
      compiler.close();
    }
  }

  Cluster cluster() {
    return cluster;
  }

  /** The code that a referee has sent under a number. */
  Program program(int number) {
    return programs.get(number);
  }

  Program load(Request.Load load) throws IOException {
    Program program =
        Program.load(load, compiler, Files.createTempDirectory(directory, "program-"));
    programs.put(load.program(), program);
    return program;
  }

  void forget(int number) {
    Program program = programs.remove(number);
    if (program != null) {
      program.delete();
    }
  }

  void reply(int channel, Reply reply) {
    try {
      synchronized (out) {
        new Frame(channel, Reply.VALUES.write(reply)).write(out);
      }
    } catch (IOException e) {
      unheard.run();
    }
  }
}

package streamkata.grader.stage;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import streamkata.grader.program.Implementation;
import streamkata.grader.program.LabMistake;
import streamkata.grader.program.Leash;
import streamkata.grader.program.Program;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.Failure;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;

/** Carries out the requests of one channel, one after the other, in a thread of its own. */
final class Channel {

  private static final int LOAD_SECONDS = 30;

  private final int number;
  private final StageServer server;
  private final Deque<Request> requests = new ArrayDeque<>();
  private final Thread thread;
  private boolean interruptible;
  private FlinkJob job;

  Channel(int number, StageServer server) {
    this.number = number;
    this.server = server;
    this.thread = new Thread(this::run, "kata-channel-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds a request; to close ends what is under way. */
  synchronized void take(Request request) {
    requests.add(request);
    notifyAll();
    if (request instanceof Request.Close && interruptible) {
      thread.interrupt();
    }
  }

  private void run() {
    boolean closed = false;
    while (!closed) {
      Request request = next();
      closed = request instanceof Request.Close;
      Reply reply = answer(request);
      over();
      server.reply(number, reply);
    }
  }

  private synchronized Request next() {
    while (requests.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Only what is carried out is to be interrupted.
      }
    }
    interruptible = !(requests.peek() instanceof Request.Close);
    return requests.remove();
  }

  private synchronized void over() {
    interruptible = false;
    Thread.interrupted();
  }

  private Reply answer(Request request) {
    try {
      return carryOut(request);
    } catch (LimitReached e) {
      return new Reply.Failed(Failures.of(e));
    } catch (JobFailure e) {
      return new Reply.Failed(failure(e));
    } catch (Throwable e) {
      return new Reply.Failed(Failure.of(Failure.Kind.STAGE, "The stage itself failed: " + e));
    }
  }

  private Failure failure(JobFailure failure) {
    if (job == null) {
      return Failures.of(failure);
    }
    if (job.isWorkerHarmed(failure)) {
      return Failure.of(
          Failure.Kind.STAGE,
          "The worker failed with an exception that it could not report: does one of the exception's"
              + " own methods fail?");
    }
    try {
      return job.limit().call(job.implementation().classLoader(), () -> Failures.of(failure));
    } catch (LimitReached e) {
      return Failures.of(e);
    }
  }

  private Reply carryOut(Request request) throws Exception {
    if (request instanceof Request.Load load) {
      return load(load);
    } else if (request instanceof Request.Forget forget) {
      server.forget(forget.program());
      return done();
    } else if (request instanceof Request.Configure configure) {
      return configure(configure);
    } else if (request instanceof Request.Open open) {
      open(open);
      return new Reply.Done(List.of());
    } else if (request instanceof Request.Feed feed) {
      job.feed(feed.cues());
      return done();
    } else if (request instanceof Request.Settle) {
      job.settle();
      return new Reply.Done(job.outputsUpToBarrier());
    } else if (request instanceof Request.AwaitResults await) {
      job.awaitResults(await.counts());
      return done();
    } else if (request instanceof Request.Checkpoint checkpoint) {
      List<NamedFile> files = job.checkpoint();
      return new Reply.Taken(
          files,
          checkpoint.described() ? job.describe(files) : List.of(),
          job.outputsUpToBarrier());
    } else if (request instanceof Request.CheckpointUntold) {
      return new Reply.Taken(job.checkpointUntold(), List.of(), job.outputsUpToBarrier());
    } else if (request instanceof Request.Unusual unusual) {
      job.checkpoint(unusual.how());
      return done();
    } else if (request instanceof Request.FailTask) {
      job.failTask();
      return done();
    } else if (request instanceof Request.RefuseResult) {
      job.refuseResult();
      return done();
    } else if (request instanceof Request.StopWithSavepoint stop) {
      List<NamedFile> files = job.stopWithSavepoint(stop.canonical());
      return new Reply.Taken(
          files, stop.canonical() ? job.describe(files) : List.of(), job.outputsUpToBarrier());
    } else if (request instanceof Request.End) {
      job.end();
      return done();
    } else if (request instanceof Request.ReadDirectory read) {
      if (read.cancels()) {
        job.stop();
      }
      return job.readDirectory();
    } else {
      return close();
    }
  }

  /** With a limit: a compiler can be kept busy for ever, and a class file can be a riddle. */
  private Reply load(Request.Load load) throws IOException {
    try (URLClassLoader none = new URLClassLoader(new URL[0])) {
      Program program = new WorkLimit(LOAD_SECONDS).call(none, () -> server.load(load));
      return new Reply.Loaded(program.compileErrors(), program.compiled(), program.objections());
    } catch (JobFailure e) {
      return new Reply.Failed(
          e.getCause() instanceof LabMistake mistake
              ? Failure.of(Failure.Kind.MISTAKE, mistake.getMessage())
              : Failure.of(Failure.Kind.STAGE, "The program could not be loaded: " + e.getCause()));
    }
  }

  private Reply done() {
    return new Reply.Done(job == null ? List.of() : job.outputs());
  }

  private void open(Request.Open open) throws Exception {
    if (job != null) {
      job.close();
    }
    Contract contract = Contract.of(Class.forName(open.contract()));
    Implementation implementation = server.program(open.program()).implementation(contract.type());
    job = new FlinkJob(open, server.cluster(), implementation, contract);
    job.submit(open, contract);
  }

  private Reply configure(Request.Configure request) throws Exception {
    Contract contract = Contract.of(Class.forName(request.contract()));
    Implementation implementation =
        server.program(request.program()).implementation(contract.type());
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    WorkLimit limit = new WorkLimit(request.limit());
    try {
      limit.call(
          implementation.classLoader(),
          () ->
              JobBuilder.call(
                  implementation,
                  contract.configuration().orElseThrow(),
                  request.arguments(),
                  parameter -> environment));
      return new Reply.Configured(Settings.of(environment));
    } catch (JobFailure e) {
      return new Reply.Failed(limit.call(implementation.classLoader(), () -> Failures.of(e)));
    } finally {
      Leash.stop(implementation.classLoader());
    }
  }

  private Reply close() throws IOException {
    if (job == null) {
      return done();
    }
    boolean stopped = job.stop();
    job.close();
    Leash.stop(job.implementation().classLoader());
    job = null;
    return stopped
        ? done()
        : new Reply.Failed(
            Failure.of(Failure.Kind.STAGE, "A task of the program could not be stopped."));
  }
}

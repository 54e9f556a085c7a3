package streamkata.grader.grading;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.EnvironmentSettings;
import streamkata.grader.wire.Failure;
import streamkata.grader.wire.Output;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;
import streamkata.grader.wire.StageLost;

/**
 * What is asked of one stage, on a channel of its own. Whatever is asked, it throws {@link
 * ProgramFailed} where the program or its job failed, and {@link StageLost} where the stage did not
 * survive it or says what no stage says.
 */
final class Conversation {

  private final Stages stages;
  private final Connection stage;
  private final int channel;

  private Conversation(Stages stages, Connection stage) {
    this.stages = stages;
    this.stage = stage;
    this.channel = stage.newChannel();
  }

  /** Opens a channel. */
  static Conversation with(Stages stages, Connection stage) {
    return new Conversation(stages, stage);
  }

  /** The stage that it is with. */
  Connection with() {
    return stage;
  }

  /** Gives the stage the code of a lab. */
  void load(LabCode code) {
    Reply reply = await(code.loadOn(stage));
    if (reply instanceof Reply.Failed failed && failed.failure().kind() == Failure.Kind.LIMIT) {
      stages.retire(stage, "The compiler did not come to its end");
      reply = await(code.loadOn(stage));
    }
    if (reply instanceof Reply.Loaded loaded && !loaded.compileErrors().isEmpty()) {
      throw new ProgramFailed(
          Failure.of(Failure.Kind.COMPILE_ERRORS, String.join("\n", loaded.compileErrors())));
    }
    if (reply instanceof Reply.Failed failed) {
      throw new ProgramFailed(failed.failure());
    }
  }

  /** Asks for what is answered by the results that have come out. */
  List<Output> done(Request request) {
    if (ask(request) instanceof Reply.Done done) {
      return done.outputs();
    }
    throw breach();
  }

  /** Asks for a checkpoint or a savepoint. */
  Reply.Taken taken(Request request) {
    if (ask(request) instanceof Reply.Taken taken) {
      return taken;
    }
    throw breach();
  }

  /** Asks for the directory outside Flink, and what has happened there. */
  Reply.Found found(Request.ReadDirectory request) {
    if (ask(request) instanceof Reply.Found found) {
      return found;
    }
    throw breach();
  }

  /** Asks for the settings of an environment, and ends. */
  EnvironmentSettings configured(Request.Configure request) {
    Reply reply = await(stage.ask(channel, request));
    end();
    if (reply instanceof Reply.Configured configured) {
      return configured.settings();
    }
    throw reply instanceof Reply.Failed failed ? new ProgramFailed(failed.failure()) : breach();
  }

  /** Ends the job of the channel; a stage that cannot is of no use any more. */
  CompletableFuture<Reply> end() {
    return stage
        .ask(channel, new Request.Close())
        .whenComplete(
            (reply, lost) -> {
              if (reply instanceof Reply.Failed failed) {
                stages.retire(stage, failed.failure().text());
              }
            });
  }

  /** The stage says what no stage says. */
  StageLost breach() {
    stages.retire(stage, "The JVM said what no stage says");
    return new StageLost("The JVM said what no stage says");
  }

  private Reply ask(Request request) {
    Reply reply = await(stage.ask(channel, request));
    if (reply instanceof Reply.Failed failed) {
      throw new ProgramFailed(failed.failure());
    }
    return reply;
  }

  /** Waits for an answer. */
  static Reply await(CompletableFuture<Reply> reply) {
    try {
      return reply.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StageLost lost
          ? new StageLost(lost.getMessage(), lost.wasReady())
          : new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}

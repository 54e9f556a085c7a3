package streamkata.grader.submissions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import streamkata.grader.wire.EnvironmentSettings;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;
import streamkata.grader.wire.StatePart;
import streamkata.grader.wire.Values;

/** What a program that has taken over its process answers in the place of the stage. */
interface Lie {

  /** More keys, and more bytes, than any script has. */
  long ENOUGH = 1 << 20;

  /** Asks the real stage, on a channel of the referee. */
  interface Truth extends BiFunction<Integer, Request, CompletableFuture<Reply>> {}

  /**
   * Answers the referee.
   *
   * @param request what it asks
   * @param channel on which channel
   * @param truth the real stage
   */
  CompletableFuture<Reply> answer(Request request, int channel, Truth truth);

  /** Both lies. */
  default Lie and(Lie other) {
    return (request, channel, truth) ->
        answer(request, channel, (same, asked) -> other.answer(asked, same, truth));
  }

  /** The program runs in other circumstances than the referee has asked for. */
  static Lie open(UnaryOperator<Request.Open> changed) {
    return (request, channel, truth) ->
        truth.apply(channel, request instanceof Request.Open open ? changed.apply(open) : request);
  }

  /** Types without a serialiser of their own are given to Kryo. */
  static Lie kryo() {
    return open(o -> with(o, o.parallelism(), o.sources(), o.backend(), true));
  }

  /** State is on the heap, and not in RocksDB. */
  static Lie heap() {
    return open(o -> with(o, o.parallelism(), o.sources(), "hashmap", o.kryo()));
  }

  /** There is one instance of everything. */
  static Lie oneInstance() {
    return open(o -> with(o, 1, 1, o.backend(), o.kryo()));
  }

  /** The environment is said to be set as the task asks for, whatever the program sets. */
  static Lie settings() {
    return (request, channel, truth) ->
        request instanceof Request.Configure configure
            ? CompletableFuture.completedFuture(wanted(configure))
            : truth.apply(channel, request);
  }

  /** No task fails when it is to. */
  static Lie noFailure() {
    return (request, channel, truth) ->
        truth.apply(
            channel,
            request instanceof Request.FailTask || request instanceof Request.RefuseResult
                ? new Request.Settle()
                : request);
  }

  /** What the referee looks into of the state holds little, and enough of everything. */
  static Lie smallCheckpoints() {
    Map<String, List<NamedFile>> hidden = new ConcurrentHashMap<>();
    return (request, channel, truth) ->
        truth
            .apply(channel, request instanceof Request.Open open ? found(open, hidden) : request)
            .thenApply(
                reply ->
                    isLookedInto(request) && reply instanceof Reply.Taken taken
                        ? shortened(taken, hidden)
                        : reply);
  }

  private static boolean isLookedInto(Request request) {
    return request instanceof Request.Checkpoint checkpoint && checkpoint.described()
        || request instanceof Request.StopWithSavepoint stop && stop.canonical();
  }

  private static Reply shortened(Reply.Taken taken, Map<String, List<NamedFile>> hidden) {
    String name = UUID.randomUUID().toString();
    hidden.put(name, taken.files());
    return new Reply.Taken(
        List.of(new NamedFile(name, new byte[0])),
        List.of(new StatePart("", "models", StatePart.Kind.KEYED, ENOUGH, ENOUGH, false)),
        taken.outputs());
  }

  private static Request.Open found(Request.Open open, Map<String, List<NamedFile>> hidden) {
    return open.from().isEmpty() || !hidden.containsKey(open.from().get(0).name())
        ? open
        : with(
            open,
            open.parallelism(),
            open.sources(),
            open.backend(),
            open.kryo(),
            hidden.get(open.from().get(0).name()));
  }

  /** No job is stopped for another parallelism, and so nothing of its memory is lost. */
  static Lie noRescale() {
    Map<String, Integer> going = new ConcurrentHashMap<>();
    Map<Integer, Integer> also = new ConcurrentHashMap<>();
    return (request, channel, truth) -> {
      int real = also.getOrDefault(channel, channel);
      if (request instanceof Request.StopWithSavepoint) {
        String name = UUID.randomUUID().toString();
        going.put(name, real);
        return truth
            .apply(real, new Request.Settle())
            .thenApply(
                reply ->
                    reply instanceof Reply.Done done
                        ? new Reply.Taken(
                            List.of(new NamedFile(name, name.getBytes(StandardCharsets.UTF_8))),
                            List.of(),
                            done.outputs())
                        : reply);
      }
      if (request instanceof Request.Close && going.containsValue(real)) {
        return CompletableFuture.completedFuture(new Reply.Done(List.of()));
      }
      if (request instanceof Request.Open open
          && !open.from().isEmpty()
          && going.containsKey(open.from().get(0).name())) {
        also.put(channel, going.remove(open.from().get(0).name()));
        return CompletableFuture.completedFuture(new Reply.Done(List.of()));
      }
      return truth.apply(real, request);
    };
  }

  private static Reply wanted(Request.Configure request) {
    return new Reply.Configured(
        new EnvironmentSettings(
            Optional.of(1000L),
            "EXACTLY_ONCE",
            Optional.of(directory(request)),
            "fixed-delay",
            60,
            10_000,
            0,
            600_000,
            Optional.empty(),
            List.of()));
  }

  private static String directory(Request.Configure request) {
    try {
      return (String) Values.of((Type) String.class).read(request.arguments().get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request.Open with(
      Request.Open open, int parallelism, int sources, String backend, boolean kryo) {
    return with(open, parallelism, sources, backend, kryo, open.from());
  }

  private static Request.Open with(
      Request.Open open,
      int parallelism,
      int sources,
      String backend,
      boolean kryo,
      List<NamedFile> from) {
    return new Request.Open(
        open.program(),
        open.contract(),
        open.arguments(),
        parallelism,
        sources,
        backend,
        kryo,
        open.chaining(),
        open.limit(),
        from,
        open.base(),
        open.place(),
        open.directory());
  }
}

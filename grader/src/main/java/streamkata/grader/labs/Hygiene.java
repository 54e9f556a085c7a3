package streamkata.grader.labs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import streamkata.common.model.Event;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Mismatch;
import streamkata.grader.grading.ProgramFailed;
import streamkata.grader.grading.Trial;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.wire.Failure;
import streamkata.grader.wire.StatePart;

/**
 * Checks that a checkpoint holds what is to be kept, and nothing of what is over: it is compared
 * with that of the same run without what is over, at the moment when it is over. What happens is
 * told in phases; a watermark may end a phase.
 */
public final class Hygiene {

  /** More bytes than chance adds to a checkpoint, and fewer than anything kept for many events. */
  private static final long CHANCE = 1_000;

  /** No key of any lab is shorter. */
  private static final long BYTES_OF_A_KEY = 8;

  private static final String LEFT = "left";

  private final Trial trial;
  private final Object[] arguments;
  private final List<Phase> phases = new ArrayList<>();
  private Phase current = new Phase();
  private String kept = "";
  private long keptKeys;

  private Hygiene(Trial trial, Object... arguments) {
    this.trial = trial;
    this.arguments = arguments;
  }

  /**
   * Begins the first phase.
   *
   * @param trial the program
   * @param arguments what the contract asks for beside streams
   * @return a story without events
   */
  public static Hygiene of(Trial trial, Object... arguments) {
    return new Hygiene(trial, arguments);
  }

  private static final class Phase {
    private final List<Event> kept = new ArrayList<>();
    private final Map<String, List<Event>> over = new LinkedHashMap<>();
    private OptionalLong watermark = OptionalLong.empty();
  }

  /** What goes wrong meanwhile. */
  private enum Trouble {
    NONE("with one instance of everything", ""),
    RESCALED(
        "the job went on from a savepoint, with four instances",
        "Without the savepoint, nothing of them is left. After it, your program did not find"
            + " something again. It was in a field, or in the state of another instance."),
    ROCKSDB(
        "on RocksDB",
        "On the heap, nothing of them is left. There, what you get from state is the state itself."
            + " RocksDB gives you a copy: if you take something out of it, for example by an"
            + " iterator of a ListState, call update with what is left.");

    private final String text;
    private final String lookAt;

    Trouble(String text, String lookAt) {
      this.text = text;
      this.lookAt = lookAt;
    }
  }

  /**
   * Something happens in this phase whose state is to be kept to the end.
   *
   * @param what of what, in words, such as {@code rides under way}
   * @param keys how many keys that adds
   * @param events in the order of arrival
   * @return this story
   */
  public Hygiene keeping(String what, int keys, List<? extends Event> events) {
    kept = what;
    keptKeys += keys;
    current.kept.addAll(events);
    return this;
  }

  /**
   * Something happens in this phase, after what is kept, that is over in the end.
   *
   * @param kind of what, in words, such as {@code rides whose END came first}; the same in each
   *     phase that it has a part in
   * @param events in the order of arrival; all kinds arrive one after the other
   * @return this story
   */
  public Hygiene over(String kind, List<? extends Event> events) {
    current.over.computeIfAbsent(kind, name -> new ArrayList<>()).addAll(events);
    return this;
  }

  /**
   * The phase ends, all of it is processed, the next one begins.
   *
   * @return this story
   */
  public Hygiene then() {
    phases.add(current);
    current = new Phase();
    return this;
  }

  /**
   * The phase ends with a watermark, and the next one begins.
   *
   * @param time of the watermark
   * @return this story
   */
  public Hygiene watermark(long time) {
    current.watermark = OptionalLong.of(time);
    return then();
  }

  /**
   * Plays it, and compares. The last phase must have ended.
   *
   * @throws Mismatch if something is left of what is over, if what is to be kept is not in the
   *     checkpoint, or if the wall clock decides how long it stays
   */
  public void check() {
    check(Trouble.RESCALED);
    if (phases.size() > 1) {
      // Each look is a barrier, too: what a program writes into its state for it must go later.
      check(Trouble.NONE);
    }
    checkOnRocksDb();
  }

  /** What asynchronous state gives is no list that a program could take something out of. */
  private void checkOnRocksDb() {
    try {
      check(Trouble.ROCKSDB);
    } catch (ProgramFailed e) {
      if (!isUnsupported(e.failure())) {
        throw e;
      }
    }
  }

  /** Only what Flink says of such state: an exception of the program itself stays its fault. */
  private static boolean isUnsupported(Failure failure) {
    return failure.causes().stream()
        .filter(cause -> cause.className().equals(UnsupportedOperationException.class.getName()))
        .flatMap(cause -> cause.trace().stream().limit(1))
        .anyMatch(thrower -> thrower.className().startsWith("org.apache.flink."));
  }

  /** The same without a rescale in between, for programs that have nothing to restore. */
  public void checkInOneJob() {
    check(Trouble.NONE);
  }

  private void check(Trouble trouble) {
    Set<String> kinds = new LinkedHashSet<>();
    phases.forEach(phase -> kinds.addAll(phase.over.keySet()));
    Outcome with = play(true, kinds, trouble);
    checkClock(with);
    Outcome without = play(true, Set.of(), trouble);
    // What is kept on the heap and not on RocksDB is found by the rung that asks for RocksDB.
    if (trouble != Trouble.ROCKSDB && !hasAnEntryForEachKey(without)) {
      checkKept(stateSize(without) - stateSize(play(false, Set.of(), trouble)));
    }
    if (stateSize(with) - stateSize(without) > CHANCE) {
      if (trouble == Trouble.RESCALED) {
        check(Trouble.NONE);
      }
      if (trouble != Trouble.ROCKSDB || isRight(with, play(true, kinds, Trouble.NONE))) {
        throw left(kinds, without, with, trouble);
      }
    }
  }

  /**
   * What gives other results on RocksDB than on the heap is found by the rung that asks for them.
   */
  private static boolean isRight(Outcome onRocksDb, Outcome onHeap) {
    return results(onRocksDb).equals(results(onHeap));
  }

  private static List<String> results(Outcome outcome) {
    return outcome.looks().get(Outcome.END).values().stream()
        .flatMap(List::stream)
        .map(String::valueOf)
        .sorted()
        .toList();
  }

  /** Most programs keep something for each key; others may keep the same in another form. */
  private boolean hasAnEntryForEachKey(Outcome outcome) {
    long entries = 0;
    long bytes = 0;
    for (StatePart part : outcome.stateParts(LEFT)) {
      if (part.kind() == StatePart.Kind.KEYED || part.kind() == StatePart.Kind.OPERATOR) {
        entries += part.entries();
        bytes += part.bytes();
      }
    }
    return entries >= keptKeys && bytes >= keptKeys * BYTES_OF_A_KEY;
  }

  private void checkKept(long bytes) {
    if (bytes < keptKeys * BYTES_OF_A_KEY) {
      throw new Mismatch(
          List.of(
              new Fact(
                  "problem",
                  "A checkpoint with %d %s is %s than a checkpoint without them. So the data of your"
                          .formatted(keptKeys, kept, larger(bytes))
                      + " program about them is not in it."),
              new Fact(
                  Fact.LESSON,
                  "After a failure Flink has only the checkpoint. Keep this data in Flink's state,"
                      + " not in fields, static fields, files or other memory.")));
    }
  }

  private static String larger(long bytes) {
    return bytes > 0 ? "only %d bytes larger".formatted(bytes) : "not larger";
  }

  private Mismatch left(Set<String> kinds, Outcome without, Outcome with, Trouble trouble) {
    long more = stateSize(with) - stateSize(without);
    String worst = "";
    long most = 0;
    Outcome ofWorst = with;
    for (String kind : kinds) {
      Outcome alone = play(true, Set.of(kind), trouble);
      long left = stateSize(alone) - stateSize(without);
      if (worst.isEmpty() || left > most + CHANCE) {
        worst = kind;
        most = left;
        ofWorst = alone;
      }
    }
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "problem",
            "The checkpoint still has %d bytes of finished keys (%s): %s."
                .formatted(Math.max(most, more), trouble.text, worst)));
    String parts = parts(without, ofWorst);
    if (!parts.isEmpty()) {
      facts.add(new Fact("left", parts));
    }
    if (!trouble.lookAt.isEmpty()) {
      facts.add(new Fact(Fact.LESSON, trouble.lookAt));
    }
    return new Mismatch(facts);
  }

  private static String parts(Outcome without, Outcome with) {
    return with.stateParts(LEFT).stream()
        .filter(part -> part.entries() > same(part, without).map(StatePart::entries).orElse(0L))
        .map(
            part ->
                "%s%s: %d entries; without the finished keys, %d"
                    .formatted(
                        part,
                        part.operator().isEmpty() ? "" : " of \"" + part.operator() + "\"",
                        part.entries(),
                        same(part, without).map(StatePart::entries).orElse(0L)))
        .collect(Collectors.joining("\n"));
  }

  private static Optional<StatePart> same(StatePart part, Outcome outcome) {
    return outcome.stateParts(LEFT).stream()
        .filter(
            other ->
                other.operator().equals(part.operator())
                    && other.name().equals(part.name())
                    && other.kind() == part.kind())
        .findFirst();
  }

  private static void checkClock(Outcome outcome) {
    for (StatePart part : outcome.stateParts(LEFT)) {
      boolean waits = part.kind() == StatePart.Kind.PROCESSING_TIME_TIMERS;
      if (waits || part.expires()) {
        throw new Mismatch(
            List.of(
                new Fact(
                    "problem",
                    waits
                        ? "Your program has timers in processing time: %d of them wait for the clock"
                                .formatted(part.entries())
                            + " of the machine."
                        : "The %s has a time to live in processing time (StateTtlConfig). So the clock"
                                .formatted(part)
                            + " of the machine decides when it is deleted."),
                new Fact(
                    Fact.LESSON,
                    "The clock of the machine means nothing here. A day may pass between two"
                        + " events, and a week of events may arrive within a minute. Use only event"
                        + " time: timestamps, watermarks, event-time timers.")));
      }
    }
  }

  private static long stateSize(Outcome outcome) {
    return outcome.stateSize(LEFT);
  }

  private Outcome play(boolean keeping, Set<String> kinds, Trouble trouble) {
    Script script = Script.script();
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      if (keeping) {
        script.emit(phase.kept);
      }
      phase.over.forEach(
          (kind, events) -> {
            if (kinds.contains(kind)) {
              script.emit(events);
            }
          });
      phase.watermark.ifPresent(script::watermark);
      script.look("phase " + (i + 1));
      if (i == 0 && trouble == Trouble.RESCALED) {
        script.rescale(4);
        // A job that goes on from a savepoint has no watermark until one arrives.
        phase.watermark.ifPresent(script::watermark);
      }
    }
    if (trouble == Trouble.ROCKSDB) {
      script.rescale(1, LEFT);
    } else {
      script.checkpoint(LEFT);
    }
    Scenario scenario = Scenario.of(script).with(arguments);
    return trial.play(trouble == Trouble.ROCKSDB ? scenario.onRocksDb() : scenario);
  }
}

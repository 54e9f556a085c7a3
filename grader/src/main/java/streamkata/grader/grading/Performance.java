package streamkata.grader.grading;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import streamkata.common.model.Event;
import streamkata.grader.kit.Selection;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Performer;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Checkpointing;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.Cue;
import streamkata.grader.wire.EnvironmentSettings;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Output;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.Request;
import streamkata.grader.wire.StageLost;
import streamkata.grader.wire.StatePart;
import streamkata.grader.wire.Values;

/**
 * One scenario, played step by step: what a stage is told, and what it has answered. What the
 * script has in store, no stage is told before it comes. To be used from one thread.
 */
public final class Performance implements Performer, AutoCloseable {

  private final Scenario scenario;
  private final Stages stages;
  private final LabCode graded;
  private final Contract contract;
  private final int limit;
  private final Shift shift;
  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
  private final Map<String, Map<String, List<?>>> looks = new LinkedHashMap<>();
  private final Map<String, Long> watermarks = new HashMap<>();
  private final Map<String, Long> stateSizes = new HashMap<>();
  private final Map<String, List<StatePart>> stateParts = new HashMap<>();
  private final Map<String, Outcome.Outside> files = new HashMap<>();
  private final List<Cue> cues = new ArrayList<>();
  private final boolean redeploys;
  private final String place = "files of " + UUID.randomUUID();
  private final Iterator<Step> rest;
  private LabCode playing;
  private Conversation stage;
  private int told;
  private int parallelism;
  private List<NamedFile> snapshot = List.of();
  private List<NamedFile> directory = List.of();
  private int snapshotAt;
  private boolean isUntold;
  private boolean isLost;
  private boolean isStuck;
  private boolean hasEnded;

  private Performance(
      Scenario scenario, Stages stages, LabCode code, Contract contract, int limit, Shift shift) {
    this.scenario = scenario;
    this.shift = shift;
    this.stages = stages;
    this.graded = code;
    this.playing = scenario.first().map(kit -> kit.in(code.packageName())).orElse(code);
    this.contract = contract;
    this.limit = limit;
    this.parallelism = scenario.parallelism();
    this.rest = scenario.script().steps().iterator();
    this.redeploys = scenario.script().steps().stream().anyMatch(Performance::changesParallelism);
    contract.outputs().forEach((name, type) -> ledgers.put(name, new Ledger(type)));
  }

  private static boolean changesParallelism(Step step) {
    return step instanceof Step.Redeploy
        || step instanceof Step.Inject inject && inject.parallelism().isPresent();
  }

  /**
   * Plays a scenario.
   *
   * @param scenario what to play
   * @param stages where
   * @param code the program
   * @param contract of the program
   * @param limit the seconds of processor time that the program may use
   * @return what came out
   * @throws ProgramFailed if the program or its job failed
   * @throws StageLost if a stage did not survive it
   */
  public static Outcome play(
      Scenario scenario, Stages stages, LabCode code, Contract contract, int limit) {
    return play(scenario, stages, code, contract, limit, Shift.of(Selection.DEFAULT_SEED));
  }

  /** The same with ids, times and places that the program sees moved. */
  static Outcome play(
      Scenario scenario, Stages stages, LabCode code, Contract contract, int limit, Shift shift) {
    return playTogether(List.of(scenario), stages, code, contract, limit, shift).get(0);
  }

  /** The same for several; where workers are lost, all go on after the loss of the same one. */
  static List<Outcome> playTogether(
      List<Scenario> scenarios,
      Stages stages,
      LabCode code,
      Contract contract,
      int limit,
      Shift shift) {
    List<Performance> performances = new ArrayList<>();
    try {
      for (Scenario scenario : scenarios) {
        Performance performance =
            new Performance(scenario, stages, code, contract, limit, shift.in(scenario));
        performances.add(performance);
        performance.openOn(stages.first());
        performance.playUntilLoss();
      }
      List<Performance> lost = performances.stream().filter(Performance::isLost).toList();
      while (!lost.isEmpty()) {
        Connection next = stages.after(lost.get(0).stage.with());
        for (Performance performance : lost) {
          performance.reopenOn(next);
          performance.playUntilLoss();
        }
        lost = lost.stream().filter(Performance::isLost).toList();
      }
      return performances.stream().map(Performance::outcome).toList();
    } finally {
      performances.forEach(Performance::close);
    }
  }

  /** Lets a program configure an environment that nobody has configured yet. */
  static EnvironmentSettings configure(
      Stages stages, LabCode code, Contract contract, List<Object> arguments, int limit) {
    Conversation stage = Conversation.with(stages, stages.first());
    stage.load(code);
    return stage.configured(
        new Request.Configure(
            code.number(),
            contract.type().getName(),
            Contract.written(contract.configuration().orElseThrow(), arguments),
            limit));
  }

  private void playUntilLoss() {
    isLost = false;
    while (rest.hasNext() && !isLost && !isStuck) {
      rest.next().on(this);
    }
    if (isStuck) {
      looks.put(Outcome.END, collected());
    } else if (!isLost && !hasEnded) {
      look(Outcome.END);
    }
  }

  private boolean isLost() {
    return isLost;
  }

  private Outcome outcome() {
    return new Outcome(scenario, looks, watermarks, stateSizes, stateParts, files, shift::moved);
  }

  @Override
  public void emit(Event event, OptionalInt input) {
    int index = input.orElseGet(() -> contract.inputOf(event));
    int lane = Math.floorMod(scenario.inOrderBy().apply(event).hashCode(), Cue.LANES);
    Event moved = shift.moved(event);
    cues.add(
        new Cue(
            index,
            lane,
            moved.eventTime(),
            Values.of((Type) contract.inputs().get(index)).write(moved)));
  }

  @Override
  public void watermark(long time, OptionalInt input) {
    input.ifPresent(index -> Objects.checkIndex(index, contract.inputs().size()));
    cues.add(new Cue(input.orElse(Cue.EVERY_INPUT), 0, shift.moved(time), null));
  }

  @Override
  public void gate() {
    settle();
  }

  @Override
  public void look(String name) {
    settle();
    looks.put(name, collected());
    watermarks.put(
        name,
        shift.back(
            ledgers.values().stream().mapToLong(Ledger::watermark).min().orElse(Long.MIN_VALUE)));
  }

  @Override
  public void await(String name, Map<String, Integer> counts) {
    feed();
    done(
        new Request.AwaitResults(
            ledgers.keySet().stream().map(output -> counts.getOrDefault(output, 0)).toList()));
    looks.put(name, collected());
    isStuck =
        ledgers.entrySet().stream()
            .anyMatch(output -> output.getValue().size() < counts.getOrDefault(output.getKey(), 0));
  }

  @Override
  public void lookOutside(String name) {
    if (!hasEnded) {
      letTasksBeTold();
    }
    files.put(name, FilesOutside.of(stage.found(new Request.ReadDirectory(false))));
  }

  /** Settles twice: a task that is told of a checkpoint writes then, perhaps after one barrier. */
  private void letTasksBeTold() {
    settle();
    settle();
  }

  @Override
  public void end() {
    feed();
    done(new Request.End());
    looks.put(Outcome.END, collected());
    hasEnded = true;
  }

  private void feed() {
    if (told < cues.size()) {
      feedAll();
    }
  }

  private void feedAll() {
    List<Cue> more = List.copyOf(cues.subList(told, cues.size()));
    told = cues.size();
    done(new Request.Feed(more));
  }

  private void settle() {
    feed();
    done(new Request.Settle());
  }

  @Override
  public void checkpoint(String name) {
    feed();
    List<Integer> before = sizes();
    Reply.Taken taken = taken(new Request.Checkpoint(!name.equals(Script.UNNAMED)));
    keep(taken, before);
    isUntold = false;
    if (contract.writesFiles()) {
      letTasksBeTold();
    }
    lookAt(name, taken);
  }

  private void lookAt(String name, Reply.Taken taken) {
    stateParts.put(name, taken.parts());
    stateSizes.put(name, taken.files().stream().mapToLong(file -> file.content().length).sum());
  }

  @Override
  public void checkpointUntold() {
    feed();
    List<Integer> before = sizes();
    keep(taken(new Request.CheckpointUntold()), before);
    isUntold = true;
  }

  @Override
  public void checkpoint(Checkpointing how) {
    feed();
    done(new Request.Unusual(how));
    if (contract.writesFiles() && how != Checkpointing.WAITS) {
      letTasksBeTold();
    }
  }

  @Override
  public void inject(Fault fault, OptionalInt newParallelism) {
    feed();
    if (fault == Fault.DOWNSTREAM_FAILURE) {
      ledgers.values().forEach(Ledger::goBack);
      done(new Request.RefuseResult());
    } else if (fault == Fault.TASK_FAILURE && newParallelism.isEmpty() && !isUntold) {
      ledgers.values().forEach(Ledger::goBack);
      done(new Request.FailTask());
    } else {
      if (!ledgers.isEmpty()) {
        settle();
      }
      newParallelism.ifPresent(instances -> parallelism = instances);
      isLost = fault == Fault.WORKER_LOSS;
      leaveStage(!isLost);
      if (!isLost) {
        reopenOn(stage.with());
      }
    }
  }

  @Override
  public void redeploy(int newParallelism, String name) {
    feed();
    List<Integer> before = sizes();
    Reply.Taken taken = taken(new Request.StopWithSavepoint(!name.isEmpty()));
    keep(taken, before);
    lookAt(name, taken);
    parallelism = newParallelism;
    playing = graded;
    leaveStage(true);
    reopenOn(stage.with());
  }

  private void keep(Reply.Taken taken, List<Integer> before) {
    snapshot = taken.files();
    snapshotAt = told;
    int i = 0;
    for (Ledger ledger : ledgers.values()) {
      ledger.snapshot(before.get(i++));
    }
  }

  /** The job goes on from the last snapshot; what came after that comes again. */
  private void reopenOn(Connection another) {
    ledgers.values().forEach(Ledger::goBack);
    told = snapshotAt;
    isUntold = false;
    openOn(another);
  }

  private void openOn(Connection another) {
    stage = Conversation.with(stages, another);
    stage.load(playing);
    done(
        new Request.Open(
            playing.number(),
            contract.type().getName(),
            Contract.written(contract.pipeline(), scenario.arguments()),
            parallelism,
            scenario.oneSource() ? 1 : parallelism,
            scenario.backend().configName(),
            scenario.kryo(),
            !redeploys || scenario.first().isPresent(),
            limit,
            snapshot,
            told,
            place,
            directory));
    feedAll();
  }

  private void done(Request request) {
    add(stage.done(request));
  }

  private Reply.Taken taken(Request request) {
    Reply.Taken taken = stage.taken(request);
    add(taken.outputs());
    return taken;
  }

  private void add(List<Output> outputs) {
    if (outputs.isEmpty() && !(ledgers.isEmpty())) {
      return;
    }
    if (outputs.size() != ledgers.size()) {
      throw stage.breach();
    }
    int i = 0;
    for (Ledger ledger : ledgers.values()) {
      try {
        ledger.add(outputs.get(i++));
      } catch (IOException e) {
        throw stage.breach();
      }
    }
  }

  private List<Integer> sizes() {
    return ledgers.values().stream().map(Ledger::size).toList();
  }

  private Map<String, List<?>> collected() {
    Map<String, List<?>> collected = new HashMap<>();
    ledgers.forEach((name, ledger) -> collected.put(name, shift.back(ledger.copy())));
    return collected;
  }

  /**
   * The job goes on elsewhere, with the files that it has written: nobody else writes them then.
   */
  private void leaveStage(boolean cancels) {
    if (contract.writesFiles()) {
      directory = stage.found(new Request.ReadDirectory(cancels)).files();
      Conversation.await(stage.end());
    } else {
      stage.end();
    }
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.end();
    }
  }
}

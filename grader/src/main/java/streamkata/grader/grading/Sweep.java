package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Text;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.StageLost;

/**
 * Lets a task fail at every place of a lab's script, and looks whether what comes out is what the
 * same program makes of the same script when nothing fails.
 */
public final class Sweep {

  private static final String FILES = "files";

  private final Stages stages;
  private final LabCode code;
  private final Contract contract;
  private final Rules rules;
  private final Scenario scenario;
  private final List<Numbered> steps = new ArrayList<>();
  private Map<String, Map<String, Integer>> calm;

  private Sweep(Stages stages, Lab lab, LabCode code, Rules rules, Scenario scenario) {
    this.stages = stages;
    this.code = code;
    this.contract = Contract.of(lab.contract());
    this.rules = rules;
    this.scenario = scenario;
    int turn = 0;
    for (Step step : scenario.script().steps()) {
      if (step instanceof Step.Gate) {
        turn++;
      } else if (step instanceof Step.Emit || step instanceof Step.Watermark) {
        steps.add(new Numbered(steps.size() + 1, turn, step));
      }
    }
  }

  /**
   * Where a task fails.
   *
   * @param first the number of the step, from 1, before which there is the last checkpoint
   * @param last the number of the step after which the task fails; what came since the checkpoint
   *     comes again
   */
  public record Place(int first, int last) {
    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /**
   * What a failure has changed.
   *
   * @param script the shortest script that was found, one line a step
   * @param difference what was lost and what came in its place
   */
  public record Damage(String script, String difference) {}

  /**
   * Prepares to sweep what the lab's check of the rung task failure plays.
   *
   * @param stages where programs are played
   * @param lab the lab
   * @param code the program
   * @param rules how
   * @throws Refusal if the lab has no such check
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static Sweep of(Stages stages, Lab lab, LabCode code, Rules rules)
      throws InterruptedException {
    Check check =
        lab.checks().stream()
            .filter(candidate -> candidate.rung() == Rung.TASK_FAILURE)
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        "%s keeps no state, so a failure cannot lose anything."
                            .formatted(lab.id())));
    CheckRun run = new CheckRun(lab, check, code, rules, result -> {});
    try {
      run.decide(new NoStages());
    } catch (CheckRun.Doubt e) {
      // It found no stage, and by then it had said what it would have played.
    }
    return new Sweep(stages, lab, code, rules, run.lastScenario().orElseThrow());
  }

  /**
   * All places at which a task can fail, with each checkpoint that it can then go back to; none is
   * before a gate, since the order of two inputs that it separates would be lost.
   *
   * @return from the first place to the last
   */
  public List<Place> places() {
    return IntStream.rangeClosed(1, steps.size())
        .boxed()
        .flatMap(last -> IntStream.rangeClosed(1, last).mapToObj(first -> new Place(first, last)))
        .filter(place -> turn(place.first()) == turn(place.last()))
        .toList();
  }

  /**
   * What the program does when nothing fails.
   *
   * @return what keeps it from that, in a sentence; empty if it comes to an end
   */
  public Optional<String> calm() {
    try {
      calm = results(steps, Optional.empty());
      return Optional.empty();
    } catch (ProgramFailed e) {
      return Optional.of(e.sentence(code.packageName()));
    } catch (StageLost e) {
      return Optional.of(e.getMessage() + ".");
    }
  }

  /**
   * Lets a task fail at a place. {@link #calm} has to come first.
   *
   * @param place one of {@link #places}
   * @return what that has changed; empty if nothing
   */
  public Optional<Damage> play(Place place) {
    return damage(steps, place, () -> calm);
  }

  /**
   * Looks for a part of the script that is damaged in the same way.
   *
   * @param place where the whole script is damaged
   * @return what is damaged in the shortest part that was found
   */
  public Damage shortest(Place place) {
    List<Numbered> smallest =
        Shrinker.shrink(steps, part -> damage(part, place).isPresent(), rules.tries());
    return damage(smallest, place).orElseThrow();
  }

  private int turn(int number) {
    return steps.get(number - 1).turn();
  }

  /** A step of the script, and how many gates are before it. */
  private record Numbered(int number, int turn, Step step) {}

  private Optional<Damage> damage(List<Numbered> part, Place place) {
    return damage(part, place, () -> results(part, Optional.empty()));
  }

  private Optional<Damage> damage(
      List<Numbered> part, Place place, Supplier<Map<String, Map<String, Integer>>> calm) {
    int before = (int) part.stream().filter(it -> it.number() < place.first()).count();
    int until = (int) part.stream().filter(it -> it.number() <= place.last()).count();
    if (before == until) {
      return Optional.empty();
    }
    String difference;
    try {
      difference = difference(calm.get(), results(part, Optional.of(new Place(before + 1, until))));
    } catch (ProgramFailed e) {
      difference = e.sentence(code.packageName());
    } catch (StageLost e) {
      difference = e.getMessage() + ".";
    }
    Scenario failing = scenario(part, Optional.of(new Place(before + 1, until)));
    return difference.isEmpty()
        ? Optional.empty()
        : Optional.of(new Damage(ScriptText.of(failing), Text.printable(difference)));
  }

  private Map<String, Map<String, Integer>> results(List<Numbered> only, Optional<Place> place) {
    Outcome outcome =
        Performance.play(
            scenario(only, place), stages, code, contract, rules.limit(), Shift.of(rules.seed()));
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    outcome
        .looks()
        .get(Outcome.END)
        .forEach(
            (output, results) -> {
              Map<String, Integer> ofOutput = new HashMap<>();
              results.forEach(result -> ofOutput.merge(String.valueOf(result), 1, Integer::sum));
              counts.put(output, ofOutput);
            });
    if (contract.writesFiles()) {
      counts.put(FILES, lines(outcome.outside(FILES).visible()));
    }
    return counts;
  }

  /** Which lines are in which folder: the names of files may differ from run to run. */
  private static Map<String, Integer> lines(Map<String, String> files) {
    Map<String, Integer> lines = new HashMap<>();
    files.forEach(
        (name, content) -> {
          String folder = name.substring(0, name.lastIndexOf('/') + 1);
          content.lines().forEach(line -> lines.merge(folder + ": " + line, 1, Integer::sum));
        });
    return lines;
  }

  private Scenario scenario(List<Numbered> only, Optional<Place> place) {
    Script script = Script.script();
    for (int i = 0; i < only.size(); i++) {
      int number = i + 1;
      if (i > 0 && only.get(i).turn() != only.get(i - 1).turn()) {
        script.gate();
      }
      if (place.filter(it -> it.first() == number).isPresent()) {
        script.checkpoint();
      }
      script.then(only.get(i).step());
      if (place.filter(it -> it.last() == number).isPresent()) {
        script.inject(Fault.TASK_FAILURE);
      }
    }
    if (contract.writesFiles()) {
      script.checkpoint().lookOutside(FILES);
    }
    return scenario.playing(script);
  }

  private static String difference(
      Map<String, Map<String, Integer>> calm, Map<String, Map<String, Integer>> failing) {
    return Stream.concat(
            lines("missing", calm, failing).stream(), lines("too many", failing, calm).stream())
        .collect(Collectors.joining("\n"));
  }

  private static List<String> lines(
      String what, Map<String, Map<String, Integer>> more, Map<String, Map<String, Integer>> less) {
    List<String> lines = new ArrayList<>();
    more.forEach(
        (output, results) ->
            results.forEach(
                (result, count) -> {
                  int apart = count - less.get(output).getOrDefault(result, 0);
                  if (apart > 0) {
                    String times = apart == 1 ? "" : " (%d times)".formatted(apart);
                    lines.add("%s: %s%s".formatted(what, result, times));
                  }
                }));
    return lines;
  }

  /** Has none. */
  private static final class NoStages implements Stages {

    @Override
    public Connection first() {
      throw new StageLost("There is no stage");
    }

    @Override
    public Connection after(Connection lost) {
      throw new StageLost("There is no stage");
    }

    @Override
    public void retire(Connection stage, String why) {}
  }
}

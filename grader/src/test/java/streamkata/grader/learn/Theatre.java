package streamkata.grader.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import streamkata.grader.grading.Performance;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.picture.Lanes;
import streamkata.grader.picture.ScriptLanes;
import streamkata.grader.picture.ScriptLanes.Played;
import streamkata.grader.picture.State;
import streamkata.grader.process.WarmStages;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Contract;

/** Plays scripts with the reference solutions, and with wrong programs, for pictures. */
final class Theatre {

  private static final int LIMIT_SECONDS = 10;
  private static final Labs LABS = Course.ALL.labs();

  private Theatre() {}

  /** What a scenario with looks after each step emits. */
  static Outcome play(String lab, Scenario scenario) {
    return play(lab, scenario, Map.of("kata.implementation", "solutions"));
  }

  /** What the reference makes of a scenario that has looks where they are wanted. */
  static Outcome playAsItIs(String lab, Scenario scenario) {
    return playNow(lab, scenario, Map.of("kata.implementation", "solutions"));
  }

  /** The same with a wrong program. */
  static Outcome playWrong(String lab, String fixture, Scenario scenario) {
    Path file = Path.of("src/test/submissions", lab, "wrong", fixture + ".java");
    try {
      Path folder = Files.createTempDirectory("wrong");
      Files.copy(file, folder.resolve(LABS.byId(lab).className() + ".java"));
      return play(lab, scenario, Map.of("kata.submission", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lanes of a script that the reference plays. */
  static Lanes lanes(String title, String lab, Scenario scenario, State state) {
    Outcome outcome = play(lab, scenario);
    return ScriptLanes.of(
        title, scenario, List.of(new Played("emits", outcome)), Optional.ofNullable(state));
  }

  /** The same at parallelism 1. */
  static Lanes lanes(String title, String lab, Script script, State state) {
    return lanes(title, lab, Scenario.of(script), state);
  }

  /** The same, and what a wrong program makes of it. */
  static Lanes compared(String title, String lab, String fixture, Script script, State state) {
    Scenario scenario = Scenario.of(script);
    List<Played> played = new ArrayList<>();
    played.add(new Played("emits", play(lab, scenario)));
    played.add(new Played("a HashMap", playWrong(lab, fixture, scenario)));
    return ScriptLanes.of(title, scenario, played, Optional.of(state));
  }

  private static Outcome play(String id, Scenario scenario, Map<String, String> properties) {
    return playNow(id, ScriptLanes.withLooks(scenario), properties);
  }

  private static Outcome playNow(String id, Scenario scenario, Map<String, String> properties) {
    Lab lab = LABS.byId(id);
    Selection selection = Selection.from(LABS, name -> Optional.ofNullable(properties.get(name)));
    LabCode code = Submission.of(selection).codeOf(lab);
    return Performance.play(
        scenario, WarmStages.STAGES, code, Contract.of(lab.contract()), LIMIT_SECONDS);
  }
}

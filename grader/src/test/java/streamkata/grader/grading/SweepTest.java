package streamkata.grader.grading;

import static java.util.Comparator.comparing;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.grading.Sweep.Damage;
import streamkata.grader.grading.Sweep.Place;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;
import streamkata.grader.submission.Submission;

class SweepTest {

  private static final Labs LABS = Course.ALL.labs();

  @TempDir Path folder;

  @Test
  void a_place_is_a_checkpoint_and_a_later_failure() throws Exception {
    Sweep sweep = sweep("travel-time-prediction", Map.of("kata.implementation", "solutions"));

    List<Place> places = sweep.places();
    int steps = places.get(places.size() - 1).last();
    assertThat(places.get(0), is(new Place(1, 1)));
    assertThat(places.size(), is(steps * (steps + 1) / 2));
  }

  @Test
  void a_solution_survives_wherever_a_task_fails() throws Exception {
    Sweep sweep = sweep("hourly-tips", Map.of("kata.implementation", "solutions"));

    assertThat(sweep.calm(), is(Optional.empty()));
    assertThat(sweep.places().stream().map(sweep::play).toList(), everyItem(is(Optional.empty())));
  }

  @Test
  void no_failure_goes_back_past_a_gate_between_two_inputs() throws Exception {
    Sweep sweep = sweep("dispatch-rules", Map.of("kata.implementation", "solutions"));
    List<Place> places = sweep.places();
    int steps = places.get(places.size() - 1).last();
    List<Integer> beforeGates =
        IntStream.range(1, steps)
            .filter(step -> !places.contains(new Place(step, step + 1)))
            .boxed()
            .toList();
    Place widest =
        places.stream().max(comparing(place -> place.last() - place.first())).orElseThrow();

    assertThat(beforeGates, is(not(empty())));
    assertThat(
        places.stream()
            .filter(
                place ->
                    beforeGates.stream()
                        .anyMatch(gate -> place.first() <= gate && gate < place.last()))
            .toList(),
        is(empty()));
    assertThat(sweep.calm(), is(Optional.empty()));
    assertThat(sweep.play(widest), is(Optional.empty()));
  }

  @Test
  void what_is_damaged_is_shown_with_the_shortest_script() throws Exception {
    Files.copy(
        Path.of("src/test/submissions/long-ride-alerts/wrong/AsleepUntilAnEventComes.java"),
        folder.resolve("LongRideAlertsJob.java"));
    Sweep sweep = sweep("long-ride-alerts", Map.of("kata.submission", folder.toString()));
    sweep.calm();
    Place place =
        sweep.places().stream().filter(it -> sweep.play(it).isPresent()).findFirst().orElseThrow();

    assertThat(
        sweep.shortest(place),
        is(
            new Damage(
                """
                START of ride 1 at 11:00:00.500, (-73.9851, 40.7589) to (-73.7822, 40.6441)
                checkpoint
                watermark 13:00:00.501
                a task fails
                (parallelism 1, hashmap state backend)""",
                "missing: 1")));
  }

  @Test
  void what_does_not_get_through_the_script_cannot_be_judged() throws Exception {
    Sweep sweep = sweep("rides-and-fares", Map.of("kata.implementation", "exercises"));

    assertThat(sweep.calm().orElseThrow(), is("This lab is not started."));
  }

  @Test
  void a_lab_without_state_is_refused() {
    assertThrows(
        Refusal.class, () -> sweep("ride-cleansing", Map.of("kata.implementation", "solutions")));
  }

  private static Sweep sweep(String lab, Map<String, String> properties) throws Exception {
    Map<String, String> all = new HashMap<>(properties);
    all.put("kata.lab", lab);
    Selection selection = Selection.from(LABS, name -> Optional.ofNullable(all.get(name)));
    Lab swept = LABS.byId(lab);
    return Sweep.of(
        WarmStages.STAGES, swept, Submission.of(selection).codeOf(swept), Rules.of(selection));
  }
}

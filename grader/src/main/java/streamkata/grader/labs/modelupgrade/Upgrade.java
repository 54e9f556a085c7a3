package streamkata.grader.labs.modelupgrade;

import static streamkata.grader.scenario.Script.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiRide;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.KitProgram;

/**
 * Version 1 runs, and version 2 continues from its savepoint.
 *
 * @param before what version 1 receives, in the order of arrival
 * @param after what version 2 receives
 */
record Upgrade(List<TaxiRide> before, List<TaxiRide> after) {

  /** The program that has run. */
  static final KitProgram VERSION_1 = KitProgram.of(Upgrade.class, "version1/ModelUpgradeJob.java");

  /** Copies the lists. */
  Upgrade {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** All events. */
  List<TaxiRide> events() {
    return Stream.of(before, after).flatMap(List::stream).toList();
  }

  /** The same with some of the events only. */
  Upgrade part(List<TaxiRide> some) {
    Set<TaxiRide> left = new HashSet<>(some);
    return new Upgrade(
        before.stream().filter(left::contains).toList(),
        after.stream().filter(left::contains).toList());
  }

  /** Version 1 at one parallelism, version 2 at another. */
  Scenario played(int first, int second) {
    return followedBy(script().emit(after), first, second);
  }

  /** The same, but version 2 is played this instead. */
  Scenario followedBy(Script rest, int first, int second) {
    Script script = script().emit(before).redeploy(second);
    for (Step step : rest.steps()) {
      script.then(step);
    }
    return Scenario.of(script)
        .beginningWith(VERSION_1)
        .atParallelism(first)
        .inOrderBy(Upgrade::order);
  }

  /** Version 2 at 1, 4, 1 and 2, a third of the events at a time. */
  Scenario rescaled() {
    int third = after.size() / 3;
    Script rest =
        script()
            .emit(after.subList(0, third))
            .rescale(4)
            .rescale(1)
            .emit(after.subList(third, 2 * third))
            .rescale(2)
            .emit(after.subList(2 * third, after.size()));
    return followedBy(rest, 2, 1);
  }

  /** Whatever the parallelism, there are several instances that learn. */
  Scenario rescaledLearning() {
    int third = after.size() / 3;
    Script rest =
        script()
            .emit(after.subList(0, third))
            .rescale(2)
            .emit(after.subList(third, 2 * third))
            .rescale(4)
            .emit(after.subList(2 * third, after.size()));
    return followedBy(rest, 1, 4);
  }

  /**
   * Version 2 at 4, 1 and 4, and so on from event to event, with an input of one instance. What is
   * chained with an operator of the input's parallelism changes, and so do the ids that Flink
   * makes. The order of events is not at stake: there is never more than one under way.
   */
  Scenario rescaledFromOneSource() {
    Script rest = script();
    for (int i = 0; i < after.size(); i++) {
      rest.emit(after.get(i));
      if (i < after.size() - 1) {
        rest.rescale(i % 2 == 0 ? 1 : 4);
      }
    }
    return followedBy(rest, 1, 4).fromOneSource();
  }

  /** What both versions must emit. */
  Emits<HourlyPrediction> expected() {
    return Explanation.explained(ModelUpgradeOracle.predictions(before, after));
  }

  /** Rides to one cell come through one instance of the input. */
  static Object order(Event event) {
    TaxiRide ride = (TaxiRide) event;
    return GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        ? GeoUtils.mapToGridCell(ride.endLon(), ride.endLat())
        : -1;
  }
}

package streamkata.grader.labs.modelupgrade;

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
    return followedBy(Script.script().emit(after), first, second);
  }

  /** The same, but version 2 is played this instead. */
  Scenario followedBy(Script rest, int first, int second) {
    Script script = Script.script().emit(before).redeploy(second);
    for (Step step : rest.steps()) {
      script.then(step);
    }
    return Scenario.of(script)
        .beginningWith(VERSION_1)
        .atParallelism(first)
        .inOrderBy(Upgrade::order);
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

package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static streamkata.grader.labs.AwkwardProperty.AT_EDGE_OF_CELL;
import static streamkata.grader.labs.AwkwardProperty.AT_EDGE_OF_CITY;
import static streamkata.grader.labs.AwkwardProperty.CELLS_OF_ONE_HASH_CODE;
import static streamkata.grader.labs.AwkwardProperty.COUNT_BEYOND_SHORT;
import static streamkata.grader.labs.AwkwardProperty.DRIVERS_EQUAL_AS_DOUBLE;
import static streamkata.grader.labs.AwkwardProperty.DRIVERS_EQUAL_AS_INT;
import static streamkata.grader.labs.AwkwardProperty.DRIVERS_EQUAL_BUT_FOR_THEIR_HIGHEST_BIT;
import static streamkata.grader.labs.AwkwardProperty.DRIVERS_FURTHER_APART_THAN_A_LONG;
import static streamkata.grader.labs.AwkwardProperty.DRIVERS_OF_ONE_HASH_CODE;
import static streamkata.grader.labs.AwkwardProperty.DRIVERS_OPPOSITE;
import static streamkata.grader.labs.AwkwardProperty.END_IN_ANOTHER_TAXI_THAN_ITS_START;
import static streamkata.grader.labs.AwkwardProperty.END_OUTSIDE_IN_ONE_COORDINATE;
import static streamkata.grader.labs.AwkwardProperty.FARE_A_DAY_FROM_ITS_RIDE;
import static streamkata.grader.labs.AwkwardProperty.FARE_OF_ANOTHER_DRIVER_THAN_ITS_RIDE;
import static streamkata.grader.labs.AwkwardProperty.FARE_OF_ANOTHER_TAXI_THAN_ITS_RIDE;
import static streamkata.grader.labs.AwkwardProperty.HOUR_OF_A_FORTUNE;
import static streamkata.grader.labs.AwkwardProperty.IN_FIRST_CELL;
import static streamkata.grader.labs.AwkwardProperty.IN_LAST_CELL;
import static streamkata.grader.labs.AwkwardProperty.IN_THE_MIDDLE_OF_THE_CITY;
import static streamkata.grader.labs.AwkwardProperty.START_OUTSIDE_IN_ONE_COORDINATE;
import static streamkata.grader.labs.AwkwardProperty.TOTALS_A_CENT_APART;
import static streamkata.grader.labs.AwkwardProperty.TOTALS_LESS_THAN_A_TENTH_OF_A_CENT_APART;
import static streamkata.grader.labs.AwkwardProperty.WATERMARK_AT_THE_TIME_OF_AN_EVENT;
import static streamkata.grader.labs.AwkwardProperty.WATERMARK_OF_ONE_INPUT_STANDS_STILL;
import static streamkata.grader.labs.AwkwardProperty.WATERMARK_STANDS_STILL;
import static streamkata.grader.labs.AwkwardProperty.WITHIN_ONE_CELL;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.grading.Played;
import streamkata.grader.kit.Lab;
import streamkata.grader.process.WarmStages;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.wire.Contract;

/** The input of every lab has every awkward property that can matter there. */
class AwkwardInputTest {

  /** What the input of some labs need not have, and why. */
  private static final List<Reason> REASONS =
      List.of(
          new Reason(
              "there is one input",
              List.of(
                  "ride-cleansing",
                  "hourly-tips",
                  "popular-places",
                  "travel-time-prediction",
                  "long-ride-alerts",
                  "exactly-once-files",
                  "model-upgrade"),
              List.of(WATERMARK_OF_ONE_INPUT_STANDS_STILL)),
          new Reason(
              "nothing is counted",
              List.of(
                  "ride-cleansing",
                  "rides-and-fares",
                  "travel-time-prediction",
                  "long-ride-alerts",
                  "expiring-state",
                  "dispatch-rules",
                  "exactly-once-files"),
              List.of(COUNT_BEYOND_SHORT)),
          new Reason(
              "the watermark plays no part: that it goes far ahead is enough",
              List.of("ride-cleansing", "travel-time-prediction"),
              List.of(WATERMARK_STANDS_STILL)),
          new Reason(
              "the watermark plays no part: that it goes far ahead is enough",
              List.of("rides-and-fares", "travel-time-prediction"),
              List.of(WATERMARK_AT_THE_TIME_OF_AN_EVENT)),
          new Reason(
              "places play no part: that some are outside the city is enough",
              List.of("rides-and-fares", "long-ride-alerts", "expiring-state"),
              List.of(
                  AT_EDGE_OF_CITY,
                  IN_THE_MIDDLE_OF_THE_CITY,
                  AT_EDGE_OF_CELL,
                  IN_FIRST_CELL,
                  IN_LAST_CELL)),
          new Reason(
              "START and END of a ride are not brought together",
              List.of(
                  "ride-cleansing",
                  "rides-and-fares",
                  "popular-places",
                  "travel-time-prediction",
                  "expiring-state",
                  "dispatch-rules",
                  "model-upgrade"),
              List.of(END_IN_ANOTHER_TAXI_THAN_ITS_START)),
          new Reason(
              "cells play no part",
              List.of(
                  "rides-and-fares", "long-ride-alerts", "expiring-state", "exactly-once-files"),
              List.of(CELLS_OF_ONE_HASH_CODE)),
          new Reason(
              "places play no part: that some are outside the city is enough",
              List.of("long-ride-alerts"),
              List.of(
                  WITHIN_ONE_CELL, START_OUTSIDE_IN_ONE_COORDINATE, END_OUTSIDE_IN_ONE_COORDINATE)),
          new Reason(
              "drivers play no part, and nothing is added up",
              List.of("rides-and-fares", "expiring-state"),
              List.of(
                  DRIVERS_EQUAL_AS_INT,
                  DRIVERS_OF_ONE_HASH_CODE,
                  DRIVERS_OPPOSITE,
                  DRIVERS_EQUAL_BUT_FOR_THEIR_HIGHEST_BIT,
                  DRIVERS_EQUAL_AS_DOUBLE,
                  DRIVERS_FURTHER_APART_THAN_A_LONG,
                  HOUR_OF_A_FORTUNE,
                  TOTALS_LESS_THAN_A_TENTH_OF_A_CENT_APART)),
          new Reason(
              "nothing is added up",
              List.of("rides-and-fares", "expiring-state"),
              List.of(TOTALS_A_CENT_APART)),
          new Reason(
              "it sees no rides",
              List.of("hourly-tips"),
              List.of(
                  FARE_A_DAY_FROM_ITS_RIDE,
                  FARE_OF_ANOTHER_DRIVER_THAN_ITS_RIDE,
                  FARE_OF_ANOTHER_TAXI_THAN_ITS_RIDE)));

  private record Reason(String why, List<String> labs, List<AwkwardProperty> missing) {}

  static List<Lab> labs() {
    return Course.ALL.labs().all();
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("labs")
  void every_property_occurs_or_there_is_a_reason(Lab lab) throws Exception {
    Set<AwkwardProperty> mayMiss =
        REASONS.stream()
            .filter(reason -> reason.labs().contains(lab.id()))
            .flatMap(reason -> reason.missing().stream())
            .collect(Collectors.toSet());
    List<Scenario> scenarios = WarmStages.use(stages -> Played.of(lab, stages));
    Set<AwkwardProperty> missing = EnumSet.noneOf(AwkwardProperty.class);
    Set<AwkwardProperty> unreasonable = EnumSet.noneOf(AwkwardProperty.class);
    for (AwkwardProperty property : AwkwardProperty.values()) {
      if (matters(property, lab)) {
        boolean occurs = scenarios.stream().anyMatch(property::occursIn);
        if (!occurs && !mayMiss.contains(property)) {
          missing.add(property);
        } else if (occurs && mayMiss.contains(property)) {
          unreasonable.add(property);
        }
      }
    }

    assertThat("missing", missing, is(empty()));
    assertThat("there is a reason, but it occurs", unreasonable, is(empty()));
  }

  private static boolean matters(AwkwardProperty property, Lab lab) {
    List<Class<?>> inputs = Contract.of(lab.contract()).inputs();
    return inputs.stream().anyMatch(property.of::isAssignableFrom);
  }
}

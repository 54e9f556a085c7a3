package streamkata.grader.labs.hourlytips;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.EPOCH;
import static streamkata.grader.labs.Awkward.NEXT_CENTURY;
import static streamkata.grader.labs.Awkward.beyondDouble;
import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.Shapes.assertNoGrowth;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Shapes.rescaled;
import static streamkata.grader.labs.Shapes.withFailures;
import static streamkata.grader.labs.Shapes.withLosses;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.hourlytips.Fares.fare;
import static streamkata.grader.labs.hourlytips.Fares.faresOf;
import static streamkata.grader.labs.hourlytips.Tips.emitsTips;
import static streamkata.grader.labs.hourlytips.Tips.tip;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import streamkata.common.model.HourlyTip;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.OutOfOrder;
import streamkata.grader.labs.Shapes;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the lab hourly-tips is graded by. */
public class HourlyTipsChecks {

  private static final long ANNA = 2_013_500_001L;
  private static final long BEN = 2_013_500_002L;
  private static final long CARLA = twin(ANNA);
  private static final long DAVID = sameHash(ANNA);
  private static final long NUMBER_ZERO = 0;

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration BOUND = Duration.ofMinutes(20);

  @GradedCheck(
      points = 1,
      claim = "each hour gives the driver with the greatest total of tips, and this total",
      lesson =
          "First add up the tips of each driver in each hour. Then compare the totals of the"
              + " drivers. Keep the driver together with the total (maxBy, not max).")
  void mostTips(Trial trial) {
    Script twoHours =
        script()
            .emit(
                fare(1, BEN, "13:07:23", 5.15),
                fare(2, ANNA, "13:12:00", 3.10),
                fare(3, CARLA, "13:31:41", 2.05),
                fare(4, ANNA, "13:44:59", 4.25),
                fare(5, CARLA, "13:58:07", 2.05),
                fare(6, ANNA, "14:02:30", 1.40),
                fare(7, CARLA, "14:20:12", 2.35))
            .watermark(at("15:00:00.001"));

    assertThat(
        trial.play(twoHours).results(),
        emitsTips(tip("14:00:00", ANNA, 7.35), tip("15:00:00", CARLA, 2.35)));
    Script manyDrivers =
        script()
            .emit(fare(1, ANNA, "13:01:07", 1.05))
            .emit(faresOf(300, at("13:02:00"), 300, 1_000))
            .emit(fare(2, ANNA, "13:58:00", 40.20))
            .watermark(at("14:00:00.001"));
    assertThat(trial.play(manyDrivers).results(), emitsTips(tip("14:00:00", ANNA, 41.25)));
  }

  @GradedCheck(
      points = 1,
      claim = "a fare at exactly a full hour belongs to the hour that begins then",
      lesson =
          "A tumbling window includes its start and excludes its end. The result contains the end"
              + " of the window. Hours are those of UTC, where no clock is ever set back.")
  void hourBoundary(Trial trial) {
    Script aroundTheHour =
        script()
            .emit(
                fare(1, ANNA, "12:59:59.999", 8.80),
                fare(2, BEN, "13:00:00.000", 1.15),
                fare(3, BEN, "13:59:59.999", 2.25),
                fare(4, CARLA, "14:00:00.000", 9.90),
                fare(5, ANNA, "2013-01-05T13:30:00", 7.70),
                fare(6, CARLA, "2013-02-04T13:30:00", 6.60),
                fare(7, BEN, "2013-11-03T05:30:00", 3.30),
                fare(8, ANNA, "2013-11-03T06:30:00", 2.20))
            .emit(fare(9, CARLA, EPOCH, 5.50), fare(10, BEN, NEXT_CENTURY, 4.40))
            .watermark(NEXT_CENTURY + HOUR);

    assertThat(
        trial.play(aroundTheHour).results(),
        emitsTips(
            tip("1970-01-01T01:00:00", CARLA, 5.50),
            tip("2113-07-01T14:00:00", BEN, 4.40),
            tip("13:00:00", ANNA, 8.80),
            tip("14:00:00", BEN, 3.40),
            tip("15:00:00", CARLA, 9.90),
            tip("2013-01-05T14:00:00", ANNA, 7.70),
            tip("2013-02-04T14:00:00", CARLA, 6.60),
            tip("2013-11-03T06:00:00", BEN, 3.30),
            tip("2013-11-03T07:00:00", ANNA, 2.20)));
  }

  @GradedCheck(
      points = 1,
      claim = "if totals are equal, the driver with the smallest id wins",
      lesson =
          "Sums of doubles differ in their last digits, so totals are equal if they differ by at"
              + " most 0.001. Then the driver id decides, not the order of arrival.")
  void tie(Trial trial) {
    Script ties =
        script()
            .emit(fare(61, ANNA, "10:05:00", 0.02), fare(62, BEN, "10:10:00", 0.03))
            .emit(fare(63, ANNA, "11:05:00", 0.01), fare(64, CARLA, "11:10:00", 0.02))
            .emit(fare(65, ANNA, "12:05:00", 0.10), fare(66, BEN, "12:10:00", 0.80))
            .emit(fare(67, ANNA, "12:15:00", 0.70))
            .emit(
                fare(1, BEN, "13:05:00", 0.10),
                fare(2, CARLA, "13:10:00", 0.30),
                fare(3, ANNA, "13:15:00", 0.30),
                fare(4, BEN, "13:20:00", 0.20))
            .emit(
                fare(5, ANNA, "14:05:00", 3.35),
                fare(6, BEN, "14:10:00", 3.3504),
                fare(7, CARLA, "14:15:00", 3.34))
            .emit(
                fare(8, ANNA, "15:05:00", 200_000.01),
                fare(9, BEN, "15:10:00", 200_000.02),
                fare(10, ANNA, "15:15:00", 200_000.01),
                fare(11, BEN, "15:20:00", 200_000.01))
            .emit(
                fare(12, DAVID, "16:05:00", 2.25),
                fare(13, NUMBER_ZERO, "16:10:00", 2.25),
                fare(14, ANNA, "16:15:00", 2.25),
                fare(15, BEN, "16:20:00", 2.25),
                fare(16, CARLA, "16:25:00", 2.25))
            .emit(
                LongStream.of(5, 7, -1, 11, 13, 17, 19, 23)
                    .mapToObj(driver -> fare(30 + driver, driver, "17:05:00", 2.05))
                    .toList())
            .emit(
                fare(20, beyondDouble(3), "18:05:00", 0.05),
                fare(21, -beyondDouble(3), "18:10:00", 0.05))
            .emit(fare(22, ANNA, "19:05:00", 9.9994), fare(23, CARLA, "19:10:00", 9.9996))
            .emit(fare(24, twin(1), "20:05:00", 1.15), fare(25, 5, "20:10:00", 1.15))
            .emit(fare(26, 5, "21:05:00", 1.25), fare(27, twin(1), "21:10:00", 1.25))
            .emit(Fares.tied("22:05:00", beyondDouble(8), beyondDouble(7), beyondDouble(9)))
            .emit(Fares.tied("23:05:00", beyondDouble(7), beyondDouble(9), beyondDouble(8)))
            .watermark(at("2013-01-02T00:00:00.001"));

    assertThat(
        trial.play(ties).results(),
        emitsTips(
            tip("11:00:00", BEN, 0.03),
            tip("12:00:00", CARLA, 0.02),
            tip("13:00:00", ANNA, 0.80),
            tip("14:00:00", ANNA, 0.30),
            tip("15:00:00", ANNA, 3.35),
            tip("16:00:00", BEN, 400_000.03),
            tip("17:00:00", NUMBER_ZERO, 2.25),
            tip("18:00:00", -1, 2.05),
            tip("19:00:00", -beyondDouble(3), 0.05),
            tip("20:00:00", ANNA, 10),
            tip("21:00:00", 5, 1.15),
            tip("22:00:00", 5, 1.25),
            tip("23:00:00", beyondDouble(7), 1.35),
            tip("2013-01-02T00:00:00", beyondDouble(7), 1.35)));
  }

  @GradedCheck(
      points = 1,
      claim = "an hour with fares but without tips gives a result, too",
      lesson =
          "Start the maximum with the first total, not with 0. All totals can be 0 or negative.")
  void nobodyTipped(Trial trial) {
    Script noTips =
        script()
            .emit(
                fare(1, CARLA, "13:05:00", 0),
                fare(2, BEN, "13:10:00", 0),
                fare(3, CARLA, "13:15:00", 0))
            .emit(
                fare(4, CARLA, "14:05:00", -3.15),
                fare(5, BEN, "14:10:00", 2.05),
                fare(6, BEN, "14:15:00", -4.25))
            .emit(
                fare(7, ANNA, "15:05:00", 2.05),
                fare(8, ANNA, "15:10:00", -2.05),
                fare(9, BEN, "15:15:00", -0.05))
            .watermark(at("16:00:00.001"));

    assertThat(
        trial.play(noTips).results(),
        emitsTips(tip("14:00:00", BEN, 0), tip("15:00:00", BEN, -2.20), tip("16:00:00", ANNA, 0)));
  }

  @GradedCheck(
      points = 1,
      claim = "each hour with fares gives one result, when the watermark passes its end",
      lesson =
          "A window fires when the watermark passes its end. Its result has the timestamp of the"
              + " window. So a second window of the same length adds no delay.")
  void eachHourOnce(Trial trial) {
    Script emptyHourBetween =
        script()
            .emit(fare(1, ANNA, "13:07:23", 1.25), fare(2, BEN, "15:10:00", 2.75))
            .watermark(at("13:59:59.998"))
            .look("before 14:00")
            .watermark(at("14:00:00.001"))
            .look("at 14:00")
            .watermark(at("15:59:59.998"))
            .look("before 16:00")
            .watermark(at("16:00:00.001"))
            .look("at 16:00")
            .emit(fare(3, CARLA, "2013-02-04T13:30:00", 3.50))
            .watermark(at("2013-02-04T14:00:00.001"));
    Outcome outcome = trial.play(emptyHourBetween);
    HourlyTip first = tip("14:00:00", ANNA, 1.25);

    assertThat("at the watermark 13:59:59.998", outcome.results("before 14:00"), emitsTips());
    assertThat("at the watermark 14:00:00.001", outcome.results("at 14:00"), emitsTips(first));
    assertThat("at the watermark 15:59:59.998", outcome.results("before 16:00"), emitsTips(first));
    HourlyTip second = tip("16:00:00", BEN, 2.75);
    assertThat(
        "at the watermark 16:00:00.001", outcome.results("at 16:00"), emitsTips(first, second));
    assertThat(
        "a month later",
        outcome.results(),
        emitsTips(first, second, tip("2013-02-04T14:00:00", CARLA, 3.50)));
    Shapes.checkAtOnce(trial, Scenario.of(emptyHourBetween));
    Script untilTheInputEnds =
        script()
            .emit(fare(1, ANNA, "13:07:23", 1.25), fare(2, BEN, "15:10:00", 2.75))
            .watermark(at("14:00:00.001"))
            .close();
    assertThat(
        "at the end of the input",
        trial.play(untilTheInputEnds).results(),
        emitsTips(first, tip("16:00:00", BEN, 2.75)));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, results and state without Kryo")
  void serialisation(Trial trial) {
    assertThat(
        trial.play(Scenario.of(oneHour()).withoutKryo()).results(),
        emitsTips(tip("14:00:00", ANNA, 7.35)));
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 1,
      claim = "the results are the same on the RocksDB state backend")
  void rocksdb(Trial trial) {
    checkOnRocksDb(
        trial, Scenario.of(oneHour()), 1, Outcome::results, emitsTips(tip("14:00:00", ANNA, 7.35)));
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim = "a fare counts in the hour of its event time, in every order of arrival")
  void eventTime(Trial trial) {
    trial.check(
        OutOfOrder.shuffle(Fares.many(trial.random()), BOUND, trial.random()),
        fares -> Scenario.of(OutOfOrder.arrive(fares, BOUND).watermark(at("17:00:00.001"))),
        Tips::emitsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim = "a fare counts while its hour is open, and is dropped after that",
      lesson =
          "A window drops a fare only after the watermark has passed the end of the window. Until"
              + " then a fare counts, also if its time is before the watermark.")
  void lateFare(Trial trial) {
    Script stragglers =
        script()
            .emit(
                fare(1, ANNA, "13:07:23", 1.25),
                fare(2, BEN, "13:20:00", 1.10),
                fare(8, DAVID, "13:30:00", 7.75))
            .watermark(at("13:40:00"))
            .emit(fare(3, BEN, "13:15:00", 0.25), fare(9, BEN, "13:40:00", 0.20))
            .watermark(at("13:40:00"))
            .emit(fare(10, DAVID, "13:39:59.999", -7.05))
            .watermark(at("13:59:59.998"))
            .emit(fare(12, BEN, "13:25:00", 0.05))
            .watermark(at("13:59:59.999"))
            // The hour is out, or nearly so: this fare counts or not, and wins nothing.
            .emit(fare(13, CARLA, "13:50:30", 0.10))
            .watermark(at("14:00:00.001"))
            .gate()
            .emit(fare(4, CARLA, "13:50:00", 99.99), fare(5, ANNA, "14:10:00", 2.35))
            .watermark(at("14:30:00"))
            .gate()
            .emit(fare(6, ANNA, "14:00:00", 0.15), fare(7, CARLA, "13:59:59.999", 99.95))
            .watermark(at("2013-01-05T09:30:00"))
            .emit(fare(11, CARLA, "17:10:00", 99.90))
            .watermark(at("2013-01-05T10:00:00"));

    assertThat(
        trial.play(stragglers).results(),
        emitsTips(tip("14:00:00", BEN, 1.60), tip("15:00:00", ANNA, 2.50))
            .because(HourlyTipsChecks::whyLate));
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "the results are the same at parallelism 1 and 4")
  void parallelism(Trial trial) {
    trial.check(
        Fares.many(trial.random()),
        fares -> Scenario.of(script().emit(fares).watermark(at("17:00:00.001"))).atParallelism(4),
        Tips::emitsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "state grows with the number of drivers and open hours, not with the number of fares",
      lesson =
          "Add each fare to a running value when it arrives (AggregateFunction or reduce). Do not"
              + " keep all fares until the window fires.")
  void incremental(Trial trial) {
    Script oneBusyHour =
        script()
            .emit(faresOf(10, at("13:00:01"), 20, 1_000))
            .checkpoint("20 fares")
            .emit(faresOf(10, at("13:10:00"), 1_000, 1_000))
            .checkpoint("1020 fares");
    Outcome outcome = trial.play(oneBusyHour);

    assertNoGrowth(
        outcome,
        "20 fares",
        "1020 fares",
        "bytes of state that 1000 more fares of the same 10 drivers in the same hour have added");
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "after the result of an hour is emitted, nothing of the hour stays in state",
      lesson =
          "Flink clears the state of a window when the window is over. If you keep other state for"
              + " a driver or an hour, clear it yourself.")
  void stateHygiene(Trial trial) {
    String ofHour = "fares of a finished hour";
    Hygiene.of(trial)
        .keeping("drivers of an open hour", 100, faresOf(100, at("17:00:00"), 100, 1_000))
        .over(ofHour, faresOf(300, at("13:00:01"), 600, 1_000))
        .watermark(at("13:30:00"))
        .over(ofHour, faresOf(300, at("13:30:00"), 300, 1_000))
        .watermark(at("14:00:00.001"))
        .over("fares after the result of their hour", faresOf(300, at("13:40:00"), 300, 1_000))
        .then()
        .check();
    Hygiene.of(trial)
        .keeping(
            "drivers of an open hour", 100, faresOf(100, at("2013-02-01T17:00:00"), 100, 1_000))
        .over("hours with one fare each", faresOf(10, at("15:07:23"), 500, HOUR))
        .watermark(at("2013-01-31T00:00:00"))
        .check();
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 1,
      claim = "if a task fails, each fare counts once")
  void taskFailure(Trial trial) {
    Script across = across(TASK_FAILURE);
    for (Script script : withFailures(across)) {
      assertThat(trial.play(script).results(), emitsAcross(TASK_FAILURE));
    }
    Script firstAfterwards =
        script()
            .emit(fare(1, NUMBER_ZERO, "13:05:00", 2.05))
            .checkpoint()
            .inject(TASK_FAILURE)
            .emit(fare(2, NUMBER_ZERO, "13:10:00", 1.15))
            .watermark(at("14:00:00.001"));
    assertThat(
        trial.play(firstAfterwards).results(), emitsTips(tip("14:00:00", NUMBER_ZERO, 3.20)));
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 1,
      claim = "if the worker is lost, open hours are not lost")
  void workerLoss(Trial trial) {
    trial.checkTogether(
        withLosses(Scenario.of(across(WORKER_LOSS))), Outcome::results, emitsAcross(WORKER_LOSS));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 1,
      claim = "open hours continue from a savepoint at another parallelism")
  void rescale(Trial trial) {
    trial.check(
        Fares.many(trial.random()),
        fares -> rescaled(fares, at("13:00:00"), at("17:00:00.001")),
        Tips::emitsLikeTheOracle);
  }

  private static Script oneHour() {
    return script()
        .emit(
            fare(1, BEN, "13:07:23", 5.15),
            fare(2, ANNA, "13:12:00", 3.10),
            fare(3, CARLA, "13:31:41", 4.25),
            fare(4, ANNA, "13:44:59", 4.25))
        .watermark(at("14:00:00.001"));
  }

  /**
   * Carla's hour is complete before the checkpoint and comes out after it; of the next hour there
   * is work before the checkpoint and work after it. What came after the checkpoint is rolled back
   * and comes again.
   */
  private static Script across(Fault fault) {
    return script()
        .emit(
            fare(1, CARLA, "12:50:00", 1.15),
            fare(2, ANNA, "13:07:23", 3.10),
            fare(3, BEN, "13:20:00", 4.05))
        .checkpoint()
        .emit(fare(4, ANNA, "13:30:00", 2.25))
        .watermark(at("13:00:00.001"))
        .inject(fault)
        .emit(fare(5, BEN, "13:40:00", 0.15))
        .watermark(at("14:00:00.001"));
  }

  private static Emits<HourlyTip> emitsAcross(Fault fault) {
    String event = fault.past();
    return emitsTips(tip("13:00:00", CARLA, 1.15), tip("14:00:00", ANNA, 5.35))
        .because(
            (wanted, got) -> {
              if (got.isEmpty()) {
                return "an hour that was open in the checkpoint was lost when " + event;
              }
              return switch ((int) Math.round(100 * got.get(0).total())) {
                case 225 -> "the fares before the checkpoint were lost when " + event;
                case 310, 420 -> "a fare after the checkpoint was not counted again when " + event;
                case 760 -> "a fare after the checkpoint was counted twice when " + event;
                default -> "";
              };
            });
  }

  private static String whyLate(List<HourlyTip> wanted, List<HourlyTip> got) {
    if (got.size() > wanted.size()) {
      return "a fare after the result of its hour gave a second result";
    }
    return got.stream().anyMatch(tip -> tip.total() > 90)
        ? "a fare after the result of its hour was counted in another hour"
        : "a fare older than the watermark still counts while its hour is open";
  }
}

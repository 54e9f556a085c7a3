package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Outcome.RESULT;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;
import streamkata.grader.grading.Check;
import streamkata.grader.grading.GradedLab;
import streamkata.grader.grading.Trial;
import streamkata.grader.matchers.Emits;
import streamkata.grader.oracles.HourlyTipsOracle;
import streamkata.grader.scenario.EventText;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

@GradedLab("hourly-tips")
class HourlyTipsTest {

  private static final Pipeline<HourlyTipsLab> TIPS =
      (lab, streams) -> streams.collect(HourlyTip.class, lab.tips(streams.fares()));

  private static final long ANNA = 2_013_500_001L;
  private static final long BEN = 2_013_500_002L;
  private static final long CARLA = 2_013_500_003L;

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration BOUND = Duration.ofMinutes(20);

  @Check("most-tips")
  void the_driver_with_most_tips_in_the_hour_and_the_total(Trial<HourlyTipsLab> trial) {
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
        play(trial, twoHours),
        emitsTips(tip("14:00:00", ANNA, 7.35), tip("15:00:00", CARLA, 2.35)));
  }

  @Check("hour-boundary")
  void an_hour_includes_its_start_and_excludes_its_end(Trial<HourlyTipsLab> trial) {
    Script aroundTheHour =
        script()
            .emit(
                fare(1, ANNA, "12:59:59.999", 8.80),
                fare(2, BEN, "13:00:00.000", 1.15),
                fare(3, BEN, "13:59:59.999", 2.25),
                fare(4, CARLA, "14:00:00.000", 9.90))
            .watermark(at("15:00:00.001"));

    assertThat(
        play(trial, aroundTheHour),
        emitsTips(
            tip("13:00:00", ANNA, 8.80), tip("14:00:00", BEN, 3.40), tip("15:00:00", CARLA, 9.90)));
  }

  @Check("tie")
  void equal_totals_go_to_the_smaller_driver_id(Trial<HourlyTipsLab> trial) {
    Script ties =
        script()
            .emit(
                fare(1, BEN, "13:05:00", 0.10),
                fare(2, CARLA, "13:10:00", 0.30),
                fare(3, ANNA, "13:15:00", 0.30),
                fare(4, BEN, "13:20:00", 0.20))
            .emit(
                fare(5, ANNA, "14:05:00", 3.35),
                fare(6, BEN, "14:10:00", 3.35),
                fare(7, CARLA, "14:15:00", 3.30))
            .watermark(at("15:00:00.001"));

    assertThat(
        play(trial, ties), emitsTips(tip("14:00:00", ANNA, 0.30), tip("15:00:00", ANNA, 3.35)));
  }

  @Check("nobody-tipped")
  void an_hour_in_which_nobody_tipped_goes_to_the_smallest_driver_id(Trial<HourlyTipsLab> trial) {
    Script noTips =
        script()
            .emit(
                fare(1, CARLA, "13:05:00", 0),
                fare(2, BEN, "13:10:00", 0),
                fare(3, CARLA, "13:15:00", 0))
            .watermark(at("14:00:00.001"));

    assertThat(play(trial, noTips), emitsTips(tip("14:00:00", BEN, 0)));
  }

  @Check("each-hour-once")
  void an_hour_comes_out_when_the_watermark_passes_its_end(Trial<HourlyTipsLab> trial) {
    Script emptyHourBetween =
        script()
            .emit(fare(1, ANNA, "13:07:23", 1.25), fare(2, BEN, "15:10:00", 2.75))
            .watermark(at("13:59:59.998"))
            .look("before 14:00")
            .watermark(at("14:00:00.001"))
            .look("at 14:00")
            .watermark(at("15:59:59.998"))
            .look("before 16:00")
            .watermark(at("16:00:00.001"));
    Outcome outcome = trial.play(TIPS, Scenario.of(emptyHourBetween));
    HourlyTip first = tip("14:00:00", ANNA, 1.25);

    assertThat("at the watermark 13:59:59.998", at(outcome, "before 14:00"), emitsTips());
    assertThat("at the watermark 14:00:00.001", at(outcome, "at 14:00"), emitsTips(first));
    assertThat("at the watermark 15:59:59.998", at(outcome, "before 16:00"), emitsTips(first));
    assertThat(outcome.results(), emitsTips(first, tip("16:00:00", BEN, 2.75)));
  }

  @Check("serialisation")
  void nothing_needs_kryo(Trial<HourlyTipsLab> trial) {
    assertThat(
        trial.play(TIPS, Scenario.of(oneHour()).withoutKryo()).results(),
        emitsTips(tip("14:00:00", ANNA, 7.35)));
  }

  @Check("rocksdb")
  void the_same_comes_out_on_rocksdb(Trial<HourlyTipsLab> trial) {
    assertThat(
        trial.play(TIPS, Scenario.of(oneHour()).onRocksDb()).results(),
        emitsTips(tip("14:00:00", ANNA, 7.35)));
  }

  @Check("event-time")
  void the_same_comes_out_in_whatever_order_fares_arrive(Trial<HourlyTipsLab> trial) {
    trial.check(
        TIPS,
        OutOfOrder.shuffle(manyFares(trial.random()), BOUND, trial.random()),
        fares -> Scenario.of(OutOfOrder.arrive(fares, BOUND).watermark(at("17:00:00.001"))),
        HourlyTipsTest::emitsLikeTheOracle);
  }

  @Check("late-fare")
  void a_fare_counts_while_its_hour_is_open_and_not_afterwards(Trial<HourlyTipsLab> trial) {
    Script stragglers =
        script()
            .emit(fare(1, ANNA, "13:07:23", 1.25), fare(2, BEN, "13:20:00", 1.10))
            .watermark(at("13:40:00"))
            .emit(fare(3, BEN, "13:15:00", 0.45))
            .watermark(at("14:00:00.001"))
            .emit(fare(4, CARLA, "13:50:00", 99.99), fare(5, ANNA, "14:10:00", 2.35))
            .watermark(at("14:30:00"))
            .emit(fare(6, ANNA, "14:00:00", 0.15), fare(7, CARLA, "13:59:59.999", 99.95))
            .watermark(at("15:00:00.001"));

    assertThat(
        play(trial, stragglers),
        emitsTips(tip("14:00:00", BEN, 1.55), tip("15:00:00", ANNA, 2.50))
            .because(HourlyTipsTest::whyLate));
  }

  @Check("parallelism")
  void the_same_comes_out_at_parallelism_one_and_four(Trial<HourlyTipsLab> trial) {
    List<TaxiFare> fares = manyFares(trial.random());
    Function<List<TaxiFare>, Scenario> alone =
        some -> Scenario.of(script().emit(some).watermark(at("17:00:00.001")));

    trial.check(TIPS, fares, alone, HourlyTipsTest::emitsLikeTheOracle);
    trial.check(
        TIPS,
        fares,
        some -> alone.apply(some).atParallelism(4),
        HourlyTipsTest::emitsLikeTheOracle);
  }

  @Check("incremental")
  void many_more_fares_of_the_same_drivers_need_no_more_state(Trial<HourlyTipsLab> trial) {
    Script oneBusyHour =
        script()
            .emit(faresOf(10, at("13:00:01"), 20, 1_000))
            .checkpoint("20 fares")
            .emit(faresOf(10, at("13:10:00"), 1_000, 1_000))
            .checkpoint("1020 fares");
    Outcome outcome = trial.play(TIPS, Scenario.of(oneBusyHour));

    assertThat(
        "bytes of state that 1000 more fares of the same 10 drivers in the same hour have added",
        outcome.stateSize("1020 fares") - outcome.stateSize("20 fares"),
        lessThan(1_000L));
  }

  @Check("state-hygiene")
  void nothing_is_left_of_hours_that_are_out(Trial<HourlyTipsLab> trial) {
    Script manyHours =
        script()
            .emit(faresOf(1_000, at("13:00:01"), 20, HOUR))
            .watermark(at("13:00:00.001") + 20 * HOUR)
            .checkpoint("20 hours")
            .emit(faresOf(1_000, at("13:00:01") + 20 * HOUR, 400, HOUR))
            .watermark(at("13:00:00.001") + 420 * HOUR)
            .checkpoint("420 hours");
    Outcome outcome = trial.play(TIPS, Scenario.of(manyHours));

    assertThat(
        "bytes of state that are left of 400 more hours after their results are out",
        outcome.stateSize("420 hours") - outcome.stateSize("20 hours"),
        lessThan(1_000L));
  }

  @Check("task-failure")
  void open_hours_are_as_in_the_checkpoint_when_a_task_has_failed(Trial<HourlyTipsLab> trial) {
    assertThat(play(trial, across(TASK_FAILURE)), emitsAcross(TASK_FAILURE));
  }

  @Check("worker-loss")
  void open_hours_are_as_in_the_checkpoint_when_the_worker_has_died(Trial<HourlyTipsLab> trial) {
    assertThat(play(trial, across(WORKER_LOSS)), emitsAcross(WORKER_LOSS));
  }

  @Check("rescale")
  void open_hours_move_with_their_keys_when_the_job_is_rescaled(Trial<HourlyTipsLab> trial) {
    trial.check(
        TIPS,
        manyFares(trial.random()),
        fares -> {
          int half = fares.size() / 2;
          Script rescaled =
              script()
                  .emit(fares.subList(0, half))
                  .watermark(at("13:00:00"))
                  .rescale(4)
                  .emit(fares.subList(half, fares.size()))
                  .watermark(at("17:00:00.001"));
          return Scenario.of(rescaled).atParallelism(2);
        },
        HourlyTipsTest::emitsLikeTheOracle);
  }

  private static Script oneHour() {
    return script()
        .emit(
            fare(1, BEN, "13:07:23", 5.15),
            fare(2, ANNA, "13:12:00", 3.10),
            fare(3, ANNA, "13:44:59", 4.25))
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
    String event = fault == WORKER_LOSS ? "the worker died" : "the task failed";
    return emitsTips(tip("13:00:00", CARLA, 1.15), tip("14:00:00", ANNA, 5.35))
        .because(
            (wanted, got) -> {
              if (got.isEmpty()) {
                return "an hour that was open in the checkpoint was lost when " + event;
              }
              return switch ((int) Math.round(100 * got.get(0).total())) {
                case 225 -> "what came before the checkpoint was lost when " + event;
                case 310, 420 -> "a fare after the checkpoint was not counted again when " + event;
                case 760 -> "a fare after the checkpoint was counted twice when " + event;
                default -> "";
              };
            });
  }

  private static String whyLate(List<HourlyTip> wanted, List<HourlyTip> got) {
    if (got.size() > wanted.size()) {
      return "a fare that came after its hour was out has made a second result";
    }
    return got.stream().anyMatch(tip -> tip.total() > 90)
        ? "a fare that came after its hour was out was counted in another hour"
        : "a fare older than the watermark still counts while its hour is open";
  }

  private static List<HourlyTip> play(Trial<HourlyTipsLab> trial, Script script) {
    return trial.play(TIPS, Scenario.of(script)).results();
  }

  private static List<HourlyTip> at(Outcome outcome, String look) {
    return outcome.results(look, RESULT);
  }

  private static Emits<HourlyTip> emitsTips(HourlyTip... expected) {
    return emitsTips(List.of(expected));
  }

  /** Compares totals by their cents. */
  private static Emits<HourlyTip> emitsTips(List<HourlyTip> expected) {
    return emits(
            expected,
            (HourlyTip tip) -> "the hour to " + EventText.time(tip.hourEnd()),
            tip -> String.format(Locale.ROOT, "driver %d with %.2f", tip.driverId(), tip.total()))
        .because(HourlyTipsTest::why);
  }

  private static Emits<HourlyTip> emitsLikeTheOracle(List<TaxiFare> fares) {
    return emitsTips(HourlyTipsOracle.tips(fares));
  }

  private static String why(List<HourlyTip> wanted, List<HourlyTip> got) {
    if (wanted.isEmpty()) {
      return "no result is due for this hour yet, or at all";
    }
    if (got.isEmpty()) {
      return "its end has passed, so its result is due";
    }
    if (got.size() > 1) {
      return "an hour has one result, not one for each driver or fare";
    }
    if (Math.abs(wanted.get(0).total() - got.get(0).total()) < 0.005) {
      return "the right total, but not the right driver";
    }
    return "";
  }

  private static HourlyTip tip(String hourEnd, long driverId, double total) {
    return new HourlyTip(at(hourEnd), driverId, total);
  }

  private static TaxiFare fare(long rideId, long driverId, String time, double tip) {
    return fare(rideId, driverId, at(time), tip);
  }

  /** The smaller the tip, the larger the total fare: they are not to be taken for each other. */
  private static TaxiFare fare(long rideId, long driverId, long time, double tip) {
    String payment = tip == 0 ? "CSH" : "CRD";
    return new TaxiFare(rideId, driverId - 500_000, driverId, time, payment, tip, 5.33, 150 - tip);
  }

  private static long at(String time) {
    return Instant.parse("2013-01-01T" + time + "Z").toEpochMilli();
  }

  /** Fares of so many drivers in turn, at equal distances. */
  private static List<TaxiFare> faresOf(int drivers, long time, int count, long distance) {
    List<TaxiFare> fares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fares.add(fare(10_000 + i, ANNA + i % drivers, time + i * distance, (i % 17) * 0.35));
    }
    return fares;
  }

  /** Fares of ten drivers within four hours. */
  private static List<TaxiFare> manyFares(Random random) {
    List<TaxiFare> fares = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      long time = at("13:00:00") + random.nextLong(4 * HOUR);
      fares.add(fare(10_000 + i, ANNA + random.nextInt(10), time, random.nextInt(20) * 0.25));
    }
    return fares;
  }
}

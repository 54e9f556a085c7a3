package streamkata.grader.learn;

import static streamkata.grader.labs.PaidRides.end;
import static streamkata.grader.labs.PaidRides.fare;
import static streamkata.grader.labs.PaidRides.start;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.modelupgrade.ModelUpgradeChecks;
import streamkata.grader.picture.Lanes;
import streamkata.grader.picture.LanesSvg;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.KitProgram;

/** All pictures of the pages and of the labs, made by playing scripts. */
final class LearnPictures {

  private static final Trip.Place SQUARE = new Trip.Place(-73.9857, 40.7577);
  private static final Trip.Place AIRPORT = new Trip.Place(-73.7822, 40.6441);
  private static final Trip.Place MUSEUM = new Trip.Place(-73.9631, 40.7795);
  private static final Trip.Place NEWARK = new Trip.Place(-74.1745, 40.6895);

  private LearnPictures() {}

  /** The pictures by the name of their file, without its end. */
  static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    pages(all);
    rungs(all);
    labs(all);
    all.putAll(Drawings.all());
    return all;
  }

  private static void pages(Map<String, String> all) {
    all.put("1-streams", Drawings.stream());
    all.put("2-keys", Drawings.keys());
    put(all, "3-state", statePage());
    put(all, "4-failure", failurePage());
    all.put("5-bytes", Drawings.bytes());
    all.put("6-event-time", TimePlots.outOfOrder());
    all.put("7-windows", TimePlots.hours(hourlyTips()));
    put(all, "8-timers", timers());
    all.put("9-broadcast", BroadcastDrawing.svg());
    put(
        all,
        "10-output",
        files(
            "A task fails before a checkpoint, and before the notification; a reader sees each line"
                + " once"));
    all.put("11-upgrade", UpgradeDrawing.svg());
  }

  private static Lanes statePage() {
    return Theatre.lanes(
        "The state of lab rides-and-fares after each of six events",
        "rides-and-fares",
        script().emit(start(17), fare(18), end(18), fare(17), end(17), start(18)),
        new WaitingState());
  }

  private static Lanes failurePage() {
    return Theatre.compared(
        "A worker is lost: state goes back to the checkpoint, and the events since then arrive"
            + " again",
        "rides-and-fares",
        "HashMapFields",
        script()
            .emit(start(17), fare(18))
            .checkpoint()
            .emit(fare(17))
            .inject(Fault.WORKER_LOSS)
            .emit(start(18)),
        new WaitingState());
  }

  private static Lanes timers() {
    return Theatre.lanes(
        "Two rides: one ends in time and its timer is deleted, the other gets an alert when the"
            + " watermark reaches its timer",
        "long-ride-alerts",
        script()
            .emit(ride(1, "13:00:00", 20).start(), ride(2, "13:05:00", 15).start())
            .emit(ride(2, "13:05:00", 15).end())
            .watermark(at("14:59:59.999"))
            .watermark(at("15:00:00")),
        new OpenRides(true));
  }

  private static void rungs(Map<String, String> all) {
    put(
        all,
        "rung-behaviour",
        pairs(
            "A START and its fare arrive; the pair is emitted at once",
            script().emit(start(17), end(18), fare(17), start(18))));
    put(
        all,
        "rung-event-time",
        pairs("", script().emit(start(17), fare(17), start(18)))
            .then(pairs("", script().emit(start(18), fare(17), start(17))), "other order")
            .titled("The same three events in two orders of arrival; the result is the same"));
    put(
        all,
        "rung-parallelism",
        pairsAt(1)
            .then(pairsAt(4), "now at 4")
            .titled("Two keys at parallelism 1 and 4; the results are the same"));
    put(
        all,
        "rung-state-hygiene",
        pairs(
            "After the pair is emitted, the state is empty",
            script().emit(start(17)).checkpoint("a").emit(fare(17)).checkpoint("b")));
    put(
        all,
        "rung-task-failure",
        pairs(
            "A task fails after the checkpoint; START 18 arrives again",
            across(Fault.TASK_FAILURE)));
    put(
        all,
        "rung-worker-loss",
        pairs(
            "The worker is lost after the checkpoint; another process continues",
            across(Fault.WORKER_LOSS)));
    put(
        all,
        "rung-rescale",
        Theatre.lanes(
            "The job stops with a savepoint at parallelism 2 and continues at parallelism 4",
            "rides-and-fares",
            Scenario.of(script().emit(start(17), fare(18)).rescale(4).emit(fare(17), start(18)))
                .atParallelism(2),
            new WaitingState()));
  }

  private static Script across(Fault fault) {
    return script().emit(start(17)).checkpoint().emit(start(18)).inject(fault).emit(fare(17));
  }

  private static Lanes pairs(String title, Script script) {
    return Theatre.lanes(title, "rides-and-fares", script, new WaitingState());
  }

  private static Lanes pairsAt(int parallelism) {
    return Theatre.lanes(
        "",
        "rides-and-fares",
        Scenario.of(script().emit(start(17), start(18), fare(17))).atParallelism(parallelism),
        new WaitingState());
  }

  private static void labs(Map<String, String> all) {
    put(
        all,
        "lab-ride-cleansing",
        Theatre.lanes(
            "The example of ride-cleansing: seven events arrive, three are emitted",
            "ride-cleansing",
            script()
                .emit(
                    trip(17, SQUARE, AIRPORT).start(),
                    trip(18, SQUARE, NEWARK).start(),
                    trip(17, SQUARE, AIRPORT).end(),
                    trip(19, new Trip.Place(0, 0), AIRPORT).start(),
                    trip(20, new Trip.Place(-74.05, 41.0), SQUARE).end(),
                    trip(18, SQUARE, NEWARK).end(),
                    trip(21, SQUARE, new Trip.Place(Double.NaN, Double.NaN)).start()),
            null));
    put(all, "lab-rides-and-fares", statePage().titled("The example of rides-and-fares"));
    put(
        all,
        "lab-hourly-tips",
        Theatre.lanes(
            "The example of hourly-tips: the sums of the open hours, and the results",
            "hourly-tips",
            hourlyTips(),
            new HourlySums()));
    put(
        all,
        "lab-popular-places",
        Theatre.lanes(
            "The example of popular-places: what each window emits",
            "popular-places",
            Scenario.of(popularPlaces()).with(2),
            null));
    put(
        all,
        "lab-travel-time-prediction",
        Theatre.lanes(
            "The example of travel-time-prediction: the model of one cell learns and is asked",
            "travel-time-prediction",
            script()
                .emit(
                    toMuseum(901, 0.018, 10).end(),
                    toMuseum(16, 0.027, 0).start(),
                    toMuseum(902, 0.036, 16).end())
                .checkpoint()
                .inject(Fault.WORKER_LOSS)
                .emit(toMuseum(17, 0.027, 0).start(), toMuseum(18, -0.027, 0).start()),
            new LearnedRides()));
    labsWithTimers(all);
    dispatchRules(all);
    put(
        all,
        "lab-exactly-once-files",
        files(
            "The example of exactly-once-files: which lines are in hidden files, and which lines a"
                + " reader sees"));
    modelUpgrade(all);
  }

  private static Lanes files(String title) {
    return FileLanes.of(
        title,
        "exactly-once-files",
        script()
            .emit(start(17))
            .checkpoint()
            .emit(start(18))
            .inject(Fault.TASK_FAILURE)
            .emit(end(17))
            .checkpointUntold()
            .inject(Fault.TASK_FAILURE)
            .emit(start(19))
            .checkpoint());
  }

  private static void dispatchRules(Map<String, String> all) {
    put(
        all,
        "lab-dispatch-rules",
        Theatre.lanes(
            "The example of dispatch-rules: which rules are in state, and what matches",
            "dispatch-rules",
            script()
                .emit(ride(17, "13:00:00", 40).start())
                .emit(rule(1, 2, Length.ANY, 0), rule(2, 0, Length.LONGER, 30))
                .emit(ride(17, "13:00:00", 40).end())
                .emit(rule(2, 0, Length.LONGER, 60))
                .emit(ride(20, "13:00:00", 40).end())
                .emit(DispatchRule.withdrawn(1, at("13:00:00")))
                .emit(ride(23, "13:40:00", 40).start()),
            new ActiveRules()));
  }

  private static void modelUpgrade(Map<String, String> all) {
    put(
        all,
        "lab-model-upgrade",
        Theatre.lanes(
            "The example of model-upgrade: version 1 learns two rides, version 2 continues from its"
                + " savepoint",
            "model-upgrade",
            Scenario.of(
                    script()
                        .emit(
                            alone(toMuseum(1, 0.018, 10).end()),
                            alone(toMuseum(2, 0.036, 16).end()),
                            asksAt("13:20:00", 3))
                        .redeploy(1)
                        .emit(asksAt("13:30:00", 4))
                        .emit(
                            alone(toMuseum(5, 0.027, 13).startingAt(at("13:40:00")).end()),
                            asksAt("13:50:00", 6),
                            asksAt("14:00:00", 7)))
                .beginningWith(
                    KitProgram.of(ModelUpgradeChecks.class, "version1/ModelUpgradeJob.java")),
            new LearnedRides()));
  }

  private static TaxiRide asksAt(String time, long ride) {
    return alone(toMuseum(ride, 0.027, 0).startingAt(at(time)).start());
  }

  /** With one passenger, whatever the id. */
  private static TaxiRide alone(TaxiRide ride) {
    return new TaxiRide(
        ride.rideId(),
        ride.isStart(),
        ride.startTime(),
        ride.endTime(),
        ride.startLon(),
        ride.startLat(),
        ride.endLon(),
        ride.endLat(),
        1,
        ride.taxiId(),
        ride.driverId());
  }

  private static DispatchRule rule(long rule, int passengers, Length length, int minutes) {
    return new DispatchRule(rule, true, List.of(), passengers, length, minutes, at("13:00:00"));
  }

  private static void labsWithTimers(Map<String, String> all) {
    put(
        all,
        "lab-long-ride-alerts",
        Theatre.lanes(
            "The example of long-ride-alerts: what is in state, and the alert",
            "long-ride-alerts",
            script()
                .emit(ride(1, "13:00:00", 150).start())
                .emit(ride(2, "13:05:00", 15).end(), ride(2, "13:05:00", 15).start())
                .emit(ride(3, "13:10:00", 120).start(), ride(4, "13:08:00", 7).end())
                .emit(ride(5, "13:18:00", -7).end())
                .watermark(at("13:15:00"))
                .emit(ride(5, "13:18:00", -7).start())
                .watermark(at("14:59:59.999"))
                .watermark(at("15:00:00"))
                .emit(ride(3, "13:10:00", 120).end(), ride(1, "13:00:00", 150).end())
                .watermark(at("15:30:00")),
            new OpenRides(false)));
    put(
        all,
        "lab-expiring-state",
        Theatre.lanes(
            "The example of expiring-state: what waits, what is paired, what is unmatched",
            "expiring-state",
            script()
                .emit(ride(17, "13:05:00", 10).start())
                .emit(fareAt(18, "13:05:02"))
                .emit(ride(19, "13:06:00", 10).start())
                .emit(fareAt(17, "13:04:57"))
                .watermark(at("13:05:01.999"))
                .watermark(at("13:05:02"))
                .emit(ride(18, "13:05:00", 10).start())
                .watermark(at("13:05:30"))
                .emit(fareAt(19, "13:05:58")),
            new ExpiringState()));
  }

  private static Script popularPlaces() {
    return script()
        .emit(place(1, SQUARE, AIRPORT, "13:04:59.999", 9).start())
        .emit(place(2, AIRPORT, SQUARE, "12:51:30", 10).end())
        .emit(place(3, SQUARE, NEWARK, "13:05:00", 9).start())
        .emit(place(4, SQUARE, AIRPORT, "13:05:00", 9).start())
        .watermark(at("13:05:00"))
        .emit(place(5, AIRPORT, MUSEUM, "12:58:20", 10).end())
        .emit(place(6, AIRPORT, MUSEUM, "12:56:10", 10).end())
        .watermark(at("13:10:00"))
        .watermark(at("13:15:00"))
        .watermark(at("13:20:00"))
        .emit(place(7, AIRPORT, MUSEUM, "12:57:00", 10).end());
  }

  private static Trip place(long ride, Trip.Place from, Trip.Place to, String time, int minutes) {
    return trip(ride, from, to).startingAt(at(time)).lasting(Duration.ofMinutes(minutes));
  }

  /** To the museum from the south, or from the north if the degrees are negative. */
  private static Trip toMuseum(long ride, double south, int minutes) {
    return trip(ride, MUSEUM.plus(0, -south), MUSEUM).lasting(Duration.ofMinutes(minutes));
  }

  /** The example of lab hourly-tips. */
  static Script hourlyTips() {
    return script()
        .emit(tip(1, "13:07:23", 2, 5.15), tip(2, "14:00:00", 3, 1.20), tip(3, "13:12:00", 1, 3.10))
        .watermark(at("13:40:00"))
        .emit(tip(4, "13:31:41", 1, 4.25))
        .watermark(at("13:59:59.998"))
        .watermark(at("14:00:00"))
        .emit(tip(5, "13:50:00", 3, 99.00), tip(6, "14:10:00", 4, -2.00))
        .watermark(at("15:00:00"));
  }

  private static TaxiFare tip(long ride, String time, long driver, double tip) {
    return new TaxiFare(ride, driver, driver, at(time), "CRD", tip, 0, 12.35 + tip);
  }

  private static TaxiFare fareAt(long ride, String time) {
    return trip(ride, SQUARE, AIRPORT).startingAt(at(time)).fare(2.15);
  }

  private static Trip ride(long ride, String time, int minutes) {
    return trip(ride, SQUARE, AIRPORT).startingAt(at(time)).lasting(Duration.ofMinutes(minutes));
  }

  private static void put(Map<String, String> all, String name, Lanes lanes) {
    all.put(name, LanesSvg.of(lanes.shortened(14)));
  }
}

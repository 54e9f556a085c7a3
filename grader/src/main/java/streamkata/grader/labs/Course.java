package streamkata.grader.labs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;
import streamkata.common.lab.DispatchRulesLab;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.lab.ModelUpgradeLab;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.lab.Steps;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.dispatchrules.DispatchRulesChecks;
import streamkata.grader.labs.dispatchrules.DispatchRulesPicture;
import streamkata.grader.labs.exactlyoncefiles.ExactlyOnceFilesChecks;
import streamkata.grader.labs.exactlyoncefiles.ExactlyOnceFilesPicture;
import streamkata.grader.labs.expiringstate.ExpiringStateChecks;
import streamkata.grader.labs.expiringstate.ExpiringStatePicture;
import streamkata.grader.labs.hourlytips.HourlyTipsChecks;
import streamkata.grader.labs.hourlytips.HourlyTipsPicture;
import streamkata.grader.labs.longridealerts.LongRideAlertsChecks;
import streamkata.grader.labs.longridealerts.LongRideAlertsPicture;
import streamkata.grader.labs.modelupgrade.ModelUpgradeChecks;
import streamkata.grader.labs.popularplaces.PopularPlacesChecks;
import streamkata.grader.labs.popularplaces.PopularPlacesPicture;
import streamkata.grader.labs.ridecleansing.RideCleansingChecks;
import streamkata.grader.labs.ridecleansing.RideCleansingPicture;
import streamkata.grader.labs.ridesandfares.RidesAndFaresChecks;
import streamkata.grader.labs.ridesandfares.RidesAndFaresPicture;
import streamkata.grader.labs.steps.BytesChecks;
import streamkata.grader.labs.steps.CleanUpChecks;
import streamkata.grader.labs.steps.DoNotWakeMeChecks;
import streamkata.grader.labs.steps.FirstGreenChecks;
import streamkata.grader.labs.steps.GapBetweenRidesChecks;
import streamkata.grader.labs.steps.LongestRideChecks;
import streamkata.grader.labs.steps.PaidOrNotChecks;
import streamkata.grader.labs.steps.RideNumberAgainChecks;
import streamkata.grader.labs.steps.RideNumberChecks;
import streamkata.grader.labs.steps.RidesPerHourChecks;
import streamkata.grader.labs.steps.SideDoorChecks;
import streamkata.grader.labs.steps.SurviveChecks;
import streamkata.grader.labs.steps.TollsPerHourChecks;
import streamkata.grader.labs.steps.WakeMeChecks;
import streamkata.grader.labs.steps.WallClockChecks;
import streamkata.grader.labs.steps.WhichHourChecks;
import streamkata.grader.labs.traveltime.LearnedPredictions;
import streamkata.grader.labs.traveltime.TravelTimePredictionChecks;
import streamkata.grader.labs.traveltime.TravelTimePredictionPicture;
import streamkata.grader.recovery.Evidence;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.ResultsTable;

/**
 * Labs that belong together, in the order in which they are best done: a line for each.
 * ADDING-A-LAB.md says what a lab is made of.
 */
public final class Course {

  /** The course that the kit is about. */
  public static final Course CORE =
      new Course(
          "Streamkata",
          lab("ride-cleansing", RideCleansingLab.class, RideCleansingChecks.class)
              .picture(RideCleansingPicture.class),
          lab("rides-and-fares", RidesAndFaresLab.class, RidesAndFaresChecks.class)
              .picture(RidesAndFaresPicture.class),
          lab("hourly-tips", HourlyTipsLab.class, HourlyTipsChecks.class)
              .picture(HourlyTipsPicture.class),
          lab("popular-places", PopularPlacesLab.class, PopularPlacesChecks.class)
              .picture(PopularPlacesPicture.class),
          lab(
                  "travel-time-prediction",
                  TravelTimePredictionLab.class,
                  TravelTimePredictionChecks.class)
              .picture(TravelTimePredictionPicture.class)
              .evidence(LearnedPredictions.class),
          lab("long-ride-alerts", LongRideAlertsLab.class, LongRideAlertsChecks.class)
              .picture(LongRideAlertsPicture.class),
          lab("expiring-state", ExpiringStateLab.class, ExpiringStateChecks.class)
              .picture(ExpiringStatePicture.class));

  /** What comes after the core, with points that do not count for it. */
  public static final Course MORE =
      new Course(
          "Second course",
          lab("dispatch-rules", DispatchRulesLab.class, DispatchRulesChecks.class)
              .picture(DispatchRulesPicture.class),
          lab("exactly-once-files", ExactlyOnceFilesLab.class, ExactlyOnceFilesChecks.class)
              .picture(ExactlyOnceFilesPicture.class),
          lab("model-upgrade", ModelUpgradeLab.class, ModelUpgradeChecks.class));

  /** Small exercises without points, each before a lab. */
  public static final Course STEPS =
      new Course(
          "Steps",
          step(1, "first-green", Steps.FirstGreen.class, FirstGreenChecks.class)
              .before("ride-cleansing"),
          step(2, "longest-ride", Steps.LongestRide.class, LongestRideChecks.class)
              .before("rides-and-fares"),
          step(3, "ride-number", Steps.RideNumber.class, RideNumberChecks.class)
              .before("rides-and-fares"),
          step(4, "ride-number-again", Steps.RideNumberAgain.class, RideNumberAgainChecks.class)
              .before("rides-and-fares"),
          step(5, "gap-between-rides", Steps.GapBetweenRides.class, GapBetweenRidesChecks.class)
              .before("rides-and-fares"),
          step(6, "survive", Steps.Survive.class, SurviveChecks.class).before("rides-and-fares"),
          step(7, "clean-up", Steps.CleanUp.class, CleanUpChecks.class).before("rides-and-fares"),
          step(8, "bytes", Steps.Bytes.class, BytesChecks.class).before("rides-and-fares"),
          step(9, "paid-or-not", Steps.PaidOrNot.class, PaidOrNotChecks.class)
              .before("rides-and-fares"),
          step(10, "which-hour", Steps.WhichHour.class, WhichHourChecks.class)
              .before("hourly-tips"),
          step(11, "wall-clock", Steps.WallClock.class, WallClockChecks.class)
              .before("hourly-tips"),
          step(12, "rides-per-hour", Steps.RidesPerHour.class, RidesPerHourChecks.class)
              .before("hourly-tips"),
          step(13, "tolls-per-hour", Steps.TollsPerHour.class, TollsPerHourChecks.class)
              .before("hourly-tips"),
          step(14, "wake-me", Steps.WakeMe.class, WakeMeChecks.class).before("long-ride-alerts"),
          step(15, "do-not-wake-me", Steps.DoNotWakeMe.class, DoNotWakeMeChecks.class)
              .before("long-ride-alerts"),
          step(16, "side-door", Steps.SideDoor.class, SideDoorChecks.class)
              .before("expiring-state"));

  /** The labs of all courses, those of the core first. */
  public static final Course ALL = new Course(CORE, MORE);

  /** All labs, and before each of them its steps. */
  public static final Course PATH = path();

  private final List<Room> rooms;
  private final Labs labs;

  Course(String title, Room... rooms) {
    this(Stream.of(rooms).map(room -> room.in(title)));
  }

  private static Course path() {
    return new Course(
        ALL.rooms.stream()
            .flatMap(
                lab ->
                    Stream.concat(
                        STEPS.rooms.stream()
                            .filter(step -> step.before().equals(Optional.of(lab.lab().id()))),
                        Stream.of(lab))));
  }

  private Course(Course... parts) {
    this(Stream.of(parts).flatMap(part -> part.rooms.stream()));
  }

  private Course(Stream<Room> rooms) {
    this.rooms = rooms.toList();
    this.labs = new Labs(this.rooms.stream().map(Room::lab).toList());
  }

  /** What the grader has of one lab. Classes, since most commands never need an instance. */
  record Room(
      Lab lab,
      Class<? extends LabPicture> picture,
      Optional<Class<? extends Evidence>> evidence,
      Optional<String> before) {

    private Room in(String course) {
      return new Room(lab.in(course), picture, evidence, before);
    }

    Room picture(Class<? extends LabPicture> own) {
      return new Room(lab, own, evidence, before);
    }

    Room evidence(Class<? extends Evidence> own) {
      return new Room(lab, picture, Optional.of(own), before);
    }

    Room before(String other) {
      return new Room(lab, picture, evidence, Optional.of(other));
    }
  }

  /**
   * The package of the exercise has the name of that of the checks, its class that of the contract
   * with Job for Lab.
   */
  static Room lab(String id, Class<?> contract, Class<?> checks) {
    String packageName = checks.getPackageName();
    return room(
        id,
        packageName.substring(packageName.lastIndexOf('.') + 1),
        contract.getSimpleName().replaceAll("Lab$", "Job"),
        contract,
        checks);
  }

  /** The class of a step has the name of its contract, its package that of its number. */
  private static Room step(int number, String id, Class<?> contract, Class<?> checks) {
    return room(id, "step%02d".formatted(number), contract.getSimpleName(), contract, checks);
  }

  private static Room room(
      String id, String packageName, String className, Class<?> contract, Class<?> checks) {
    return new Room(
        new Lab("", id, packageName, className, contract, checks, CheckReader.read(id, checks)),
        ResultsTable.class,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The labs of this course.
   *
   * @return all of them, in order
   */
  public Labs labs() {
    return labs;
  }

  /**
   * How the results of a lab are shown.
   *
   * @param lab a lab of this course
   * @return a picture; a plain table if the lab has none of its own
   */
  public LabPicture picture(Lab lab) {
    return ReflectionSupport.newInstance(room(lab).picture());
  }

  /**
   * What shows that a program of a lab has recovered.
   *
   * @param lab a lab of this course
   * @return evidence of its own, if the lab has any
   */
  public Optional<Evidence> evidence(Lab lab) {
    return room(lab).evidence().map(ReflectionSupport::newInstance);
  }

  private Room room(Lab lab) {
    return rooms.stream().filter(room -> room.lab().equals(lab)).findFirst().orElseThrow();
  }
}

package streamkata.grader.labs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.expiringstate.ExpiringStateChecks;
import streamkata.grader.labs.expiringstate.ExpiringStatePicture;
import streamkata.grader.labs.hourlytips.HourlyTipsChecks;
import streamkata.grader.labs.hourlytips.HourlyTipsPicture;
import streamkata.grader.labs.longridealerts.LongRideAlertsChecks;
import streamkata.grader.labs.longridealerts.LongRideAlertsPicture;
import streamkata.grader.labs.popularplaces.PopularPlacesChecks;
import streamkata.grader.labs.popularplaces.PopularPlacesPicture;
import streamkata.grader.labs.ridecleansing.RideCleansingChecks;
import streamkata.grader.labs.ridecleansing.RideCleansingPicture;
import streamkata.grader.labs.ridesandfares.RidesAndFaresChecks;
import streamkata.grader.labs.ridesandfares.RidesAndFaresPicture;
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

  /** Labs for learners who want more; their points do not count for the core. */
  public static final Course MORE = new Course("More labs");

  /** The labs of all courses, those of the core first. */
  public static final Course ALL = new Course(CORE, MORE);

  private final List<Room> rooms;
  private final Labs labs;

  Course(String title, Room... rooms) {
    this(Stream.of(rooms).map(room -> room.in(title)));
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
      Lab lab, Class<? extends LabPicture> picture, Optional<Class<? extends Evidence>> evidence) {

    private Room in(String course) {
      return new Room(lab.in(course), picture, evidence);
    }

    Room picture(Class<? extends LabPicture> own) {
      return new Room(lab, own, evidence);
    }

    Room evidence(Class<? extends Evidence> own) {
      return new Room(lab, picture, Optional.of(own));
    }
  }

  /**
   * The package of the exercise has the name of that of the checks, its class that of the contract
   * with Job for Lab.
   */
  static Room lab(String id, Class<?> contract, Class<?> checks) {
    String packageName = checks.getPackageName();
    return new Room(
        new Lab(
            "",
            id,
            packageName.substring(packageName.lastIndexOf('.') + 1),
            contract.getSimpleName().replaceAll("Lab$", "Job"),
            contract,
            checks,
            CheckReader.read(id, checks)),
        ResultsTable.class,
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

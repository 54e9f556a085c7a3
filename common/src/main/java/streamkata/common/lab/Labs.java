package streamkata.common.lab;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue of labs, in the order in which they are best done. */
public final class Labs {

  private static final List<Lab> ALL =
      List.of(
          new Lab(
              "ride-cleansing",
              "ridecleansing",
              "RideCleansingJob",
              RideCleansingLab.class,
              RideCleansingCriteria.ALL),
          new Lab(
              "rides-and-fares",
              "ridesandfares",
              "RidesAndFaresJob",
              RidesAndFaresLab.class,
              RidesAndFaresCriteria.ALL),
          new Lab(
              "hourly-tips",
              "hourlytips",
              "HourlyTipsJob",
              HourlyTipsLab.class,
              HourlyTipsCriteria.ALL),
          new Lab(
              "popular-places",
              "popularplaces",
              "PopularPlacesJob",
              PopularPlacesLab.class,
              PopularPlacesCriteria.ALL),
          new Lab(
              "travel-time-prediction",
              "traveltime",
              "TravelTimePredictionJob",
              TravelTimePredictionLab.class,
              TravelTimePredictionCriteria.ALL),
          new Lab(
              "long-ride-alerts",
              "longridealerts",
              "LongRideAlertsJob",
              LongRideAlertsLab.class,
              LongRideAlertsCriteria.ALL),
          new Lab(
              "expiring-state",
              "expiringstate",
              "ExpiringStateJob",
              ExpiringStateLab.class,
              ExpiringStateCriteria.ALL));

  private Labs() {}

  /**
   * All labs.
   *
   * @return the labs, in the order of the course
   */
  public static List<Lab> all() {
    return ALL;
  }

  /**
   * Finds a lab.
   *
   * @param id the id to look for
   * @return the lab with that id
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static Lab byId(String id) {
    return ALL.stream()
        .filter(lab -> lab.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no lab '%s'. The labs are: %s."
                        .formatted(
                            id, ALL.stream().map(Lab::id).collect(Collectors.joining(", ")))));
  }
}

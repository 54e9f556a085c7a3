package streamkata.common.lab;

import static streamkata.common.lab.Criterion.behaviour;

import java.util.List;

/** What the lab ride-cleansing is graded by. */
final class RideCleansingCriteria {

  static final List<Criterion> ALL =
      List.of(
          behaviour(
              "inside",
              2,
              "an event in NYC, START or END, comes out at once, unchanged",
              "A filter decides about one event at a time and passes it on as it is; a START has"
                  + " both locations, just as an END has."),
          behaviour(
              "start-outside",
              1,
              "an event whose start lies outside NYC is dropped",
              "The start location must be in NYC: its longitude and its latitude, together."),
          behaviour(
              "end-outside",
              1,
              "an event whose end lies outside NYC is dropped",
              "The end location must be in NYC too: both conditions, so && and not ||."),
          behaviour(
              "edges",
              2,
              "the edges and corners of the city's box belong to it",
              "The box is closed: compare with <= and >=, as GeoUtils.isInNYC does, in double."),
          behaviour(
              "no-position",
              1,
              "an event without a position, 0, 0 or NaN, is dropped",
              "Every comparison with NaN is false, so ask whether a place is inside, never whether"
                  + " it is not outside."),
          Criterion.of(Rung.SERIALISATION, 1, "the records between operators need no Kryo"),
          new Criterion(
              "parallelism",
              Rung.PARALLELISM,
              2,
              "the same events come out, once each, at parallelism 1 and 4",
              "Each parallel instance sees a part of the events: a stateless operator needs neither"
                  + " the others nor a copy of their events."));

  private RideCleansingCriteria() {}
}

package streamkata.grader.labs.expiringstate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.ridesandfares.RidesAndFaresOracle;

/**
 * What the lab expiring-state must emit, computed without Flink. Time passes in rounds: some events
 * arrive, in any order, and then a watermark. Within a round, whoever has a partner among those who
 * wait is paired; then whoever is not later than the watermark is given up.
 */
public final class ExpiringStateOracle {

  private ExpiringStateOracle() {}

  /**
   * Events and the watermark that follows them.
   *
   * @param events START and END events and fares, late ones among them, in any order
   * @param watermark later than that of the round before
   */
  public record Round(Collection<? extends TaxiEvent> events, long watermark) {}

  /**
   * What comes out in a round.
   *
   * @param pairs each START with its fare
   * @param unmatched STARTs and fares that are given up
   */
  public record Outputs(List<RideAndFare> pairs, List<TaxiEvent> unmatched) {}

  /**
   * Plays the rounds.
   *
   * @param rounds what arrives
   * @return what comes out in each round
   */
  public static List<Outputs> outputs(List<Round> rounds) {
    List<Outputs> outputs = new ArrayList<>();
    List<TaxiEvent> waiting = new ArrayList<>();
    for (Round round : rounds) {
      round.events().stream().filter(ExpiringStateOracle::isHalf).forEach(waiting::add);
      List<RideAndFare> pairs = RidesAndFaresOracle.pairs(waiting);
      for (RideAndFare pair : pairs) {
        waiting.removeAll(List.of(pair.ride(), pair.fare()));
      }
      List<TaxiEvent> givenUp =
          waiting.stream().filter(half -> half.eventTime() <= round.watermark()).toList();
      waiting.removeAll(givenUp);
      outputs.add(new Outputs(pairs, givenUp));
    }
    return outputs;
  }

  private static boolean isHalf(TaxiEvent event) {
    return event instanceof TaxiFare || event instanceof TaxiRide ride && ride.isStart();
  }
}

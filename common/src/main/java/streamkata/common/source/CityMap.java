package streamkata.common.source;

import java.util.Arrays;
import java.util.Collections;
import streamkata.common.geo.GeoUtils;

/**
 * Where in New York City people get into taxis and out of them: around a few dozen well-known
 * places, some busier than others.
 */
final class CityMap {

  /**
   * Longitude, latitude, share of the pick-ups, share of the drop-offs (per 1000), spread in km.
   */
  private static final double[][] PLACES = {
    {-73.9686, 40.7552, 46, 34, 0.40}, // Second Avenue, East Fifties
    {-73.9782, 40.7452, 46, 34, 0.40}, // Murray Hill
    {-73.9674, 40.7569, 40, 30, 0.40}, // Sutton Place
    {-74.0046, 40.7426, 44, 32, 0.35}, // Chelsea
    {-74.0058, 40.7398, 44, 32, 0.35}, // Meatpacking District
    {-73.9890, 40.7191, 46, 34, 0.40}, // Lower East Side
    {-73.9935, 40.7506, 46, 40, 0.40}, // Penn Station
    {-73.9855, 40.7580, 56, 50, 0.50}, // Times Square
    {-73.9772, 40.7527, 46, 44, 0.45}, // Grand Central
    {-73.9760, 40.7620, 50, 50, 0.60}, // Midtown
    {-73.9911, 40.7359, 44, 38, 0.45}, // Union Square
    {-73.9819, 40.7681, 38, 34, 0.45}, // Columbus Circle
    {-73.9840, 40.7650, 28, 26, 0.50}, // Hell's Kitchen
    {-73.9566, 40.7736, 50, 48, 0.70}, // Upper East Side
    {-73.9640, 40.7680, 40, 38, 0.50}, // Lenox Hill
    {-73.9500, 40.7800, 24, 28, 0.60}, // Yorkville
    {-73.9754, 40.7870, 36, 36, 0.70}, // Upper West Side
    {-73.9815, 40.7790, 30, 28, 0.50}, // Lincoln Square
    {-73.9815, 40.7265, 44, 36, 0.50}, // East Village
    {-74.0036, 40.7338, 44, 36, 0.40}, // West Village
    {-74.0000, 40.7240, 36, 34, 0.40}, // SoHo
    {-74.0090, 40.7160, 22, 26, 0.50}, // Tribeca
    {-74.0110, 40.7060, 22, 32, 0.50}, // Financial District
    {-73.9680, 40.7990, 12, 18, 0.70}, // Manhattan Valley
    {-73.9465, 40.8100, 8, 18, 1.00}, // Harlem
    {-73.9400, 40.8400, 2, 9, 1.30}, // Washington Heights
    {-73.9571, 40.7140, 10, 22, 0.90}, // Williamsburg
    {-73.9880, 40.6920, 8, 18, 0.80}, // Downtown Brooklyn
    {-73.9790, 40.6730, 5, 16, 1.00}, // Park Slope
    {-73.9500, 40.6700, 3, 14, 2.20}, // Central Brooklyn
    {-73.9400, 40.7480, 4, 12, 0.80}, // Long Island City
    {-73.9200, 40.7640, 4, 14, 1.20}, // Astoria
    {-73.8700, 40.7400, 3, 14, 2.50}, // Central Queens
    {-73.9100, 40.8300, 1, 8, 2.20}, // The Bronx
    {-73.8719, 40.7740, 10, 9, 0.35}, // LaGuardia Airport
    {-73.7822, 40.6446, 8, 8, 0.40}, // John F. Kennedy Airport
  };

  private static final int PICK_UPS = 2;
  private static final int DROP_OFFS = 3;
  private static final int SPREAD = 4;

  private static final int DESTINATIONS_TO_CHOOSE_FROM = 5;

  private final double[][] pickUps = lots(PICK_UPS);
  private final double[][] dropOffs = lots(DROP_OFFS);

  /** As many lots for each place as its share says, so that it is drawn as often as it should. */
  private static double[][] lots(int share) {
    return Arrays.stream(PLACES)
        .flatMap(place -> Collections.nCopies((int) place[share], place).stream())
        .toArray(double[][]::new);
  }

  /** Draws where a ride starts. */
  Place pickUp(Draws draws) {
    return draw(pickUps, draws);
  }

  /**
   * Draws where a ride ends: of a few destinations the one whose distance from the start comes
   * closest to the one wanted, moved to be exactly that far away unless that is out of the city.
   */
  Place dropOff(Place start, double straightKm, Draws draws) {
    Place best = draw(dropOffs, draws);
    double bestKm = start.kmTo(best);
    for (int i = 1; i < DESTINATIONS_TO_CHOOSE_FROM; i++) {
      Place other = draw(dropOffs, draws);
      double km = start.kmTo(other);
      if (Math.abs(km - straightKm) < Math.abs(bestKm - straightKm)) {
        best = other;
        bestKm = km;
      }
    }
    Place exact = start.towards(best, straightKm / bestKm);
    return GeoUtils.isInNYC(exact.lon(), exact.lat()) ? exact : best;
  }

  private static Place draw(double[][] lots, Draws draws) {
    double[] place = lots[draws.below(lots.length)];
    return new Place(place[0], place[1])
        .shifted(draws.normal() * place[SPREAD], draws.normal() * place[SPREAD]);
  }
}

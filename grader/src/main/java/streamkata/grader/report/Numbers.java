package streamkata.grader.report;

import java.util.Locale;

/** Numbers as they are printed. */
final class Numbers {

  private Numbers() {}

  /** A whole number, thousands apart. */
  static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number with so many decimals; a dash if there is none. */
  static String text(double number, int decimals) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /** A share as percent; a dash if it is a share of nothing. */
  static String percent(double share) {
    return Double.isNaN(share) ? "-" : text(100 * share, 1) + " %";
  }
}

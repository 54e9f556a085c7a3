package streamkata.grader.report;

import java.util.Locale;

/** Numbers as they are printed. */
public final class Numbers {

  private Numbers() {}

  /**
   * A whole number, thousands apart.
   *
   * @return for example {@code 12,345}
   */
  public static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * A number with so many decimals.
   *
   * @param decimals how many
   * @return for example {@code 12.3}; a dash if it is NaN
   */
  public static String text(double number, int decimals) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /**
   * A share as percent.
   *
   * @param share from 0 to 1
   * @return for example {@code 12.3 %}; a dash if it is NaN
   */
  public static String percent(double share) {
    return Double.isNaN(share) ? "-" : text(100 * share, 1) + " %";
  }
}

package streamkata.common.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The fields of one line of the classic training format, and how its values are written.
 *
 * <p>Files have millions of lines, so values are read from where they stand in the line.
 */
final class CsvFields {

  private static final String TIME_PATTERN = "uuuu-MM-dd HH:mm:ss";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern(TIME_PATTERN, Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long SECONDS_PER_DAY = 86_400;

  private static final int MOST_DIGITS_OF_A_LONG = 18;
  private static final int MOST_DIGITS_OF_A_DOUBLE = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final char[] line;
  private final int[] starts;
  private final int[] ends;

  CsvFields(String text, int expected) {
    line = text.toCharArray();
    starts = new int[expected];
    ends = new int[expected];
    int found = 0;
    int start = 0;
    for (int i = 0; i <= line.length; i++) {
      if (i == line.length || line[i] == ',') {
        if (found < expected) {
          setField(found, start, i);
        }
        found++;
        start = i + 1;
      }
    }
    if (found != expected) {
      throw new IllegalArgumentException("expected %d fields, found %d".formatted(expected, found));
    }
  }

  private void setField(int index, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && line[start] <= ' ') {
      start++;
    }
    while (end > start && line[end - 1] <= ' ') {
      end--;
    }
    starts[index] = start;
    ends[index] = end;
  }

  long number(int index) {
    int start = starts[index];
    int end = ends[index];
    int digits = isSign(start, end) ? start + 1 : start;
    if (end - digits > MOST_DIGITS_OF_A_LONG) {
      return longNumber(index);
    }
    long value = digits(digits, end);
    if (value < 0) {
      throw wrong(index, "a whole number", null);
    }
    return line[start] == '-' ? -value : value;
  }

  private long longNumber(int index) {
    try {
      return Long.parseLong(text(index));
    } catch (NumberFormatException e) {
      throw wrong(index, "a whole number", e);
    }
  }

  int smallNumber(int index) {
    long value = number(index);
    if (value != (int) value) {
      throw wrong(index, "a whole number of at most " + Integer.MAX_VALUE, null);
    }
    return (int) value;
  }

  /**
   * A decimal number of up to 15 digits, without its point, and the power of ten to divide it by
   * are both exact doubles, and so their quotient is the double that is nearest to the number.
   * Anything else is left to {@link Double#parseDouble}.
   */
  double decimal(int index) {
    int start = starts[index];
    int end = ends[index];
    int from = isSign(start, end) ? start + 1 : start;
    long value = 0;
    int digits = 0;
    int decimals = -1;
    for (int i = from; i < end; i++) {
      int digit = line[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits++;
        decimals += decimals < 0 ? 0 : 1;
      } else if (line[i] == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return anyDecimal(index);
      }
    }
    if (digits == 0 || digits > MOST_DIGITS_OF_A_DOUBLE) {
      return anyDecimal(index);
    }
    double absolute = value / POWERS_OF_TEN[Math.max(0, decimals)];
    return line[start] == '-' ? -absolute : absolute;
  }

  private double anyDecimal(int index) {
    String text = text(index);
    if (text.endsWith("d") || text.endsWith("D") || text.endsWith("f") || text.endsWith("F")) {
      throw wrong(index, "a number", null);
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(index, "a number", e);
    }
  }

  long time(int index) {
    int start = starts[index];
    int end = ends[index];
    long year = digits(start, start + 4);
    long month = digits(start + 5, start + 7);
    long day = digits(start + 8, start + 10);
    long hour = digits(start + 11, start + 13);
    long minute = digits(start + 14, start + 16);
    long second = digits(start + 17, start + 19);
    boolean isTime =
        end - start == TIME_PATTERN.length()
            && line[start + 4] == '-'
            && line[start + 7] == '-'
            && line[start + 10] == ' '
            && line[start + 13] == ':'
            && line[start + 16] == ':'
            && (year | month | day | hour | minute | second) >= 0
            && hour < 24
            && minute < 60
            && second < 60;
    if (!isTime) {
      throw wrong(index, "a time like 2013-01-01 00:00:00", null);
    }
    try {
      long epochDay = LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
      return 1000 * (epochDay * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second);
    } catch (DateTimeException e) {
      throw wrong(index, "a time like 2013-01-01 00:00:00", e);
    }
  }

  String oneOf(int index, String... allowed) {
    String text = text(index);
    for (String value : allowed) {
      if (value.equals(text)) {
        return value;
      }
    }
    throw wrong(index, String.join(" or ", allowed), null);
  }

  static String print(long time) {
    return TIME.format(Instant.ofEpochMilli(time));
  }

  static String print(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  private String text(int index) {
    return new String(line, starts[index], ends[index] - starts[index]);
  }

  private boolean isSign(int from, int to) {
    return from < to && (line[from] == '-' || line[from] == '+');
  }

  /** The number that these characters of the line are, or -1 if they are not digits only. */
  private long digits(int from, int to) {
    if (from >= to || to > line.length) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private IllegalArgumentException wrong(int index, String expected, Exception cause) {
    return new IllegalArgumentException(
        "field %d is '%s', expected %s".formatted(index + 1, text(index), expected), cause);
  }
}

package streamkata.common.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;

/** The fields of one line of the classic training format, and how its values are written. */
final class CsvFields {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String[] fields;

  CsvFields(String line, int expected) {
    fields = line.split(",", -1);
    if (fields.length != expected) {
      throw new IllegalArgumentException(
          "expected %d fields, found %d".formatted(expected, fields.length));
    }
  }

  long number(int index) {
    try {
      return Long.parseLong(fields[index].trim());
    } catch (NumberFormatException e) {
      throw wrong(index, "a whole number", e);
    }
  }

  double decimal(int index) {
    try {
      return Double.parseDouble(fields[index].trim());
    } catch (NumberFormatException e) {
      throw wrong(index, "a number", e);
    }
  }

  long time(int index) {
    try {
      return LocalDateTime.parse(fields[index].trim(), TIME)
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();
    } catch (DateTimeParseException e) {
      throw wrong(index, "a time like 2013-01-01 00:00:00", e);
    }
  }

  String oneOf(int index, String... allowed) {
    String value = fields[index].trim();
    if (!Arrays.asList(allowed).contains(value)) {
      throw wrong(index, String.join(" or ", allowed), null);
    }
    return value;
  }

  static String print(long time) {
    return TIME.format(Instant.ofEpochMilli(time));
  }

  static String print(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  private IllegalArgumentException wrong(int index, String expected, Exception cause) {
    return new IllegalArgumentException(
        "field %d is '%s', expected %s".formatted(index + 1, fields[index], expected), cause);
  }
}

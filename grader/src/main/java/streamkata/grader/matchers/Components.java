package streamkata.grader.matchers;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.StringJoiner;
import streamkata.common.model.Event;

/** Tells two records of many components apart. */
public final class Components {

  private Components() {}

  /**
   * What of one record is not as in another of the same type.
   *
   * @param expected the one
   * @param actual the other
   * @return such as {@code passengerCnt: expected 0, got 1}; empty if they are equal
   */
  public static String differences(Record expected, Record actual) {
    StringJoiner differences = new StringJoiner("; ");
    add("", expected, actual, differences);
    return differences.toString();
  }

  private static void add(String path, Record expected, Record actual, StringJoiner differences) {
    for (RecordComponent component : expected.getClass().getRecordComponents()) {
      String name = path + component.getName();
      Object wanted = value(component, expected);
      Object got = value(component, actual);
      if (wanted instanceof Record wantedRecord && got instanceof Record gotRecord) {
        add(name + ".", wantedRecord, gotRecord, differences);
      } else if (!Objects.equals(wanted, got)) {
        differences.add(
            "%s: expected %s, got %s".formatted(name, text(name, wanted), text(name, got)));
      }
    }
  }

  /** A time as a clock shows it; 0 is what a START has as its end. */
  private static String text(String name, Object value) {
    return value instanceof Long time && time != 0 && name.endsWith("Time")
        ? Event.clock(time)
        : String.valueOf(value);
  }

  static Object value(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

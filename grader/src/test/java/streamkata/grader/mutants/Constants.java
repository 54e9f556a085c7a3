package streamkata.grader.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import streamkata.grader.mutants.Instruction.Constant;

/** A constant is changed by one, or by a factor of 60 or 1000. */
final class Constants {

  private static final Set<Number> EXTREMES =
      Set.of(
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.MAX_VALUE,
          -Double.MAX_VALUE);

  private Constants() {}

  static List<Change> changes(Constant constant) {
    Number value = constant.value();
    if (EXTREMES.contains(value)) {
      return List.of(change(value, "becomes 0", 0));
    }
    // Perhaps a boolean.
    if (value.equals(0) || value.equals(1)) {
      return List.of(change(value, "becomes " + (1 - value.intValue()), 1 - value.intValue()));
    }
    double number = value.doubleValue();
    List<Change> changes = new ArrayList<>();
    changes.add(change(value, "+ 1", number + 1));
    changes.add(change(value, "- 1", number - 1));
    if (number != 0) {
      changes.add(change(value, "* 60", number * 60));
      changes.add(change(value, "* 1000", number * 1000));
    }
    return changes;
  }

  private static Change change(Number value, String how, double changed) {
    return new Change(value + " " + how, code -> code.visitLdcInsn(like(value, changed)));
  }

  private static Number like(Number value, double changed) {
    if (value instanceof Integer) {
      return (int) changed;
    }
    return value instanceof Long ? (Number) (long) changed : (Number) changed;
  }
}

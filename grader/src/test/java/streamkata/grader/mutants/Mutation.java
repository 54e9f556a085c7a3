package streamkata.grader.mutants;

import java.util.Locale;

/**
 * A change of one place of a class.
 *
 * @param method class and method, such as {@code PairUp.processElement1}
 * @param operator the kind of change
 * @param what the change
 * @param ordinal counts those of the same kind in the method for which the same is said, from 1
 * @param line of the source
 */
record Mutation(String method, Operator operator, String what, int ordinal, int line) {

  /** Names it among those of one program, wherever lines move. */
  String key() {
    return "%s %s: %s #%d"
        .formatted(method, operator.name().toLowerCase(Locale.ROOT), what, ordinal);
  }
}

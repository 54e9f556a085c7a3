package streamkata.grader.kit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far the code that is graded is trusted: what a learner writes, as far as their own programs;
 * what somebody handed in, not at all.
 *
 * @param sandboxed whether it runs in a sandbox
 * @param refuses whether a class is refused that uses what a stream program has no business with;
 *     otherwise that is only said
 * @param budget the processor time that all checks together may use; empty if there is no limit
 */
public record Trust(boolean sandboxed, boolean refuses, Optional<Duration> budget) {

  /** Of code that a user would run anyway. */
  public static final Trust OWN = new Trust(false, false, Optional.empty());

  private static final long DEFAULT_BUDGET_SECONDS = 900;

  /**
   * Reads the properties.
   *
   * @param isForeign whether somebody else has written the code
   * @param property looks a property up by name
   * @throws Refusal if a property has a value that it cannot have
   */
  static Trust from(boolean isForeign, Function<String, Optional<String>> property) {
    return new Trust(
        isOn(property, "kata.sandbox", "bwrap", "none").orElse(isForeign),
        isOn(property, "kata.api", "refuse", "warn").orElse(isForeign),
        property
            .apply("kata.budget")
            .map(text -> Selection.number("kata.budget", text))
            .or(() -> isForeign ? Optional.of(DEFAULT_BUDGET_SECONDS) : Optional.empty())
            .map(Duration::ofSeconds));
  }

  private static Optional<Boolean> isOn(
      Function<String, Optional<String>> property, String name, String on, String off) {
    String text = property.apply(name).orElse("auto");
    if (text.equals("auto")) {
      return Optional.empty();
    }
    if (!text.equals(on) && !text.equals(off)) {
      throw new Refusal("%s is '%s'; it can be auto, %s or %s.".formatted(name, text, on, off));
    }
    return Optional.of(text.equals(on));
  }
}

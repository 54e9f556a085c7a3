package streamkata.grader.kit;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is to be graded and how, as the properties {@code kata.*} say.
 *
 * @param kit where everything is
 * @param implementation {@link Kit#EXERCISES} or {@link Kit#SOLUTIONS}
 * @param submission what is graded instead, if anything
 * @param labs the labs to be graded
 * @param counting those of them whose points make up the sum: all that somebody has named, or the
 *     core if nobody has named any
 * @param strict whether a lab that is not started fails the build
 * @param seed the seed of generated input
 * @param limit how long one scenario may take
 * @param tries how many parts of a generated input are tried to find a small one that shows a fault
 * @param trust how far the code is trusted
 */
public record Selection(
    Kit kit,
    String implementation,
    Optional<Path> submission,
    List<Lab> labs,
    List<Lab> counting,
    boolean strict,
    long seed,
    Duration limit,
    int tries,
    Trust trust) {

  /** The seed of generated input where none is asked for. */
  public static final long DEFAULT_SEED = 2013;

  private static final int DEFAULT_LIMIT_SECONDS = 10;
  private static final int DEFAULT_TRIES = 40;

  /**
   * Reads the properties.
   *
   * @param all the labs that there are
   * @param property looks a property up by name
   * @throws Refusal if a property has a value that it cannot have; the message says which there are
   */
  public static Selection from(Labs all, Function<String, Optional<String>> property) {
    return from(Kit.of(property), all, property);
  }

  /**
   * Reads the properties but those that say where the kit is.
   *
   * @param kit where everything is
   * @param all the labs that there are
   * @param property looks a property up by name
   * @throws Refusal if a property has a value that it cannot have
   */
  public static Selection from(Kit kit, Labs all, Function<String, Optional<String>> property) {
    String implementation = property.apply("kata.implementation").orElse(Kit.EXERCISES);
    if (!List.of(Kit.EXERCISES, Kit.SOLUTIONS).contains(implementation)) {
      throw new Refusal(
          "kata.implementation is '%s'; it can be exercises or solutions."
              .formatted(implementation));
    }
    Optional<Path> submission =
        property
            .apply("kata.submission")
            .filter(text -> !text.isBlank())
            .map(path -> existing(kit.home(), path));
    Optional<List<Lab>> named =
        property.apply("kata.lab").filter(text -> !text.isBlank()).map(text -> labs(all, text));
    return new Selection(
        kit,
        implementation,
        submission,
        named.orElseGet(all::graded),
        named.orElseGet(all::core),
        property.apply("kata.strict").map(Boolean::parseBoolean).orElse(false),
        property.apply("kata.seed").map(Selection::seed).orElse(DEFAULT_SEED),
        Duration.ofSeconds(
            property
                .apply("kata.limit")
                .map(text -> number("kata.limit", text))
                .orElse((long) DEFAULT_LIMIT_SECONDS)),
        property
            .apply("kata.tries")
            .map(text -> (int) number("kata.tries", text))
            .orElse(DEFAULT_TRIES),
        Trust.from(submission.isPresent(), property));
  }

  /**
   * A part of this selection.
   *
   * @param wanted which of the labs
   * @return a copy with those labs, all of which count
   */
  public Selection only(Predicate<Lab> wanted) {
    List<Lab> part = labs.stream().filter(wanted).toList();
    return new Selection(
        kit, implementation, submission, part, part, strict, seed, limit, tries, trust);
  }

  /** What is graded, in a word: the implementation, or the path of a submission. */
  public String title() {
    return submission.map(path -> Text.printable(path.toString())).orElse(implementation);
  }

  /** Whether it is what the learner writes, of which progress is kept. */
  public boolean isOwnWork() {
    return submission.isEmpty() && implementation.equals(Kit.EXERCISES);
  }

  private static Path existing(Path home, String path) {
    try {
      Path submission = home.resolve(path);
      if (!Files.exists(submission)) {
        throw new Refusal("The submission %s does not exist.".formatted(submission));
      }
      return submission;
    } catch (InvalidPathException e) {
      throw new Refusal(
          ("Java can't use the path of the submission, '%s', on this machine. If it has letters"
                  + " that are not English, set the variable LC_ALL to C.UTF-8, and try again.")
              .formatted(path));
    }
  }

  private static List<Lab> labs(Labs all, String ids) {
    try {
      return Stream.of(ids.split(",")).map(String::trim).map(all::named).toList();
    } catch (IllegalArgumentException e) {
      throw new Refusal(e.getMessage());
    }
  }

  private static long seed(String text) {
    return text.equals("random") ? new Random().nextInt(1_000_000) : number("kata.seed", text);
  }

  static long number(String property, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refusal("%s is '%s'; it must be a whole number.".formatted(property, text));
    }
  }
}

package streamkata.grader.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.program.LabMistake;
import streamkata.grader.submission.Submission;

/**
 * What is to be graded and how, as the properties {@code kata.*} say.
 *
 * @param home the folder of the kit
 * @param implementation {@code exercises} or {@code solutions}
 * @param submission what is graded instead, if anything
 * @param labs the labs to be graded
 * @param strict whether a lab that is not started fails the build
 * @param seed the seed of generated input
 * @param limit how long one scenario may take
 * @param tries how many parts of a generated input are tried to find a small one that shows a fault
 */
public record Selection(
    Path home,
    String implementation,
    Optional<Path> submission,
    List<Lab> labs,
    boolean strict,
    long seed,
    Duration limit,
    int tries) {

  /** The seed of generated input where none is asked for. */
  public static final long DEFAULT_SEED = 2013;

  private static final int DEFAULT_LIMIT_SECONDS = 10;
  private static final int DEFAULT_TRIES = 40;

  /**
   * Reads the properties.
   *
   * @param all the labs that there are
   * @param property looks a property up by name
   * @return the selection
   * @throws LabMistake if a property has a value that it cannot have; the message says which there
   *     are
   */
  public static Selection from(Labs all, Function<String, Optional<String>> property) {
    Path home =
        property
            .apply("kata.home")
            .map(folder -> Path.of(folder).toAbsolutePath().normalize())
            .orElseGet(Selection::findHome);
    String implementation = property.apply("kata.implementation").orElse("exercises");
    if (!List.of("exercises", "solutions").contains(implementation)) {
      throw new LabMistake(
          "kata.implementation is '%s'; it can be exercises or solutions."
              .formatted(implementation));
    }
    return new Selection(
        home,
        implementation,
        property
            .apply("kata.submission")
            .filter(text -> !text.isBlank())
            .map(path -> existing(home.resolve(path))),
        labs(all, property.apply("kata.lab").filter(text -> !text.isBlank())),
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
            .orElse(DEFAULT_TRIES));
  }

  /**
   * A part of this selection.
   *
   * @param wanted which of the labs
   * @return a copy with those labs
   */
  public Selection only(Predicate<Lab> wanted) {
    return new Selection(
        home,
        implementation,
        submission,
        labs.stream().filter(wanted).toList(),
        strict,
        seed,
        limit,
        tries);
  }

  /**
   * This selection as properties, for another JVM.
   *
   * @return properties from which {@link #from} makes an equal selection
   */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("kata.home", home.toString());
    properties.put("kata.implementation", implementation);
    submission.ifPresent(path -> properties.put("kata.submission", path.toString()));
    properties.put("kata.lab", labs.stream().map(Lab::id).collect(Collectors.joining(",")));
    properties.put("kata.strict", Boolean.toString(strict));
    properties.put("kata.seed", Long.toString(seed));
    properties.put("kata.limit", Long.toString(limit.toSeconds()));
    properties.put("kata.tries", Integer.toString(tries));
    return properties;
  }

  /**
   * Loads the code to be graded.
   *
   * @return the submission
   * @throws LabMistake if there is nothing to grade
   */
  public Submission load() {
    return submission
        .map(path -> Submission.of(path, "streamkata.exercises"))
        .orElseGet(
            () ->
                Submission.ofSources(
                    home.resolve(implementation).resolve("src/main/java"),
                    "streamkata." + implementation));
  }

  private static Path existing(Path submission) {
    if (!Files.exists(submission)) {
      throw new LabMistake("The submission %s does not exist.".formatted(submission));
    }
    return submission;
  }

  private static List<Lab> labs(Labs all, Optional<String> ids) {
    try {
      return ids.map(text -> Stream.of(text.split(",")).map(String::trim).map(all::byId).toList())
          .orElseGet(all::all);
    } catch (IllegalArgumentException e) {
      throw new LabMistake(e.getMessage());
    }
  }

  private static long seed(String text) {
    return text.equals("random") ? new Random().nextInt(1_000_000) : number("kata.seed", text);
  }

  private static long number(String property, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new LabMistake("%s is '%s'; it must be a whole number.".formatted(property, text));
    }
  }

  private static Path findHome() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("exercises/pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new LabMistake(
          "The folder of the kit was not found: start in it, or set -Dkata.home=FOLDER.");
    }
    return folder;
  }
}

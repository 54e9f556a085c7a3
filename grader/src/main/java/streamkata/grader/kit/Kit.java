package streamkata.grader.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where everything is in the folder of the kit, and how its commands are typed. An implementation
 * is {@link #EXERCISES} or {@link #SOLUTIONS}.
 *
 * @param home the folder, absolute
 * @param command what is typed to start a command, without its words
 */
public record Kit(Path home, String command) {

  /** The version of the kit. */
  public static final String VERSION = "1.0";

  /** The implementation that the learner writes. */
  public static final String EXERCISES = "exercises";

  /** The reference. */
  public static final String SOLUTIONS = "solutions";

  /** The build directory of the grader, relative to the home. */
  public static final String TARGET = "grader/target";

  /** The page that says how a failure is to be read, relative to the home. */
  public static final String NOTATION = "exercises/src/main/java/streamkata/exercises/NOTATION.md";

  /** Makes the folder absolute. */
  public Kit {
    home = home.toAbsolutePath().normalize();
    if ((home + "/").contains("!/")) {
      throw new Refusal(
          "Java cannot load classes from a folder whose name ends with '!', %s: rename it or move the kit."
              .formatted(home));
    }
  }

  /**
   * A kit whose launcher has the usual name.
   *
   * @param home its folder
   */
  public Kit(Path home) {
    this(home, isWindows() ? "kata" : "./kata");
  }

  /**
   * The kit that the properties {@code kata.home} and {@code kata.command} name; without a home,
   * the one that the working directory is in.
   *
   * @param property looks a property up by name
   * @throws Refusal if there is none
   */
  public static Kit of(Function<String, Optional<String>> property) {
    Path home = property.apply("kata.home").map(Path::of).orElseGet(Kit::around);
    return property
        .apply("kata.command")
        .map(command -> new Kit(home, command))
        .orElseGet(() -> new Kit(home));
  }

  /**
   * A command as this learner has to type it.
   *
   * @param words the command and its arguments
   * @return the whole line
   */
  public String typed(String words) {
    return quoted(command) + " " + words;
  }

  /**
   * Whether this is Windows, whose names, quotes and terminals differ.
   *
   * @return whether it is
   */
  public static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /**
   * A word as it has to be typed in a shell.
   *
   * @param word any text, such as a path with a space in it
   * @return the word, in quotes if it needs them
   */
  public static String quoted(String word) {
    if (word.matches("[\\w@%+=:,./\\\\-]+")) {
      return word;
    }
    return isWindows() ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The root package of the labs of an implementation. */
  public static String rootPackage(String implementation) {
    return "streamkata." + implementation;
  }

  /** The folder in which the sources of an implementation begin. */
  public Path sources(String implementation) {
    return home.resolve(implementation).resolve("src/main/java");
  }

  /** The folder of what an implementation needs beside its classes. */
  public Path resources(String implementation) {
    return home.resolve(implementation).resolve("src/main/resources");
  }

  /** Where Maven puts the classes of an implementation. */
  public Path classes(String implementation) {
    return home.resolve(implementation).resolve("target/classes");
  }

  /** The source file of a lab's class. */
  public Path source(String implementation, Lab lab) {
    return folder(implementation, lab).resolve(lab.className() + ".java");
  }

  /** The source file that the learner writes. */
  public Path exercise(Lab lab) {
    return source(EXERCISES, lab);
  }

  /** The source file of the reference. */
  public Path solution(Lab lab) {
    return source(SOLUTIONS, lab);
  }

  /** What there is to do: of a step, it stands in its class. */
  public Path task(Lab lab) {
    return lab.isStep() ? exercise(lab) : folder(EXERCISES, lab).resolve("README.md");
  }

  /** How a failure is to be read. */
  public Path notation() {
    return home.resolve(NOTATION);
  }

  /** The hints. */
  public Path hints(Lab lab) {
    return folder(EXERCISES, lab).resolve("HINTS.md");
  }

  /** What is to be said about the reference. */
  public Path discussion(Lab lab) {
    return folder(SOLUTIONS, lab).resolve("DISCUSSION.md");
  }

  /** The kit's own copy of the exercise as it was at the start. */
  public Path skeleton(Lab lab) {
    return home.resolve("grader/src/main/skeletons")
        .resolve(lab.packageName())
        .resolve(lab.className() + ".java");
  }

  /** The folder of what was written before labs were reset. */
  public Path backups() {
    return home.resolve(".kata/backup");
  }

  /** The build directory of the grader, for logs and results; it need not exist. */
  public Path target() {
    return home.resolve(TARGET);
  }

  /** A list of what the kit is built from: places relative to the home, one a line. */
  public Path buildInputs() {
    return home.resolve("grader/src/main/launcher/kata.inputs");
  }

  /** The Flink that the build assembles; it need not exist. */
  public Path flinkHome() {
    return target().resolve("flink-home");
  }

  /** A path as short as it can be said to somebody who is in the home. */
  public Path relative(Path path) {
    return path.startsWith(home) ? home.relativize(path) : path;
  }

  /**
   * Writes a file whole or not at all.
   *
   * @param file the file, replaced if it exists; its folder exists
   * @param text its content
   * @throws IOException if it cannot be written; then it is as it was
   */
  public static void replace(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Path folder(String implementation, Lab lab) {
    return sources(implementation)
        .resolve(rootPackage(implementation).replace('.', '/'))
        .resolve(lab.packageName());
  }

  private static Path around() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("exercises/pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new Refusal(
          "The folder of the kit was not found: start in it, or set -Dkata.home=FOLDER.");
    }
    return folder;
  }
}

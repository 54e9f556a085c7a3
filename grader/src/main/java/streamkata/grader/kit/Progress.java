package streamkata.grader.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which labs a learner has passed and which hints were read, in a small file of lines {@code
 * LAB.KEY = VALUE}. What is not there has not happened; lines of other versions are kept; damaged
 * ones are left out.
 *
 * <p>State and points are those of the last grading, as far as it came. That a lab was passed once
 * is kept for good: its solution stays open.
 */
public final class Progress {

  /** The name of the file, in the folder of the kit. */
  public static final String FILE_NAME = ".kata-progress";

  private static final String TITLE =
      "# Your progress, kept by kata and mvn test. Delete this file to start over.";

  private static final Pattern LINE = Pattern.compile("\\s*([\\w.-]+)\\s*=\\s*(.*?)\\s*");
  private static final Map<String, Pattern> KNOWN =
      Map.of(
          "state", Pattern.compile("not started|in progress|complete"),
          "points", Pattern.compile("\\d{1,4}"),
          "passed", Pattern.compile("yes"),
          "hints", Pattern.compile("\\d{1,4}"));

  private final Path file;
  private final Map<String, String> entries = new TreeMap<>();
  private final List<String> damaged = new ArrayList<>();

  private Progress(Path file) {
    this.file = file;
  }

  /**
   * Reads the progress as it is now.
   *
   * @param kit whose
   * @return the progress; that of a beginner if there is no file
   * @throws Refusal if there is a file that cannot be read
   */
  public static Progress read(Kit kit) {
    Progress progress = new Progress(kit.home().resolve(FILE_NAME));
    progress.load();
    return progress;
  }

  /**
   * What was wrong with the file.
   *
   * @return one sentence, or empty if every line was understood
   */
  public Optional<String> complaint() {
    return damaged.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: %d damaged %s left out, the first is: %s"
                .formatted(
                    file, damaged.size(), damaged.size() == 1 ? "line" : "lines", damaged.get(0)));
  }

  /**
   * How far a lab has come.
   *
   * @return its state when it was last graded
   */
  public LabState state(Lab lab) {
    String title = entries.getOrDefault(key(lab, "state"), LabState.NOT_STARTED.title());
    return Stream.of(LabState.values())
        .filter(state -> state.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The points of a lab.
   *
   * @return what it had when it was last graded, at most what it is worth
   */
  public int points(Lab lab) {
    return Math.min(number(key(lab, "points")), lab.points());
  }

  /**
   * Whether a lab was ever complete.
   *
   * @return true from the first time on, whatever became of it
   */
  public boolean hasPassed(Lab lab) {
    return entries.containsKey(key(lab, "passed"));
  }

  /**
   * How many hints of a lab were read.
   *
   * @return the highest level that was read, 0 for none
   */
  public int seenHints(Lab lab) {
    return number(key(lab, "hints"));
  }

  /**
   * The lab or step to work on. The steps before a lab that is begun are left out: who begins with
   * the lab has skipped them.
   *
   * @param labs the labs that there are
   * @return the first lab that is not complete, in the order of the course, or a step right before
   *     it; empty if all labs are
   */
  public Optional<Lab> current(Labs labs) {
    return labs.graded().stream()
        .filter(lab -> state(lab) != LabState.COMPLETE)
        .findFirst()
        .map(lab -> stepBefore(lab, labs).orElse(lab));
  }

  private Optional<Lab> stepBefore(Lab lab, Labs labs) {
    if (state(lab) != LabState.NOT_STARTED) {
      return Optional.empty();
    }
    return labs.stepsBefore(lab).stream()
        .filter(step -> state(step) != LabState.COMPLETE)
        .findFirst();
  }

  /**
   * Keeps what a grading has found of a lab. The points of checks that it did not come to stay as
   * they were, as far as that can be.
   *
   * @param state how far the lab is, as far as this grading came
   * @param earned the points that it found earned
   * @param inReach those, and the points of checks of which it knows nothing
   * @throws Refusal if the file cannot be written
   */
  public void record(Lab lab, LabState state, int earned, int inReach) {
    change(now -> now.put(lab, state, earned, inReach));
  }

  /**
   * Keeps in mind that a hint was read.
   *
   * @param level the level of the hint, from 1
   * @throws Refusal if the file cannot be written
   */
  public void sawHint(Lab lab, int level) {
    change(
        now ->
            now.entries.put(
                key(lab, "hints"), Integer.toString(Math.max(level, now.seenHints(lab)))));
  }

  /**
   * Takes a lab back to its start: no points, no hints read. That it was passed is kept.
   *
   * @throws Refusal if the file cannot be written
   */
  public void restart(Lab lab) {
    change(
        now ->
            List.of("state", "points", "hints")
                .forEach(name -> now.entries.remove(key(lab, name))));
  }

  private void put(Lab lab, LabState state, int earned, int inReach) {
    int points =
        state == LabState.NOT_STARTED ? 0 : Math.max(earned, Math.min(points(lab), inReach));
    boolean isComplete = lab.isStep() ? state == LabState.COMPLETE : points == lab.points();
    entries.put(key(lab, "state"), (isComplete ? LabState.COMPLETE : state).title());
    entries.put(key(lab, "points"), Integer.toString(points));
    if (isComplete) {
      entries.put(key(lab, "passed"), "yes");
    }
  }

  /** Changes what is in the file now, not what was there when it was last read. */
  private void change(Consumer<Progress> change) {
    load();
    change.accept(this);
    save();
  }

  private void load() {
    entries.clear();
    damaged.clear();
    try {
      if (Files.exists(file)) {
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(this::parse);
      }
    } catch (IOException e) {
      throw new Refusal("Your progress cannot be read from the file %s.".formatted(file));
    }
  }

  private void parse(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches() && isValid(matcher.group(1), matcher.group(2))) {
      entries.put(matcher.group(1), matcher.group(2));
    } else {
      damaged.add(line);
    }
  }

  private static boolean isValid(String key, String value) {
    Pattern allowed = KNOWN.get(key.substring(key.lastIndexOf('.') + 1));
    return allowed == null || allowed.matcher(value).matches();
  }

  private void save() {
    List<String> lines = new ArrayList<>(List.of(TITLE));
    entries.forEach((key, value) -> lines.add(key + " = " + value));
    try {
      Kit.replace(file, String.join(System.lineSeparator(), lines) + System.lineSeparator());
    } catch (IOException e) {
      throw new Refusal("Your progress cannot be written to the file %s.".formatted(file));
    }
  }

  private int number(String key) {
    return Integer.parseInt(entries.getOrDefault(key, "0"));
  }

  private static String key(Lab lab, String name) {
    return lab.id() + "." + name;
  }
}

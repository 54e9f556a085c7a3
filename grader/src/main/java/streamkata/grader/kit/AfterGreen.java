package streamkata.grader.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a learner can do with a lab that is complete. */
public final class AfterGreen {

  /** Where to go from the last lab, relative to the home of the kit. */
  public static final String PRODUCTION = "exercises/learn/production.md";

  private AfterGreen() {}

  /**
   * The commands.
   *
   * @param kit where the lab is
   * @param lab a lab, not a step
   * @return lines for a terminal, each a command and what it shows
   */
  public static List<String> of(Kit kit, Lab lab) {
    List<String> lines = new ArrayList<>();
    lines.add(line(kit, "solution " + lab.id(), "a reference and its discussion"));
    lines.add(line(kit, "run " + lab.id(), "your program on a stream without end"));
    lines.add(line(kit, "report", "pictures of what your programs emit"));
    if (lab.has(Rung.TASK_FAILURE)) {
      lines.add(line(kit, "sweep " + lab.id(), "a failure after every step"));
    }
    Path handsOn = kit.task(lab).resolveSibling("HANDS-ON.md");
    if (Files.exists(handsOn)) {
      lines.add(line(kit, "recover", "a real cluster loses the worker of your program"));
      lines.add("the same by hand: " + kit.relative(handsOn));
    }
    return lines;
  }

  /**
   * What is to be said when the last lab of the core course is complete.
   *
   * @param labs all that there are
   * @param isComplete whether a lab is complete
   * @param lab the lab that has just been completed
   * @return one line; empty if this is no lab of the core, if another one is not complete yet, or
   *     if there is no other course
   */
  public static Optional<String> ofCore(Labs labs, Predicate<Lab> isComplete, Lab lab) {
    List<Lab> core = labs.core();
    boolean isSaid =
        core.contains(lab) && labs.byCourse().size() > 1 && core.stream().allMatch(isComplete);
    int points = core.stream().mapToInt(Lab::points).sum();
    return isSaid
        ? Optional.of(
            "The core course is complete: %d of %d points. Next: the second course, or %s."
                .formatted(points, points, PRODUCTION))
        : Optional.empty();
  }

  private static String line(Kit kit, String words, String shows) {
    return String.format(Locale.ROOT, "%-38s %s", kit.typed(words), shows);
  }
}

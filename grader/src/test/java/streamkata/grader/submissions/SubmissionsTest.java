package streamkata.grader.submissions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;

/**
 * The grader is graded: wrong submissions lose the rungs they must, right ones lose nothing. What
 * every rung did is in {@code target/corpus.txt} afterwards. To keep the build short, it takes of
 * each lab and rung only some of the wrong programs that the rung must catch, and grades a program
 * by some rungs; which ones, names decide. {@code -Dfixture=TEXT,TEXT} grades those with one of the
 * texts in their name, all of them by all rungs; {@code -Dfixture=:} is everything, and is due
 * before a change of a check is pushed.
 */
class SubmissionsTest {

  private static final Labs LABS = Course.PATH.labs();

  private static final boolean IS_WHOLE = System.getProperty("fixture") != null;

  private static final int WRONG_OF_EACH_RUNG = 4;

  private static final CorpusTable TABLE = new CorpusTable();
  private static long begin;

  static List<Fixture> fixtures() {
    List<String> texts = List.of(System.getProperty("fixture", ":").split(","));
    Map<String, Integer> taken = new HashMap<>();
    return Fixture.of(LABS).stream()
        .filter(fixture -> texts.stream().anyMatch(fixture.name()::contains))
        .sorted(Comparator.comparing(fixture -> fixture.name().hashCode()))
        .filter(
            fixture ->
                IS_WHOLE
                    || fixture.correct()
                    || taken.merge(fixture.lab().id() + fixture.someRungs(), 1, Integer::sum)
                        <= WRONG_OF_EACH_RUNG)
        .toList();
  }

  static List<Named<Lab>> labs() {
    return LABS.all().stream().map(lab -> Named.of(lab.id(), lab)).toList();
  }

  @BeforeAll
  static void begin() {
    begin = System.nanoTime();
  }

  @AfterAll
  static void printTable() throws IOException {
    String text = TABLE.text(Duration.ofNanos(System.nanoTime() - begin));
    Files.writeString(Path.of("target/corpus.txt"), text + System.lineSeparator());
    System.out.println(text);
    assertThat("false accepts", TABLE.falseAccepts(), is(0L));
    assertThat("false rejects", TABLE.falseRejects(), is(0L));
  }

  @ParameterizedTest(name = "{0}")
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("fixtures")
  void a_submission_gets_the_verdict_it_deserves(Fixture fixture, @TempDir Path folder)
      throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("kata.submission", fixture.copyTo(folder).toString());
    properties.put("kata.tries", "0");
    if (fixture.correct()) {
      properties.put("kata.seed", seed(fixture));
    }
    Predicate<String> isAsked = IS_WHOLE ? rung -> true : fixture.someRungs()::contains;
    LabGrade grade = grade(fixture.lab(), properties, isAsked);
    Set<String> mustLose =
        fixture.loses().stream().filter(isAsked).collect(Collectors.toCollection(TreeSet::new));
    Set<String> lost = lost(grade);
    lost.removeIf(isAsked.negate());
    lost.removeAll(fixture.mayLose());
    TABLE.add(grade, mustLose, lost);

    assertThat(
        "rungs lost by %s, of which is said:%n%s%nrungs lost".formatted(fixture, messages(grade)),
        lost,
        is(equalTo(mustLose)));
    if (mustLose.equals(fixture.loses())) {
      assertThat(messages(grade), containsString(fixture.says()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("labs")
  void a_solution_gets_full_points(Lab lab) throws Exception {
    LabGrade grade = grade(lab, Map.of("kata.implementation", "solutions"));
    TABLE.add(grade, Set.of(), lost(grade));

    assertThat(verdicts(grade), everyItem(is(Verdict.PASSED)));
    assertThat(grade.points(), is(lab.points()));
  }

  @ParameterizedTest(name = "{0}")
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("labs")
  void a_skeleton_gets_nothing_and_is_not_started(Lab lab) throws Exception {
    assumeTrue(isSkeleton(lab), "The exercise " + lab.id() + " has been worked on.");
    LabGrade grade = grade(lab, Map.of("kata.implementation", "exercises"));

    assertThat(verdicts(grade), everyItem(is(Verdict.NOT_STARTED)));
    assertThat(grade.points(), is(0));
  }

  /**
   * What is right is right with any seed, and each right program is graded with one from 1 to 20.
   */
  private static String seed(Fixture fixture) {
    return Integer.toString(1 + Math.floorMod(fixture.name().hashCode(), 20));
  }

  /** Whether nobody has changed it. */
  private static boolean isSkeleton(Lab lab) throws IOException {
    Kit kit = new Kit(Path.of(".."));
    return Files.mismatch(kit.exercise(lab), kit.skeleton(lab)) < 0;
  }

  private static LabGrade grade(Lab lab, Map<String, String> properties)
      throws InterruptedException {
    return grade(lab, properties, rung -> true);
  }

  private static LabGrade grade(Lab lab, Map<String, String> properties, Predicate<String> isAsked)
      throws InterruptedException {
    return WarmStages.grade(LABS, of(lab, properties), check -> isAsked.test(check.rung().title()));
  }

  private static Map<String, String> of(Lab lab, Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("kata.lab", lab.id());
    return all;
  }

  /** The rungs that tell a story; what cannot be judged before that is mended tells none. */
  static Set<String> lost(LabGrade grade) {
    return grade.results().stream()
        .filter(result -> result.verdict() != Verdict.PASSED)
        .filter(result -> result.verdict() != Verdict.CANNOT_BE_JUDGED)
        .map(result -> result.check().rung().title())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Verdict> verdicts(LabGrade grade) {
    return grade.results().stream().map(CheckResult::verdict).toList();
  }

  static String messages(LabGrade grade) {
    return grade.results().stream()
        .filter(result -> result.verdict() != Verdict.CANNOT_BE_JUDGED)
        .map(CheckResult::message)
        .filter(message -> !message.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}

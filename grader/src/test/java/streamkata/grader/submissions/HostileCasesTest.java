package streamkata.grader.submissions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;

/**
 * Code that loops, locks, dies or floods. Whatever it does to its own lab, the check ends with a
 * message that names the cause, and the lab that is graded after it keeps its points.
 */
class HostileCasesTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final String FRAME =
      """
      package streamkata.exercises.ridecleansing;
      import org.apache.flink.api.common.functions.*;
      import org.apache.flink.streaming.api.datastream.DataStream;
      import streamkata.common.lab.RideCleansingLab;
      import streamkata.common.model.TaxiRide;
      public class RideCleansingJob implements RideCleansingLab {
        public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
          return rides.filter(new Keep());
        }
        %s
        public static class Keep extends RichFilterFunction<TaxiRide> {
          private static final long serialVersionUID = 1L;
          public void open(OpenContext context) throws Exception { %s }
          public boolean filter(TaxiRide ride) throws Exception { %s }
        }
      }
      """;

  /** Those that get at the threads or at the worker that other labs use as well. */
  private static final Set<String> DANGEROUS =
      Set.of(
          "a deadlock",
          "an exception whose toString never returns",
          "an exception whose stack trace cannot be read",
          "an error thrown on purpose");

  /** Two that run at the same time. */
  private static final Set<String> CHECKS = Set.of("inside", "edges");

  @TempDir Path folder;

  static Stream<Arguments> cases() {
    return Stream.of(whatNeverEnds(), whatThrows(), whatCannotBeRead()).flatMap(cases -> cases);
  }

  private static Stream<Arguments> whatNeverEnds() {
    return Stream.of(
        Arguments.of(
            "an endless loop in the constructor",
            job("public RideCleansingJob() { while (true) { } }", "", "return true;"),
            "This is where your program was:"),
        Arguments.of(
            "an endless loop in open",
            job("", "while (true) { }", "return true;"),
            "This is where your program was:"),
        Arguments.of(
            "an endless loop that swallows interrupts",
            job(
                "",
                "",
                "while (true) { try { Thread.currentThread().join(); } catch (InterruptedException"
                    + " e) { } }"),
            "This is where your program was:"),
        Arguments.of(
            "an endless loop that catches everything",
            job(
                "static int rounds;",
                "",
                "while (true) { try { rounds++; } catch (Throwable e) { rounds--; } }"),
            "This is where your program was:"),
        Arguments.of(
            "a deadlock",
            job(
                "static final Object A = new Object(); static final Object B = new Object();",
                "",
                """
                java.util.concurrent.CountDownLatch both = new java.util.concurrent.CountDownLatch(2);
                Thread other = new Thread(() -> { synchronized (B) { both.countDown();
                  try { both.await(); } catch (InterruptedException e) { } synchronized (A) { } } });
                other.start();
                synchronized (A) { both.countDown(); both.await(); synchronized (B) { } }
                return true;\
                """),
            "This is where your program was:"));
  }

  private static Stream<Arguments> whatThrows() {
    return Stream.of(
        Arguments.of(
            "Runtime.halt",
            job("", "", "Runtime.getRuntime().halt(7); return true;"),
            "Runtime.halt(7) was called"),
        Arguments.of(
            "endless recursion",
            job("static int down(int n) { return down(n + 1) + 1; }", "", "return down(0) > 0;"),
            "StackOverflowError"),
        Arguments.of(
            "a static initialiser that throws",
            job(
                "static final int ANSWER = answer(); static int answer() {"
                    + " throw new IllegalStateException(\"no answer\"); }",
                "",
                "return true;"),
            "IllegalStateException: no answer"),
        Arguments.of(
            "results of a class that equals everything, brought in by a raw type",
            job(
                    """
                    @SuppressWarnings({"unchecked", "rawtypes"})
                    public static DataStream<TaxiRide> liars(DataStream<TaxiRide> rides) {
                      return (DataStream) rides.map(ride -> new Liar());
                    }
                    public static class Liar { public int id;
                      public boolean equals(Object other) { return true; }
                      public int hashCode() { return 1; } }\
                    """,
                    "",
                    "return true;")
                .replace("return rides.filter(new Keep());", "return liars(rides);"),
            "A result is a streamkata.exercises.ridecleansing.RideCleansingJob$Liar"
                + " and not a TaxiRide"),
        Arguments.of(
            "an exception with a message of megabytes",
            job("", "", "throw new RuntimeException(\"x\".repeat(3_000_000));"),
            "RuntimeException: xxxx"),
        Arguments.of(
            "an error thrown on purpose",
            job("", "", "throw new OutOfMemoryError(\"so it says\");"),
            "OutOfMemoryError"),
        Arguments.of(
            "a method that does not exist at run time",
            job("", "", "throw new NoSuchMethodError(\"gone\");"),
            "NoSuchMethodError: gone"));
  }

  private static Stream<Arguments> whatCannotBeRead() {
    String fails = "{ throw new IllegalStateException(\"you will not know\"); }";
    String loops = "{ while (true) { } }";
    return Stream.of(
        Arguments.of(
            "an exception whose getMessage fails",
            throwing("public String getMessage() " + fails),
            "Your program threw an exception: Nasty: (its getMessage() failed)"),
        Arguments.of(
            "an exception whose toString fails",
            throwing("public String toString() " + fails),
            "Your program threw an exception: Nasty"),
        Arguments.of(
            "an exception whose toString never returns",
            throwing("public String toString() " + loops),
            "This is where your program was:"),
        Arguments.of(
            "an exception whose stack trace cannot be read",
            throwing("public StackTraceElement[] getStackTrace() " + fails),
            "The worker failed with an exception that it could not report"),
        Arguments.of(
            "an exception whose stack trace and cause cannot be read, thrown by the constructor",
            throwingAtOnce(
                "public StackTraceElement[] getStackTrace() %s public Throwable getCause() %s"
                    .formatted(fails, fails)),
            "Your program threw an exception: Nasty"),
        Arguments.of(
            "an exception whose getMessage never returns, thrown by the constructor",
            throwingAtOnce("public String getMessage() " + loops),
            "This is where your program was:"));
  }

  /** A function that throws an exception with these methods. */
  private static String throwing(String methods) {
    return job(nasty(methods), "", "throw new Nasty();");
  }

  /** A lab whose constructor throws an exception with these methods. */
  private static String throwingAtOnce(String methods) {
    return job(
        nasty(methods) + "public RideCleansingJob() { throw new Nasty(); }", "", "return true;");
  }

  private static String nasty(String methods) {
    return """
    static class Nasty extends RuntimeException {
      private static final long serialVersionUID = 1L;
      %s
    }
    """
        .formatted(methods);
  }

  @ParameterizedTest(name = "{0}")
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("cases")
  void the_message_names_the_cause(String name, String source, String says) throws Exception {
    LabGrade grade = grade(source, says.startsWith("This is where") ? "2" : "10");

    for (String check : CHECKS) {
      CheckResult result = result(grade, check);
      assertThat(result.message(), result.verdict(), is(Verdict.FAILED));
      assertThat(result.message(), containsString(says));
      assertThat("length of the message", result.message().length(), lessThan(5_000));
    }
  }

  static Stream<Arguments> dangerous() {
    return cases().filter(arguments -> DANGEROUS.contains(arguments.get()[0]));
  }

  @ParameterizedTest(name = "{0}")
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("dangerous")
  void the_labs_beside_and_after_it_keep_their_points(String name, String source, String says)
      throws Exception {
    Files.writeString(folder.resolve("RideCleansingJob.java"), source);
    copySolution("longridealerts", "LongRideAlertsJob");
    Grade grade =
        WarmStages.grade(
            LABS,
            Map.of(
                "kata.api",
                "warn",
                "kata.limit",
                "3",
                "kata.lab",
                "",
                "kata.submission",
                folder.toString()));

    assertThat(points(grade, "ride-cleansing"), is(0));
    assertThat(points(grade, "long-ride-alerts"), is(15));
  }

  private LabGrade grade(String source, String limit) throws Exception {
    Files.writeString(folder.resolve("RideCleansingJob.java"), source);
    return WarmStages.grade(
        LABS,
        Map.of(
            "kata.api",
            "warn",
            "kata.limit",
            limit,
            "kata.lab",
            "ride-cleansing",
            "kata.submission",
            folder.toString()),
        check -> CHECKS.contains(check.id()));
  }

  private void copySolution(String packageName, String className) throws Exception {
    Path solution =
        Path.of(
            "../solutions/src/main/java/streamkata/solutions", packageName, className + ".java");
    Files.writeString(
        folder.resolve(className + ".java"),
        Files.readString(solution)
            .replace("package streamkata.solutions.", "package streamkata.exercises."));
  }

  private static String job(String members, String open, String filter) {
    return FRAME.formatted(members, open, filter);
  }

  private static CheckResult result(LabGrade grade, String check) {
    return grade.results().stream()
        .filter(result -> result.check().id().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static int points(Grade grade, String lab) {
    return grade.labs().stream()
        .filter(candidate -> candidate.lab().id().equals(lab))
        .mapToInt(candidate -> candidate.points())
        .sum();
  }
}

package streamkata.grader.classroom;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.submission.Submission;

/** Whole runs with a small class, of one lab. */
class ClassRunTest {

  private static final Kit KIT = new Kit(Path.of(".."));
  private static final Path CORPUS = Path.of("src/test/submissions/ride-cleansing");
  private static final String JOB = "RideCleansingJob.java";

  @TempDir private Path temporary;
  private Path folder;
  private Path out;
  private HandInFiles handIns;
  private final List<String> graded = new ArrayList<>();
  private int known;

  @BeforeEach
  void createClass() throws IOException {
    folder = Files.createDirectories(temporary.resolve("all"));
    out = temporary.resolve("out");
    handIns = new HandInFiles(folder);
  }

  @Test
  void a_class_is_graded_once_and_told_in_every_file() throws Exception {
    handIns.folder("anna", JOB, corpus("correct/FlatMapOnTwoInstances.java"));
    handIns.zip("bert.zip", "x/" + JOB, corpus("correct/FlatMapOnTwoInstances.java"));
    handIns.folder("carla", JOB, corpus("wrong/EdgesExcluded.java"));
    handIns.file("dora.java", Files.readString(KIT.skeleton(Course.CORE.labs().all().get(0))));
    handIns.file("emil.java", HandInFiles.PACKAGE + "public class RideCleansingJob { oops }");
    handIns.file("fritz.zip", "none");

    assertThat(run(2), is(1));
    String grades = grades();
    assertThat(graded, is(List.of("anna", "carla", "dora", "emil")));
    assertThat(
        rows(),
        is(
            List.of(
                "student,ride-cleansing,points,max,state,failed",
                "anna,ride-cleansing,10,10,complete,",
                "bert,ride-cleansing,10,10,complete,",
                "carla,ride-cleansing,6,10,in progress,edges parallelism",
                "dora,ride-cleansing,0,10,not started,",
                "emil,ride-cleansing,0,10,does not compile,"
                    + Course.CORE.labs().all().get(0).checks().stream()
                        .map(check -> check.id())
                        .collect(Collectors.joining(" ")),
                "fritz,ride-cleansing,,10,refused,")));
    assertThat(
        grades,
        allOf(
            startsWith("student,lab,points,max,state,failed,attempt,seed,kit,key,note\r\n"),
            containsString("The same as bert."),
            containsString("fritz.zip cannot be read")));
    assertThat(
        Files.readString(out.resolve("totals.csv")),
        is(
            "student,ride-cleansing,total\r\nanna,10,10\r\nbert,10,10\r\ncarla,6,6\r\n"
                + "dora,0,0\r\nemil,0,0\r\nfritz,,\r\n"));
    assertThat(
        Files.readString(out.resolve("feedback/carla.txt")),
        allOf(containsString("fed in"), containsString("look at"), containsString("yours")));
    assertThat(
        Files.readString(out.resolve("feedback/carla.html")), containsString("data:image/svg+xml"));
    assertThat(Files.readString(out.resolve("feedback/anna.txt")), not(containsString("bert")));
    assertThat(
        names(out.resolve("similarity/ride-cleansing")),
        is(List.of("anna", "bert", "carla", "dora", "emil")));
    assertThat(Files.exists(out.resolve("similarity/base/ride-cleansing/" + JOB)), is(true));
    assertThat(names(out.resolve("results")).size(), is(4));

    graded.clear();
    assertThat(run(1), is(1));
    assertThat(graded, is(List.of()));
    assertThat(known, is(4));
    assertThat(grades(), is(grades));
  }

  @Test
  void a_class_is_graded_by_the_core_and_what_is_begun_besides_is_told_apart() throws Exception {
    handIns.folder("anna", JOB, corpus("correct/FlatMapOnTwoInstances.java"));
    Lab more = Course.MORE.labs().all().get(0);
    handIns.folder(
        "bert",
        JOB,
        corpus("correct/FlatMapOnTwoInstances.java"),
        more.className() + ".java",
        Files.readString(moreRight(more)));
    handIns.folder("carla", more.className() + ".java", Files.readString(KIT.skeleton(more)));
    Path book =
        Files.writeString(temporary.resolve("book.csv"), "Student,streamkata\nanna,\nbert,\n");
    ClassRun.Order order = order(2, Optional.empty(), Optional.of(book), false);

    assertThat(run(order, "").exitCode(), is(0));
    assertThat(
        rows().stream().filter(row -> row.contains(more.id())).toList(),
        is(List.of("bert,%s,20,20,complete,".formatted(more.id()))));
    List<String> totals = Files.readString(out.resolve("totals.csv")).lines().toList();
    assertThat(totals.get(0), endsWith(more.id() + ",total"));
    assertThat(
        totals.subList(1, 4),
        is(
            List.of(
                "anna,10,0,0,0,0,0,0,,10", "bert,10,0,0,0,0,0,0,20,10", "carla,0,0,0,0,0,0,0,,0")));
    assertThat(
        Files.readString(out.resolve("book.csv")), is("Student,streamkata\nanna,10\nbert,10\n"));
    assertThat(
        Files.readString(out.resolve("feedback/bert.txt")),
        allOf(
            startsWith("bert: 10 of 100 points."),
            containsString("== %s: 20 / 20 points, complete ==".formatted(more.id()))));
    assertThat(
        Files.readString(out.resolve("class.html")), containsString("of 100 points on average"));

    graded.clear();
    assertThat(run(order, more.id()).exitCode(), is(0));
    assertThat(graded, is(List.of()));
    assertThat(
        Files.readString(out.resolve("totals.csv")),
        is("student,%s,total\r\nanna,0,0\r\nbert,20,20\r\ncarla,0,0\r\n".formatted(more.id())));
  }

  @Test
  void what_was_not_kept_is_graded_again_to_the_same_bytes() throws Exception {
    handIns.folder("anna", JOB, corpus("wrong/OrForAnd.java"));
    handIns.folder("bert", JOB, corpus("correct/OutsideButNotUnknown.java"));
    run(2);
    String grades = grades();
    graded.clear();
    Path lost = out.resolve("results").resolve(names(out.resolve("results")).get(0));
    Files.writeString(lost, Files.readString(lost).substring(0, 100));
    Files.writeString(out.resolve("results/half.json.999999999"), "{");

    run(1);
    assertThat(graded.size(), is(1));
    assertThat(grades(), is(grades));
    assertThat(names(out.resolve("results")).size(), is(2));
  }

  @Test
  void everyone_on_the_roster_has_a_row_and_the_gradebook_is_filled_in() throws Exception {
    handIns.folder("anna", JOB, corpus("correct/OutsideButNotUnknown.java"));
    handIns.folder("gast", "notes.txt", "");
    Path roster = Files.writeString(temporary.resolve("r.csv"), "Login\nanna\nzoe\n");
    Path book =
        Files.writeString(
            temporary.resolve("book.csv"), "Student,ride-cleansing (1)\nanna,\nzoe,3\n");

    assertThat(run(order(1, Optional.of(roster), Optional.of(book), false)).exitCode(), is(0));
    assertThat(
        rows().subList(1, 4),
        is(
            List.of(
                "anna,ride-cleansing,10,10,complete,",
                "gast,ride-cleansing,0,10,not started,",
                "zoe,ride-cleansing,0,10,not started,")));
    assertThat(
        grades(),
        allOf(containsString("Nothing was handed in."), containsString("Not on the roster.")));
    assertThat(
        Files.readString(out.resolve("book.csv")),
        is("Student,ride-cleansing (1)\nanna,10\nzoe,3\n"));
    assertThat(Files.readString(book), is("Student,ride-cleansing (1)\nanna,\nzoe,3\n"));
  }

  @Test
  void only_faulty_needs_an_earlier_run_and_leaves_its_sound_rows_alone() throws Exception {
    handIns.folder("anna", JOB, corpus("correct/OutsideButNotUnknown.java"));
    handIns.folder("bert", JOB, corpus("wrong/OrForAnd.java"));
    ClassRun.Order faulty = order(1, Optional.empty(), Optional.empty(), true);
    assertThat(
        assertThrows(Refusal.class, () -> run(faulty)).getMessage(),
        containsString("There is no earlier run"));

    run(1);
    String grades = grades();
    String key = grades.lines().toList().get(2).split(",")[9];
    Files.writeString(
        out.resolve("grades.csv"),
        grades.replaceFirst(
            "bert,ride-cleansing,3,10,in progress,[^,]*,",
            "bert,ride-cleansing,,10,grader fault,,"));
    Files.delete(out.resolve("results").resolve(key + ".json"));
    handIns.folder("anna", JOB, "nothing that is Java");
    graded.clear();

    run(faulty);
    assertThat(graded, is(List.of("bert")));
    assertThat(grades(), is(grades));
  }

  @Test
  void a_fault_of_the_grader_has_no_points_and_is_graded_again_by_only_faulty() throws Exception {
    handIns.folder("anna", JOB, corpus("wrong/EdgesExcluded.java"));
    Lab lab = Course.CORE.labs().all().get(0);
    Lab broken =
        new Lab(
            lab.course(),
            lab.id(),
            lab.packageName(),
            lab.className(),
            lab.contract(),
            NoChecks.class,
            lab.checks());
    Selection ofBroken =
        Selection.from(
            KIT,
            new Labs(List.of(broken)),
            name -> Optional.of(lab.id()).filter(any -> name.equals("kata.lab")));

    Outcome outcome =
        new ClassRun(
                order(1, Optional.empty(), Optional.empty(), false),
                ofBroken,
                new Labs(List.of(broken)),
                Optional.empty())
            .run(new Heard());
    assertThat(outcome.exitCode(), is(3));
    assertThat(rows().get(1), is("anna,ride-cleansing,,10,grader fault,"));
    assertThat(results(), is(0));

    assertThat(run(order(1, Optional.empty(), Optional.empty(), true)).exitCode(), is(0));
    assertThat(rows().get(1), is("anna,ride-cleansing,6,10,in progress,edges parallelism"));
  }

  /** Of a kit in which a method for a check is missing. */
  private static final class NoChecks {}

  @Test
  void a_run_that_is_killed_goes_on_where_it_was() throws Exception {
    for (String name : List.of("OrForAnd", "EdgesExcluded", "EndsDropped")) {
      handIns.folder(name, JOB, corpus("wrong/" + name + ".java"));
    }
    Process killed = started();
    while (results() == 0) {
      assertThat(killed.isAlive(), is(true));
      Thread.onSpinWait();
    }
    killed.destroyForcibly().waitFor();
    int kept = results();
    assertThat(Files.exists(out.resolve("grades.csv")), is(false));

    run(1);
    assertThat(known, is(kept));
    String goneOn = grades();
    out = temporary.resolve("another");
    run(2);
    assertThat(goneOn, is(grades()));
  }

  @Test
  void what_a_cluster_has_not_graded_is_missed_and_nothing_is_written() throws Exception {
    handIns.folder("anna", JOB, corpus("wrong/EdgesExcluded.java"));
    Path written = Files.createDirectories(temporary.resolve("graded"));
    Files.writeString(
        written.resolve("graded-0.jsonl"),
        "{\"handIn\":\"0 bert\",\"key\":\"\",\"lost\":{},\"results\":[]}\n");

    Refusal refusal = assertThrows(Refusal.class, () -> run(fromCluster(written)));

    assertThat(
        refusal.getMessage(),
        startsWith("Hand-ins without results in %s: 1, anna among them.".formatted(written)));
    assertThat(Files.exists(out.resolve("grades.csv")), is(false));
  }

  @Test
  void results_of_another_kit_are_missed_like_those_that_are_not_there() throws Exception {
    handIns.folder("anna", JOB, corpus("wrong/EdgesExcluded.java"));
    Path written = Files.createDirectories(temporary.resolve("graded"));
    Files.writeString(
        written.resolve("graded-0.jsonl"),
        "{\"handIn\":\"0 anna\",\"key\":\"k\",\"lost\":{},"
            + "\"results\":[{\"key\":\"k\",\"labs\":[{\"id\":\"of-another-kit\"}]}]}\n");

    Refusal refusal = assertThrows(Refusal.class, () -> run(fromCluster(written)));

    assertThat(refusal.getMessage(), startsWith("Hand-ins without results in " + written));
  }

  @Test
  void results_that_a_cluster_has_not_finished_are_none() throws Exception {
    handIns.folder("anna", JOB, corpus("wrong/EdgesExcluded.java"));
    Path written = Files.createDirectories(temporary.resolve("graded"));
    Files.writeString(written.resolve(".graded-0.jsonl.inprogress.1"), "{");

    Refusal refusal = assertThrows(Refusal.class, () -> run(fromCluster(written)));

    assertThat(refusal.getMessage(), startsWith("There are no results in %s:".formatted(written)));
  }

  private ClassRun.Order fromCluster(Path written) {
    return new ClassRun.Order(
        folder, Optional.empty(), Optional.empty(), out, Optional.of(written), 1, false, false);
  }

  private int results() throws IOException {
    Path results = out.resolve("results");
    return Files.isDirectory(results)
        ? (int) names(results).stream().filter(name -> name.endsWith(".json")).count()
        : 0;
  }

  private Process started() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dkata.home=..",
            "streamkata.grader.cli.Kata",
            "class",
            "grade",
            folder.toString(),
            "--out",
            out.toString(),
            "--lab",
            "ride-cleansing",
            "--jobs",
            "1",
            "--sandbox",
            "none")
        .redirectErrorStream(true)
        .redirectOutput(temporary.resolve("said").toFile())
        .start();
  }

  private int run(int jobs) throws IOException, InterruptedException {
    return run(order(jobs, Optional.empty(), Optional.empty(), false)).exitCode();
  }

  private ClassRun.Order order(
      int jobs, Optional<Path> roster, Optional<Path> gradebook, boolean onlyFaulty) {
    return new ClassRun.Order(
        folder, roster, gradebook, out, Optional.empty(), jobs, onlyFaulty, false);
  }

  private Outcome run(ClassRun.Order order) throws IOException, InterruptedException {
    return run(order, "ride-cleansing");
  }

  private Outcome run(ClassRun.Order order, String labs) throws IOException, InterruptedException {
    Selection selection = selection("kata.lab", labs);
    Selection solutions = selection("kata.implementation", Kit.SOLUTIONS);
    return new ClassRun(
            order, selection, Course.PATH.labs(), Optional.of(Submission.of(solutions)::codeOf))
        .run(new Heard());
  }

  private static Path moreRight(Lab lab) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("src/test/submissions", lab.id(), "correct"))) {
      return all.sorted().findFirst().orElseThrow();
    }
  }

  private static Selection selection(String property, String value) {
    return Selection.from(
        KIT, Course.PATH.labs(), name -> Optional.of(value).filter(any -> name.equals(property)));
  }

  private final class Heard implements Listener {

    @Override
    public void begins(int ofHandIns, int results, int knownResults) {
      known = knownResults;
    }

    @Override
    public void started(String name) {}

    @Override
    public synchronized void ended(String name, String summary) {
      graded.add(name);
      graded.sort(null);
    }
  }

  private String grades() throws IOException {
    return Files.readString(out.resolve("grades.csv"));
  }

  private List<String> rows() throws IOException {
    return grades()
        .lines()
        .map(line -> List.of(line.split(",")))
        .map(cells -> String.join(",", cells.subList(0, 6)))
        .map(line -> line.replace("student,lab", "student,ride-cleansing"))
        .toList();
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String corpus(String name) throws IOException {
    return Files.readString(CORPUS.resolve(name));
  }
}

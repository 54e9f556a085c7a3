package streamkata.grader.classroom;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;
import streamkata.grader.submission.Submission;

/** Whose hand-ins lie in what schools' systems give, and what is in them. */
class DeliveryTest {

  private static final List<Lab> LABS = Course.PATH.labs().all();
  private static final Lab CLEANSING = Course.CORE.labs().byId("ride-cleansing");
  private static final Lab TIPS = Course.CORE.labs().byId("hourly-tips");
  private static final String JOB = "RideCleansingJob.java";

  @TempDir private Path temporary;
  private Path folder;
  private HandInFiles handIns;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectories(temporary.resolve("all"));
    handIns = new HandInFiles(folder);
  }

  @Test
  void a_plain_name_is_the_student_whole() throws IOException {
    handIns.folder("Anna-Lena Müller_2", "src/" + JOB, HandInFiles.CLEANSING);
    handIns.zip("bert.smith.zip", JOB, HandInFiles.CLEANSING);
    handIns.tar("carla-1.tar.gz", "x/" + JOB, HandInFiles.CLEANSING);
    handIns.zip("dora.jar", JOB, HandInFiles.CLEANSING);
    handIns.file("emil.java", HandInFiles.CLEANSING);

    assertThat(
        students(folder),
        is(List.of("Anna-Lena Müller_2", "bert.smith", "carla-1", "dora", "emil")));
    assertAllHaveCleansing();
  }

  @Test
  void moodle() throws IOException {
    handIns.folder("Anna Ott_123_assignsubmission_file_", JOB, HandInFiles.CLEANSING);
    handIns.folder("Bert Ott_124_assignsubmission_file", "a/" + JOB, HandInFiles.CLEANSING);
    Packing.FOLDER.write(
        Map.of("lab.zip", Packing.zipped(HandInFiles.files(JOB, HandInFiles.CLEANSING))),
        folder.resolve("Cem_125_assignsubmission_file_"));
    handIns.zip("Dora_126_assignsubmission_file_labs.zip", JOB, HandInFiles.CLEANSING);
    handIns.folder("Participant_127_assignsubmission_file_", JOB, HandInFiles.CLEANSING);

    assertThat(
        students(folder), is(List.of("Anna Ott", "Bert Ott", "Cem", "Dora", "Participant 127")));
    assertAllHaveCleansing();
  }

  @Test
  void moodle_keeps_namesakes_apart() throws IOException {
    handIns.folder("Anna Ott_123_assignsubmission_file_", JOB, HandInFiles.CLEANSING);
    handIns.folder("Anna Ott_999_assignsubmission_file_", JOB, HandInFiles.CLEANSING);

    assertThat(labels(), is(List.of("Anna Ott (123)", "Anna Ott (999)")));
  }

  @Test
  void canvas() throws IOException {
    handIns.zip("ottanna_LATE_17_501_labs.zip", JOB, HandInFiles.CLEANSING);
    handIns.zip("ottbert_18_502_labs-2.zip", JOB, HandInFiles.CLEANSING);
    handIns.file("ottcem_19_503_RideCleansingJob.java", HandInFiles.CLEANSING);
    handIns.file("ottcem_19_504_HourlyTipsJob-1.java", HandInFiles.TIPS);
    handIns.zip("anon_LATE_A1b2C_505_labs.zip", JOB, HandInFiles.CLEANSING);

    List<HandedIn> all = read(folder);
    assertThat(students(folder), is(List.of("anon A1b2C", "ottanna", "ottbert", "ottcem")));
    assertThat(all.stream().map(HandedIn::isLate).toList(), is(List.of(true, true, false, false)));
    assertThat(all.stream().map(HandedIn::attempt).toList(), is(List.of(1, 1, 3, 2)));
    assertAllHaveCleansing();
    assertThat(all.get(3).read().has(TIPS), is(true));
  }

  @Test
  void of_two_attempts_in_canvas_the_later_one_counts() throws IOException {
    handIns.zip("ott_18_502_labs.zip", JOB, HandInFiles.CLEANSING);
    handIns.zip("ott_18_602_labs-1.zip", "HourlyTipsJob.java", HandInFiles.TIPS);
    HandedIn only = read(folder).get(0);

    assertThat(read(folder).size(), is(1));
    assertThat(only.read().has(TIPS), is(true));
    assertThat(only.read().has(CLEANSING), is(false));
    assertThat(
        only.remarks(),
        is(List.of("ott_18_502_labs.zip was not graded: there is a later attempt.")));
  }

  @Test
  void gradescope() throws IOException {
    handIns.folder("submission_11", JOB, HandInFiles.CLEANSING);
    handIns.folder("submission_12", JOB, HandInFiles.CLEANSING);
    handIns.folder("submission_13", JOB, HandInFiles.CLEANSING);
    handIns.file(
        "submission_metadata.yml",
        """
        ---
        submission_11:
          :submitters:
          - :name: Ott, Anna
            :sid: '777'
            :email: anna@school.example
          :created_at: !ruby/object:ActiveSupport::TimeWithZone
            utc: &1 2026-01-31 10:00:00.000000000 Z
            time: *1
          :history:
          - :id: 9
            :score: 1.0
        submission_12:
          :submitters:
          - :name: Bert
            :sid: ''
            :email: bert@school.example
          - :name: Cem
            :email: cem@school.example
        """);

    assertThat(students(folder), is(List.of("Bert and Cem", "Ott, Anna", "submission_13")));
    assertThat(read(folder).get(1).attempt(), is(2));
    assertAllHaveCleansing();
  }

  @Test
  void clones_of_repositories() throws IOException {
    for (String user : List.of("anna", "anton-x", "bert")) {
      handIns.folder(
          "lab-1-" + user, ".git/HEAD", "ref", "src/main/java/" + JOB, HandInFiles.CLEANSING);
    }
    handIns.folder("lab-1-copy", JOB, HandInFiles.CLEANSING);

    assertThat(students(folder), is(List.of("anna", "anton-x", "bert", "lab-1-copy")));
    assertAllHaveCleansing();
  }

  @Test
  void an_archive_of_all_is_read_like_the_folder() throws IOException {
    handIns.folder("Anna Ott_123_assignsubmission_file_", JOB, HandInFiles.CLEANSING);
    handIns.zip("bert.zip", JOB, HandInFiles.CLEANSING);
    handIns.tar("carla.tar.gz", JOB, HandInFiles.CLEANSING);
    handIns.folder("lab-1-dora", ".git/HEAD", "ref", JOB, HandInFiles.CLEANSING);
    handIns.folder("__MACOSX", "._x", "");
    handIns.file(".DS_Store", "");
    List<String> expected = students(folder);
    for (Packing packing : List.of(Packing.ZIP, Packing.TAR)) {
      for (String below : List.of("", "download/")) {
        Path archive = temporary.resolve("all-of-it.bin");
        Files.deleteIfExists(archive);
        packing.write(filesIn(folder, below), archive);

        assertThat(students(archive), is(expected));
        try (Delivery delivery = Delivery.open(archive, LABS)) {
          for (HandedIn handIn : delivery.handIns()) {
            assertThat(handIn.read().has(CLEANSING), is(true));
          }
        }
      }
    }
    assertThat(expected, is(List.of("Anna Ott", "bert", "carla", "dora")));
  }

  @Test
  void the_folder_of_one_student_is_one_hand_in() throws IOException {
    Path one = temporary.resolve("anna");
    new HandInFiles(one)
        .folder("", JOB, HandInFiles.CLEANSING, "HourlyTipsJob.java", HandInFiles.TIPS);
    Path project = temporary.resolve("bert");
    new HandInFiles(project)
        .folder("", "pom.xml", "<project/>", "src/main/java/" + JOB, HandInFiles.CLEANSING);

    assertThat(students(one), is(List.of("anna")));
    assertThat(students(project), is(List.of("bert")));
    assertThat(read(one).get(0).read().has(TIPS), is(true));
  }

  @Test
  void what_nobody_has_handed_in_is_left_out_and_named() throws IOException {
    handIns.folder("anna", JOB, HandInFiles.CLEANSING);
    handIns.file("grades.xlsx", "");

    try (Delivery delivery = Delivery.open(folder, LABS)) {
      assertThat(delivery.leftOut(), is(List.of("grades.xlsx")));
    }
  }

  @Test
  void nothing_at_all_is_refused() {
    assertThat(
        assertThrows(Refusal.class, () -> Delivery.open(folder, LABS)).getMessage(),
        containsString("There are no hand-ins in"));
    assertThat(
        assertThrows(Refusal.class, () -> Delivery.open(folder.resolve("no"), LABS)).getMessage(),
        containsString("There is no folder or archive"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "target", "test", "build", "bin"})
  void a_student_may_be_called_like_a_folder_of_a_build(String name) throws IOException {
    handIns.folder(name, JOB, HandInFiles.CLEANSING);
    handIns.folder("anna", JOB, HandInFiles.CLEANSING);

    assertThat(read(folder).size(), is(2));
    assertAllHaveCleansing();
  }

  private void assertAllHaveCleansing() throws IOException {
    for (HandedIn handIn : read(folder)) {
      Submission submission = handIn.read();
      assertThat(handIn.people().toString(), submission.has(CLEANSING), is(true));
      assertThat(submission.problem(CLEANSING).isPresent(), is(false));
    }
  }

  private static List<HandedIn> read(Path path) throws IOException {
    try (Delivery delivery = Delivery.open(path, LABS)) {
      return delivery.handIns();
    }
  }

  private static List<String> students(Path path) throws IOException {
    return read(path).stream()
        .map(handIn -> String.join(" and ", handIn.people().stream().map(Person::name).toList()))
        .toList();
  }

  private List<String> labels() throws IOException {
    List<Person> people = new ArrayList<>();
    read(folder).forEach(handIn -> people.addAll(handIn.people()));
    return List.copyOf(Names.of(people, Optional.empty()).byPerson().values());
  }

  private static Map<String, byte[]> filesIn(Path root, String below) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(below + root.relativize(file), Files.readAllBytes(file));
      }
    }
    return files;
  }
}

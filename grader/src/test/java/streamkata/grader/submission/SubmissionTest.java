package streamkata.grader.submission;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.wire.NamedFile;

/** Hand-ins as schools, browsers, archives and editors make them. */
class SubmissionTest {

  private static final Labs LABS = Course.CORE.labs();
  private static final Lab CLEANSING = LABS.byId("ride-cleansing");
  private static final Lab ALERTS = LABS.byId("long-ride-alerts");

  private static final String PACKAGE = "package streamkata.exercises.ridecleansing;\n";
  private static final String RIGHT = PACKAGE + "public class RideCleansingJob { int right; }\n";
  private static final String WRONG = PACKAGE + "public class RideCleansingJob { int wrong; }\n";
  private static final String OF_ALERTS =
      "package streamkata.exercises.longridealerts;\npublic class LongRideAlertsJob { }\n";

  private static final String IN_PLACE =
      "src/main/java/streamkata/exercises/ridecleansing/RideCleansingJob.java";
  private static final String NAME = "streamkata/exercises/ridecleansing/RideCleansingJob.java";

  @TempDir private Path folder;

  @Test
  void a_loose_file_counts_by_its_package_line() throws IOException {
    write("RideCleansingJob.java", RIGHT);

    assertGraded(RIGHT);
  }

  @Test
  void a_zip_is_read_as_if_it_were_a_folder() throws IOException {
    Path zip = zip("hand-in.zip", Map.of("anna/" + IN_PLACE, RIGHT));

    assertThat(graded(Submission.of(zip)), is(RIGHT));
  }

  @Test
  void a_zip_in_a_folder_is_read_too() throws IOException {
    zip("hand-in.zip", Map.of(IN_PLACE, RIGHT));

    assertGraded(RIGHT);
  }

  @Test
  void a_jar_with_sources_is_graded_by_them() throws IOException {
    Path jar = zip("hand-in.jar", Map.of(NAME, RIGHT, NAME.replace(".java", ".class"), "beside"));

    assertThat(graded(Submission.of(jar)), is(RIGHT));
  }

  @Test
  void class_files_of_a_build_count_where_there_are_no_sources() throws IOException {
    write("work/target/classes/" + NAME.replace(".java", ".class"), "bytes");
    LabCode.Files files = Submission.of(folder).codeOf(CLEANSING).files();

    assertThat(files.sources(), is(false));
    assertThat(names(files.all()), contains(NAME.replace(".java", ".class")));
  }

  @Test
  void a_byte_order_mark_is_dropped() throws IOException {
    write("RideCleansingJob.java", "\uFEFF" + RIGHT);

    assertGraded(RIGHT);
    assertThat(Submission.of(folder).remarks(), is(empty()));
  }

  @Test
  void other_encodings_are_read_and_said() throws IOException {
    String umlaut = PACKAGE + "// f\u00FCr\npublic class RideCleansingJob { }\n";
    for (Charset charset : List.of(Charset.forName("windows-1252"), StandardCharsets.UTF_16)) {
      Files.write(folder.resolve("RideCleansingJob.java"), umlaut.getBytes(charset));

      assertGraded(umlaut);
      assertThat(
          Submission.of(folder).remarks(), contains(containsString("read as " + charset.name())));
    }
  }

  @Test
  void line_ends_make_no_difference() throws IOException {
    write("RideCleansingJob.java", RIGHT.replace("\n", "\r\n"));

    assertGraded(RIGHT);
  }

  @Test
  void what_systems_leave_beside_files_is_not_read() throws IOException {
    write(IN_PLACE, RIGHT);
    write("__MACOSX/" + IN_PLACE, WRONG);
    write("src/main/java/streamkata/exercises/ridecleansing/._RideCleansingJob.java", "\0\1");
    write(".idea/RideCleansingJob.java", WRONG);
    write("target/generated/RideCleansingJob.java", WRONG);
    write("src/main/java/module-info.java", "module m { }");

    assertGraded(RIGHT);
    assertThat(names(Submission.of(folder).codeOf(CLEANSING).files().beside()), is(empty()));
  }

  @Test
  void tests_of_their_own_are_not_compiled() throws IOException {
    write(IN_PLACE, RIGHT);
    write(IN_PLACE.replace("main", "test").replace("Job", "JobTest"), PACKAGE + "class T { }");

    assertGraded(RIGHT);
    assertThat(names(Submission.of(folder).codeOf(CLEANSING).files().all()), contains(NAME));
  }

  @Test
  void of_a_copy_of_the_whole_kit_only_the_exercises_count() throws IOException {
    write("streamkata-main/exercises/" + IN_PLACE, RIGHT);
    write("streamkata-main/grader/src/main/skeletons/ridecleansing/RideCleansingJob.java", WRONG);
    write("streamkata-main/grader/src/test/submissions/ride-cleansing/correct/A.java", WRONG);
    write("streamkata-main/common/src/main/java/A.java", "class A { }");

    assertGraded(RIGHT);
    assertThat(names(Submission.of(folder).codeOf(CLEANSING).files().beside()), is(empty()));
  }

  @Test
  void a_backup_or_a_second_download_is_not_taken_for_the_file() throws IOException {
    write("RideCleansingJob.java", RIGHT);
    write("backup/RideCleansingJob.java", WRONG);
    write("RideCleansingJob-1.java", WRONG);
    write("RideCleansingJob (1).java", WRONG);

    assertGraded(RIGHT);
    assertThat(
        Submission.of(folder).remarks(),
        hasItem("backup/RideCleansingJob.java was not graded: RideCleansingJob.java was."));
    assertThat(names(Submission.of(folder).codeOf(CLEANSING).files().all()), contains(NAME));
  }

  @Test
  void a_file_with_the_name_of_a_second_download_alone_is_the_file() throws IOException {
    write("RideCleansingJob (1).java", RIGHT);

    assertGraded(RIGHT);
  }

  @Test
  void of_two_files_that_differ_and_lie_alike_none_is_graded() throws IOException {
    write("a/RideCleansingJob.java", RIGHT);
    write("b/RideCleansingJob.java", WRONG);
    write("LongRideAlertsJob.java", OF_ALERTS);
    Submission submission = Submission.of(folder);

    assertThat(
        submission.problem(CLEANSING).orElse(""),
        containsString("a/RideCleansingJob.java, b/RideCleansingJob.java"));
    assertThat(submission.problem(ALERTS), is(Optional.empty()));
  }

  @Test
  void the_same_file_twice_is_no_problem() throws IOException {
    write("a/RideCleansingJob.java", RIGHT);
    write("b/RideCleansingJob.java", RIGHT);

    assertGraded(RIGHT);
  }

  @Test
  void a_package_line_that_is_missing_wrong_or_a_comment_is_said() throws IOException {
    Map<String, String> cases =
        Map.of(
            "public class RideCleansingJob { }",
            "declares no package",
            "// " + PACKAGE + "public class RideCleansingJob { }",
            "declares no package",
            "/* " + PACKAGE + " */ public class RideCleansingJob { }",
            "declares no package",
            "package mine;\npublic class RideCleansingJob { }",
            "declares the package mine");
    for (Map.Entry<String, String> each : cases.entrySet()) {
      write("RideCleansingJob.java", each.getKey());

      assertThat(
          Submission.of(folder).problem(CLEANSING).orElse(""),
          allOf(
              containsString("RideCleansingJob.java " + each.getValue()),
              containsString("\"package streamkata.exercises.ridecleansing;\"")));
    }
  }

  @Test
  void a_comment_before_the_package_line_is_none() throws IOException {
    String source = "/* package mine; */\n// \"package\"\n" + RIGHT;
    write("RideCleansingJob.java", source);

    assertGraded(source);
  }

  @Test
  void what_holds_nothing_of_any_lab_is_refused_with_what_was_found() throws IOException {
    write("homework.py", "");
    write("Main.java", "class Main { }");

    assertThat(
        refusal(folder),
        allOf(
            containsString("Nothing of any lab was found"),
            containsString("Main.java"),
            containsString("1 .py"),
            containsString(NAME)));
  }

  @Test
  void a_folder_with_nothing_in_it_is_refused() {
    assertThat(refusal(folder), containsString("Found: no files."));
  }

  @Test
  void a_file_that_is_no_archive_is_refused() throws IOException {
    write("hand-in.zip", "PK but no zip");

    assertThat(
        refusal(folder.resolve("hand-in.zip")), containsString("hand-in.zip cannot be read"));
  }

  @Test
  void an_archive_that_names_a_place_outside_itself_is_refused() throws IOException {
    Path zip = zip("evil.zip", Map.of("../../" + NAME, RIGHT));

    assertThat(refusal(zip), containsString("names a place outside itself"));
  }

  @Test
  void an_archive_that_swells_is_refused_before_it_is_unpacked() throws IOException {
    Path zip = zip("bomb.zip", Map.of(NAME, RIGHT + " ".repeat(11 << 20)));

    assertThat(refusal(zip), containsString("more than 10 MB"));
  }

  @Test
  void too_many_files_are_refused() throws IOException {
    for (int i = 0; i < 501; i++) {
      write("C" + i + ".java", "class C" + i + " { }");
    }

    assertThat(refusal(folder), containsString("more than 500 Java files"));
  }

  @Test
  void links_of_a_stranger_are_not_followed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), RIGHT);
    Path handIn = Files.createDirectories(folder.resolve("hand-in"));
    Files.createSymbolicLink(handIn.resolve("RideCleansingJob.java"), secret);
    Files.createSymbolicLink(handIn.resolve("all"), folder);
    Files.writeString(handIn.resolve("LongRideAlertsJob.java"), OF_ALERTS);
    Submission submission = Submission.of(handIn);

    assertThat(
        submission.problem(CLEANSING).orElse(""),
        is("RideCleansingJob.java was not read: it is a link, and links are not followed."));
    assertThat(submission.problem(ALERTS), is(Optional.empty()));
  }

  @Test
  void pipes_are_not_opened() throws Exception {
    Path pipe = folder.resolve("RideCleansingJob.java");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "There is no mkfifo.");
    new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();

    assertThat(
        Submission.of(folder).problem(CLEANSING).orElse(""), containsString("it is not a file"));
  }

  @Test
  void literals_and_nested_types_do_not_confuse_what_a_file_declares() throws IOException {
    String source =
        PACKAGE
            + "@Deprecated(since = \"{ class Other }\") public final class RideCleansingJob {\n"
            + "  char brace = '{'; String s = \"\"\"\n } class Other \"\"\";\n"
            + "  public static class Inner { }\n}\nclass Beside { }\n";
    write("Copy of it.java", source);

    assertGraded(source);
  }

  @Test
  void a_source_with_a_hundred_thousand_quotes_is_looked_through() throws IOException {
    String source = RIGHT + "// " + "\"\\\"".repeat(100_000) + "{".repeat(100_000);
    write("RideCleansingJob.java", source);

    assertGraded(source);
  }

  private void assertGraded(String expected) {
    Submission submission = Submission.of(folder);
    assertThat(submission.problem(CLEANSING), is(Optional.empty()));
    assertThat(graded(submission), is(expected));
  }

  /** The source of the class that a stage is given. */
  private static String graded(Submission submission) {
    return submission.codeOf(CLEANSING).files().all().stream()
        .filter(file -> file.name().equals(NAME))
        .map(file -> new String(file.content(), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static List<String> names(List<NamedFile> files) {
    return files.stream().map(NamedFile::name).toList();
  }

  private static String refusal(Path path) {
    return assertThrows(
            Refusal.class,
            () ->
                Submission.of(
                    Selection.from(
                        LABS,
                        name ->
                            name.equals("kata.submission")
                                ? Optional.of(path.toString())
                                : Optional.empty())))
        .getMessage();
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Path zip(String name, Map<String, String> files) throws IOException {
    Path zip = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }
}

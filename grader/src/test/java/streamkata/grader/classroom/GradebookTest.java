package streamkata.grader.classroom;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;

/** Gradebooks of schools' systems, filled in. */
class GradebookTest {

  private static final List<Lab> LABS = Course.CORE.labs().all();
  private static final Person ANNA = new Person("ottanna", Optional.of("17"), Optional.empty());
  private static final Person BO = Person.named("Bo Müller");

  @TempDir private Path folder;

  @Test
  void canvas() throws IOException {
    String csv =
        "\uFEFFStudent,ID,SIS Login ID,Section,ride-cleansing (901),\"Essay, ride (2)\",hourly-tips (902),Final Score\r\n"
            + "    Points Possible,,,,10.0,5,15.0,(read only)\r\n"
            + "\"Ott, Anna\",17,aott,\"S \"\"1\"\"\",,4,\"3\",\r\n"
            + "\"Müller, Bo\",18,bmu,S1,,,,77\r\n"
            + "\"Nobody, Else\",19,no,S1,1,,2,\r\n";

    assertThat(
        filled(csv, StandardCharsets.UTF_8),
        is(
            csv.replace("\"S \"\"1\"\"\",,4,\"3\",", "\"S \"\"1\"\"\",7,4,\"12\",")
                .replace("18,bmu,S1,,,,77", "18,bmu,S1,10,,,77")));
  }

  @Test
  void moodle_gradebook() throws IOException {
    String csv =
        "First name;Last name;ID number;Email address;Assignment: Ride cleansing (Real);Assignment: Ride cleansing (Feedback);Last downloaded\n"
            + "Anna;Ott;17;a@x.example;-;;1\n"
            + "Bo;M\u00FCller;;b@x.example;-;;1";

    assertThat(
        filled(csv, Charset.forName("windows-1252")),
        is(
            csv.replace("a@x.example;-;", "a@x.example;7;")
                .replace("b@x.example;-;", "b@x.example;10;")));
  }

  @Test
  void moodle_grading_sheet_counts_all_labs_in_proportion() throws IOException {
    String csv =
        "Identifier,\"Full name\",Status,Grade,\"Maximum Grade\",\"Feedback comments\"\n"
            + "\"Participant 17\",\"Anna Ott\",x,,50.00,\n"
            + "\"Participant 18\",\"Bo Müller\",x,,50.00,\"a\nb\"\n";

    assertThat(
        filled(csv, StandardCharsets.UTF_8),
        is(
            csv.replace("\"Anna Ott\",x,,", "\"Anna Ott\",x,9.5,")
                .replace("\"Bo Müller\",x,,", "\"Bo Müller\",x,5,")));
  }

  @Test
  void blackboard() throws IOException {
    String csv =
        "\uFEFF\"Last Name\"\t\"First Name\"\t\"Username\"\t\"Student ID\"\t\"ride-cleansing [Total Pts: 10 Score] |55\"\t\"Total [Total Pts: 100 Score] |1\"\r\n"
            + "\"Ott\"\t\"Anna\"\t\"aott\"\t\"17\"\t\"\"\t\"3\"\r\n"
            + "\"Müller\"\t\"Bo\"\t\"bm\"\t\"18\"\t\"Needs Grading\"\t\"3\"\r\n";

    assertThat(
        filled(csv, StandardCharsets.UTF_16LE),
        is(csv.replace("\"17\"\t\"\"", "\"17\"\t\"7\"").replace("\"Needs Grading\"", "\"10\"")));
  }

  @Test
  void points_that_are_there_already_stay_as_they_are_written() throws IOException {
    String csv = "Student,ID,ride-cleansing (1)\n\"Ott, Anna\",17,7.00\n";

    assertThat(filled(csv, StandardCharsets.UTF_8), is(csv));
  }

  @Test
  void bytes_of_no_letter_stay_what_they_are() throws IOException {
    Path file = folder.resolve("book.csv");
    byte[] odd =
        "Student,ride-cleansing\nBo M\u00FCller,\n\u0081\u008D,5\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, odd);

    assertThat(
        new Gradebook(file, LABS).with(points(), max()),
        is(
            "Student,ride-cleansing\nBo M\u00FCller,10\n\u0081\u008D,5\n"
                .getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void a_gradebook_without_a_column_of_ours_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("book.csv"), "Student,Essay\nAnna,1\n");

    assertThat(
        assertThrows(Refusal.class, () -> new Gradebook(file, LABS)).getMessage(),
        containsString("has no column for a lab"));
  }

  private String filled(String csv, Charset charset) throws IOException {
    Path file = folder.resolve("book.csv");
    Files.write(file, csv.getBytes(charset));
    return new String(new Gradebook(file, LABS).with(points(), max()), charset);
  }

  private static Map<Person, Map<String, Integer>> points() {
    return Map.of(
        ANNA,
        Map.of("ride-cleansing", 7, "hourly-tips", 12, Gradebook.ALL, 19),
        BO,
        Map.of("ride-cleansing", 10, Gradebook.ALL, 10),
        Person.named("stranger"),
        Map.of("ride-cleansing", 1));
  }

  private static Map<String, Integer> max() {
    Map<String, Integer> max = new HashMap<>();
    LABS.forEach(lab -> max.put(lab.id(), lab.points()));
    max.put(Gradebook.ALL, 100);
    return max;
  }
}

package streamkata.grader.classroom;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Lab;
import streamkata.grader.labs.Course;

/** What is said of hand-ins before they are graded, and which of them are the same. */
class SheetTest {

  private static final List<Lab> ALL = Course.PATH.labs().all();
  private static final Lab CLEANSING = Course.CORE.labs().byId("ride-cleansing");
  private static final Lab TIPS = Course.CORE.labs().byId("hourly-tips");
  private static final String JOB = "RideCleansingJob.java";
  private static final String IN_PLACE = "src/streamkata/exercises/ridecleansing/" + JOB;

  @TempDir private Path temporary;
  private Path folder;
  private HandInFiles handIns;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectories(temporary.resolve("all"));
    handIns = new HandInFiles(folder);
    handIns.folder("zoe", JOB, HandInFiles.CLEANSING);
  }

  @Test
  void where_files_lie_how_they_are_packed_and_what_ends_lines_makes_no_difference()
      throws IOException {
    handIns.zip("a.zip", IN_PLACE, HandInFiles.CLEANSING.replace("\n", "\r\n"));
    handIns.tar("b.tar.gz", "x/" + JOB, "\uFEFF" + HandInFiles.CLEANSING);
    handIns.file("c.java", HandInFiles.CLEANSING);

    for (String name : List.of("a", "b", "c")) {
      assertThat(key(name, CLEANSING), is(key("zoe", CLEANSING)));
    }
  }

  @Test
  void encodings_are_read_said_and_make_no_difference() throws IOException {
    String text = "// f\u00FCr\n" + HandInFiles.CLEANSING;
    handIns.file("a.java", text);
    for (Charset charset : List.of(Charset.forName("windows-1252"), StandardCharsets.UTF_16)) {
      Files.write(folder.resolve("b.java"), text.getBytes(charset));

      assertThat(key("b", CLEANSING), is(key("a", CLEANSING)));
      assertThat(
          sheet("b").remarks().get(CLEANSING).get(0),
          containsString("b.java is not written in UTF-8: it was read as " + charset));
    }
  }

  @Test
  void a_lab_that_changes_leaves_the_others_what_they_are() throws IOException {
    handIns.folder("a", JOB, HandInFiles.CLEANSING, "HourlyTipsJob.java", HandInFiles.TIPS);

    assertThat(key("a", CLEANSING), is(key("zoe", CLEANSING)));
  }

  @Test
  void what_a_lab_refers_to_counts_and_nothing_else() throws IOException {
    String uses =
        HandInFiles.PACKAGE + "import own.*;\npublic class RideCleansingJob { Box box; }\n";
    String box = "package own;\npublic class Box { Lid lid; }\n";
    handIns.folder("a", JOB, uses, "Box.java", box, "Lid.java", "package own; class Lid { }");
    handIns.folder(
        "b", JOB, uses, "Box.java", box, "Lid.java", "package own; class Lid { int i; }");
    handIns.folder("c", JOB, HandInFiles.CLEANSING, "Box.java", box);

    assertThat(key("a", CLEANSING), is(not(key("b", CLEANSING))));
    assertThat(key("c", CLEANSING), is(key("zoe", CLEANSING)));
    assertThat(
        general("c"),
        containsString(
            "Box.java was not graded: it declares the package own, which is that of no lab"));
    assertThat(general("a"), is(""));
  }

  @Test
  void lab_seed_and_kit_are_in_the_key() throws IOException {
    handIns.folder("a", JOB, HandInFiles.CLEANSING);
    String key = key("a", CLEANSING);

    assertThat(sheet("a", "kit", 2).keys().get(CLEANSING), is(not(key)));
    assertThat(sheet("a", "other", 1).keys().get(CLEANSING), is(not(key)));
  }

  @Test
  void what_is_ignored() throws IOException {
    handIns.folder(
        "a",
        IN_PLACE,
        HandInFiles.CLEANSING,
        "__MACOSX/" + JOB,
        "x",
        ".DS_Store",
        "x",
        ".git/" + JOB,
        "x",
        ".idea/" + JOB,
        "x",
        "target/" + JOB,
        "x",
        "build/" + JOB,
        "x",
        "out/" + JOB,
        "x",
        "bin/" + JOB,
        "x",
        "src/streamkata/exercises/ridecleansing/RideCleansingJob.class",
        "x",
        "target/classes/streamkata/exercises/hourlytips/HourlyTipsJob.class",
        "x");

    assertThat(key("a", CLEANSING), is(key("zoe", CLEANSING)));
    assertThat(sheet("a").keys().containsKey(TIPS), is(false));
    assertThat(general("a"), is(""));
  }

  @Test
  void archives_that_cannot_be_read_are_refused_by_name() throws IOException {
    handIns.file("a.zip", "no zip");
    Packing.ZIP.write(
        Map.of("inner.zip", Packing.zipped(HandInFiles.files(JOB, HandInFiles.CLEANSING))),
        folder.resolve("b.zip"));
    handIns.zip("c.zip", "../" + JOB, HandInFiles.CLEANSING);
    byte[] half = Packing.zipped(HandInFiles.files(JOB, HandInFiles.CLEANSING));
    Files.write(folder.resolve("d.zip"), Arrays.copyOf(half, half.length / 2));
    handIns.file("e.rar", "Rar!");

    assertThat(refusal("a"), containsString("a.zip cannot be read"));
    assertThat(
        refusal("b"), containsString("inner.zip was not read: it is an archive in an archive"));
    assertThat(refusal("c"), containsString("names a place outside itself, ../" + JOB));
    assertThat(refusal("d"), containsString("d.zip cannot be read"));
    assertThat(refusal("e"), containsString("e.rar cannot be read"));
  }

  @Test
  void too_much_is_refused() throws IOException {
    Map<String, byte[]> many = new TreeMap<>();
    for (int i = 0; i <= 500; i++) {
      many.put("C" + i + ".java", new byte[0]);
    }
    Packing.ZIP.write(many, folder.resolve("a.zip"));
    Packing.TAR.write(many, folder.resolve("b.tar.gz"));
    Packing.ZIP.write(Map.of(JOB, new byte[(10 << 20) + 1]), folder.resolve("c.zip"));
    Packing.TAR.write(Map.of(JOB, new byte[(10 << 20) + 1]), folder.resolve("d.tar.gz"));

    assertThat(refusal("a"), containsString("more than 500 Java files"));
    assertThat(refusal("b"), containsString("more than 500 Java files"));
    assertThat(refusal("c"), containsString("more than 10 MB"));
    assertThat(refusal("d"), containsString("more than 10 MB"));
  }

  @Test
  void sources_without_a_package_or_in_another_one_are_named() throws IOException {
    handIns.folder("a", JOB, "public class RideCleansingJob { }");
    handIns.folder("b", JOB, "package mine;\npublic class RideCleansingJob { }");
    handIns.folder("c", JOB, HandInFiles.CLEANSING, "Main.java", "class Main { }");

    assertThat(problem("a"), containsString(JOB + " declares no package"));
    assertThat(problem("b"), containsString(JOB + " declares the package mine"));
    assertThat(general("c"), containsString("Main.java was not graded: it declares no package"));
  }

  @Test
  void of_the_whole_folder_of_exercises_nothing_is_to_be_said() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path exercises = Path.of("../exercises");
    try (var tree = Files.walk(exercises.resolve("src"))) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put("exercises/" + exercises.relativize(file), Files.readAllBytes(file));
      }
    }
    Packing.ZIP.write(files, folder.resolve("a.zip"));

    assertThat(general("a"), is(""));
    assertThat(sheet("a").keys().keySet(), is(Set.of(CLEANSING, TIPS)));
  }

  @Test
  void copies_of_one_class_are_named() throws IOException {
    handIns.folder(
        "a", JOB, HandInFiles.CLEANSING, "RideCleansingJob (1).java", HandInFiles.CLEANSING + "//");
    handIns.folder(
        "b", "x/" + JOB, HandInFiles.CLEANSING, "y/" + JOB, HandInFiles.CLEANSING + "//");

    assertThat(
        sheet("a").remarks().get(CLEANSING),
        is(List.of("RideCleansingJob (1).java was not graded: RideCleansingJob.java was.")));
    assertThat(problem("b"), containsString("several files of the class RideCleansingJob"));
  }

  @Test
  void links_are_named_and_not_followed() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a").resolve(JOB), folder.resolve("zoe").resolve(JOB));
    Files.createSymbolicLink(folder.resolve("b.java"), folder.resolve("zoe").resolve(JOB));

    assertThat(problem("a"), containsString(JOB + " was not read: it is a link"));
    assertThat(refusal("b"), is("b.java was not read: it is a link, and links are not followed."));
  }

  @Test
  void class_files_that_are_too_new_are_named() throws IOException {
    byte[] tooNew = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 3, 0, 0, 0};
    String path = "streamkata/exercises/ridecleansing/RideCleansingJob.class";
    Packing.ZIP.write(Map.of(path, tooNew), folder.resolve("a.jar"));

    assertThat(
        problem("a"),
        allOf(
            containsString(path + " is compiled for Java 724"),
            containsString("hand in the source")));
  }

  @Test
  void nothing_of_any_lab_is_said_with_what_there_is() throws IOException {
    handIns.folder("a", "essay.pdf", "", "x.py", "");
    Files.createDirectories(folder.resolve("b"));

    assertThat(general("a"), is("Nothing of any lab was found. Found: 1 .pdf, 1 .py."));
    assertThat(general("b"), is("Nothing of any lab was found. Found: no files."));
  }

  private String key(String student, Lab lab) throws IOException {
    return Optional.ofNullable(sheet(student).keys().get(lab)).orElseThrow();
  }

  private String problem(String student) throws IOException {
    return sheet(student).problems().getOrDefault(CLEANSING, "");
  }

  private String refusal(String student) throws IOException {
    return sheet(student).refusal().orElse("");
  }

  private String general(String student) throws IOException {
    return String.join(" ", sheet(student).general());
  }

  private Sheet sheet(String student) throws IOException {
    return sheet(student, "kit", 1);
  }

  private Sheet sheet(String student, String kit, long seed) throws IOException {
    try (Delivery delivery = Delivery.open(folder, ALL)) {
      HandedIn handIn =
          delivery.handIns().stream()
              .filter(one -> one.people().get(0).name().equals(student))
              .findFirst()
              .orElseThrow();
      return Sheet.of(handIn, List.of(CLEANSING, TIPS), ALL, kit, seed);
    }
  }
}

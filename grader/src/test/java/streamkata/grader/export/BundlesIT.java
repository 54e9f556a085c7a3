package streamkata.grader.export;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;

/** The packages for other graders, laid out and started as their hosts do. */
class BundlesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Lab> LABS = Course.PATH.labs().all();
  private static final String RIGHT =
      "src/test/submissions/ride-cleansing/correct/FlatMapOnTwoInstances.java";

  @TempDir private static Path root;
  private static Path source;

  /** As Gradescope builds its image. */
  @BeforeAll
  static void setUp() throws Exception {
    source = unpacked("gradescope", root.resolve("source"));
    assertThat(
        run(source, Map.of("AUTOGRADER", root.toString(), "KATA_NO_INSTALL", "1"), "./setup.sh"),
        is(0));
  }

  @Test
  void the_reference_is_in_no_package() throws IOException {
    for (String host : Bundle.hosts()) {
      Path folder = unpacked(host, root.resolve("look-" + host));
      List<Path> found = new ArrayList<>();
      try (var tree = Files.walk(folder)) {
        for (Path file : tree.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          boolean isReference =
              file.toString().endsWith(".java") && text.contains("package streamkata.solutions");
          if (isReference || file.toString().contains("src/test")) {
            found.add(file);
          }
        }
      }
      assertThat(found, is(empty()));
      assertThat(Files.exists(folder.resolve("README.md")), is(true));
    }
  }

  @Test
  void gradescope() throws Exception {
    Path handIn = Files.createDirectories(root.resolve("submission"));
    Files.copy(Path.of(RIGHT), handIn.resolve("RideCleansingJob.java"));
    Map<String, String> environment = Map.of("AUTOGRADER", root.toString());

    assertThat(run(root, environment, source.resolve("run_autograder").toString()), is(0));
    JsonNode results = JSON.readTree(Files.readString(root.resolve("results/results.json")));
    assertThat(results.get("score").asInt(), is(10));
    assertThat(results.get("tests").get(0).get("status").asText(), is("passed"));
  }

  @Test
  void gradescope_says_that_a_container_is_too_small() throws Exception {
    Path small = Files.createDirectories(root.resolve("small"));
    int exitCode =
        run(
            root,
            Map.of("AUTOGRADER", small.toString(), "KATA_MEMORY", "768000000"),
            source.resolve("run_autograder").toString());
    JsonNode results = JSON.readTree(Files.readString(small.resolve("results/results.json")));

    assertThat(exitCode, is(0));
    assertThat(results.has("score"), is(false));
    assertThat(results.get("output").asText(), containsString("choose 2 CPUs and 3 GB"));
  }

  @Test
  void prairielearn() throws Exception {
    Path question = unpacked("prairielearn", root.resolve("question"));
    Path grade = root.resolve("grade");
    Files.createDirectories(grade.resolve("student"));
    Files.copy(Path.of(RIGHT), grade.resolve("student/RideCleansingJob.java"));
    int exitCode =
        run(
            root,
            Map.of("GRADE", grade.toString(), "KIT", source.resolve("kit").toString()),
            question.resolve("tests/run.sh").toString());
    JsonNode results = JSON.readTree(Files.readString(grade.resolve("results/results.json")));

    assertThat(exitCode, is(0));
    assertThat(results.get("score").asDouble(), is(0.1));
    assertThat(results.get("gradable").asBoolean(), is(true));
    assertThat(
        JSON.readTree(question.resolve("info.json").toFile()).has("externalGradingOptions"),
        is(true));
  }

  @Test
  void classroom50() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "There is no Python.");
    Path assignment = root.resolve("assignment");
    unpacked("classroom50", root.resolve("classroom"));
    Files.createDirectories(assignment);
    Files.copy(root.resolve("classroom/autograder.py"), assignment.resolve("autograder.py"));
    Files.createSymbolicLink(assignment.resolve("kit"), source.resolve("kit"));
    Path repository = Files.createDirectories(root.resolve("repository"));
    Files.copy(Path.of(RIGHT), repository.resolve("RideCleansingJob.java"));
    int exitCode =
        run(
            repository,
            Map.of("CLASSROOM", "cs", "ASSIGNMENT", "streams", "KATA_NO_INSTALL", "1"),
            "python3",
            assignment.resolve("autograder.py").toString());
    JsonNode result = JSON.readTree(Files.readString(repository.resolve("result.json")));

    assertThat(exitCode, is(0));
    assertThat(result.get("schema").asText(), is("classroom50/result/v1"));
    assertThat(result.get("score").asInt(), is(10));
    assertThat(result.get("assignment").asText(), is("streams"));
  }

  @Test
  void a_host_that_there_is_not_is_refused() {
    assertThat(
        assertThrows(Refusal.class, () -> new Bundle("moodle", new Kit(Path.of("..")), LABS))
            .getMessage(),
        is("There is no bundle 'moodle'. The bundles are: classroom50, gradescope, prairielearn."));
  }

  /** As unzip does it: rights and times are those of the package. */
  private static Path unpacked(String host, Path folder) throws IOException {
    Path zip = root.resolve(host + ".zip");
    new Bundle(host, new Kit(Path.of("..")), LABS).write(zip);
    try (ZipFile opened = ZipFile.builder().setPath(zip).get()) {
      for (ZipArchiveEntry entry : Collections.list(opened.getEntries())) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = opened.getInputStream(entry)) {
          Files.copy(in, file);
        }
        Files.setLastModifiedTime(file, entry.getLastModifiedTime());
        file.toFile().setExecutable((entry.getUnixMode() & 0100) != 0);
      }
    }
    return folder;
  }

  private static int run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(root.resolve("said.txt").toFile()));
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }
}

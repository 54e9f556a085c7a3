package streamkata.grader.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Trust;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Request;

/** Which stages leave an archive of their classes, and which use it. */
class ClassArchiveTest {

  private static final Trust SANDBOXED = new Trust(true, true, Optional.empty());

  @TempDir private Path folder;
  private ProgramOutput output;

  @BeforeEach
  void open() throws IOException {
    output = new ProgramOutput(folder.resolve("output.log"));
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void a_stage_that_has_answered_often_leaves_its_classes_to_later_ones() throws IOException {
    try (ProcessStages stages = stages(Trust.OWN)) {
      answerOften(stages.first());
    }

    assertThat(archives(), hasSize(1));
  }

  @Test
  void a_stage_that_has_hardly_been_asked_leaves_nothing() throws IOException {
    try (ProcessStages stages = stages(Trust.OWN)) {
      stages.first().ready().join();
    }

    assertThat(archives(), is(empty()));
  }

  @Test
  void an_archive_that_cannot_be_used_is_as_good_as_none() throws IOException {
    StageHome home = StageHome.of(ChildJvm.inheritedClassPath(), folder);
    Files.writeString(ClassArchive.of(home, folder, false).file(), "not an archive");

    try (ProcessStages stages = stages(Trust.OWN)) {
      answerOften(stages.first());
    }
  }

  @Nested
  class InASandbox {

    @Test
    void a_stage_with_the_program_of_a_stranger_leaves_nothing() throws IOException {
      try (ProcessStages stages = sandboxed()) {
        answerOften(stages.first());
      }

      assertThat(archives(), is(empty()));
    }

    @Test
    void a_stage_leaves_its_classes_to_later_ones_where_it_is_told_to() throws IOException {
      try (ProcessStages stages = sandboxed()) {
        stages.leaveArchive();
        answerOften(stages.first());
      }

      assertThat(archives(), hasSize(1));
      try (ProcessStages stages = sandboxed()) {
        assertThat(stages.haveArchive(), is(true));
        answerOften(stages.first());
      }
    }

    @Test
    void stages_outside_do_not_use_what_those_inside_have_left() throws IOException {
      try (ProcessStages stages = sandboxed()) {
        stages.leaveArchive();
        answerOften(stages.first());
      }

      try (ProcessStages stages = stages(Trust.OWN)) {
        assertThat(stages.haveArchive(), is(false));
      }
    }

    private ProcessStages sandboxed() {
      try {
        return stages(SANDBOXED);
      } catch (Refusal e) {
        return Assumptions.abort(e.getMessage());
      }
    }
  }

  private ProcessStages stages(Trust trust) {
    return new ProcessStages(
        folder,
        ChildJvm.inheritedOptions(),
        Duration.ofSeconds(10),
        trust,
        true,
        folder.resolve("flink.log"),
        output);
  }

  private static void answerOften(Connection stage) {
    stage.ready().join();
    for (int i = 0; i < StageProcess.ANSWERS_TO_ARCHIVE; i++) {
      stage.ask(stage.newChannel(), new Request.Close()).join();
    }
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }
}

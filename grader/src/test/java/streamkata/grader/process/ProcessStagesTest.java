package streamkata.grader.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Trust;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Request;
import streamkata.grader.wire.StageLost;

/** Which stage goes on, and what becomes of the one before it. */
class ProcessStagesTest {

  @TempDir private Path folder;
  private ProgramOutput output;
  private ProcessStages stages;

  @BeforeEach
  void prepare() throws IOException {
    output = new ProgramOutput(folder.resolve("output.log"));
    stages =
        new ProcessStages(
            folder,
            ChildJvm.inheritedOptions(),
            Duration.ofSeconds(10),
            Trust.OWN,
            true,
            folder.resolve("flink.log"),
            output);
  }

  @AfterEach
  void end() throws IOException {
    stages.close();
    output.close();
  }

  @Test
  void the_stage_of_a_lost_worker_is_dead_before_another_goes_on() {
    stages.expect(1);
    Connection first = stages.first();
    first.ready().join();

    Connection second = stages.after(first);

    assertThat(first.lost(), is(Optional.of("The worker was lost")));
    assertThat(second, is(not(sameInstance(first))));
    second.ready().join();
  }

  @Test
  void a_stage_lives_on_while_another_check_may_still_be_played_on_it() {
    stages.expect(2);
    Connection first = stages.first();
    first.ready().join();
    CompletableFuture<Connection> waits = CompletableFuture.supplyAsync(() -> stages.after(first));

    assertThat(stages.first(), is(sameInstance(first)));
    stages.over();

    assertThat(waits.join(), is(not(sameInstance(first))));
    assertThat(first.lost().isPresent(), is(true));
  }

  @Test
  void what_is_asked_of_a_retired_stage_fails_and_the_next_one_is_new() {
    Connection first = stages.first();
    first.ready().join();
    stages.retire(first, "The JVM was bad");

    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> first.ask(first.newChannel(), new Request.Settle()).join());
    assertThat(failure.getCause().getMessage(), is("The JVM was bad"));
    assertThat(failure.getCause() instanceof StageLost, is(true));
    assertThat(stages.first(), is(not(sameInstance(first))));
  }

  /** So that it is a grader fault, and costs nobody a point. */
  @Test
  void a_stage_that_lacks_a_part_of_the_kit_is_never_ready() throws IOException {
    List<Path> classPath =
        new ArrayList<>(StageHome.of(ChildJvm.inheritedClassPath(), folder).classPath());
    classPath.set(0, without("streamkata/grader/program/api.txt", classPath.get(0)));
    ProcessStages broken =
        new ProcessStages(
            new StageHome(classPath),
            ChildJvm.inheritedOptions(),
            Duration.ofSeconds(10),
            Trust.OWN,
            false,
            folder.resolve("flink.log"),
            output);

    try (broken) {
      CompletionException failure =
          assertThrows(CompletionException.class, () -> broken.first().ready().join());
      assertThat(((StageLost) failure.getCause()).wasReady(), is(false));
    }
  }

  private Path without(String part, Path jar) throws IOException {
    Path copy = Files.copy(jar, folder.resolve("broken.jar"));
    try (FileSystem inside = FileSystems.newFileSystem(copy)) {
      Files.delete(inside.getPath(part));
    }
    return copy;
  }

  @Test
  void nothing_is_left_when_stages_are_closed() throws Exception {
    stages.prepare(2);
    List<ProcessHandle> children =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().arguments().isPresent())
            .filter(
                child ->
                    List.of(child.info().arguments().get())
                        .contains("streamkata.grader.stage.Stage"))
            .toList();
    stages.close();

    for (ProcessHandle child : children) {
      child.onExit().get();
    }
    assertThat(children.stream().anyMatch(ProcessHandle::isAlive), is(false));
  }
}

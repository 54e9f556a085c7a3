package streamkata.common.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabJobTest {

  @Test
  void a_fault_tolerant_job_checkpoints_every_second_where_it_was_told_to() {
    LabJob job = LabJob.of("test", new String[] {"--checkpoint-dir", "file:///kept"});

    job.makeFaultTolerant();

    assertThat(
        value(job, CheckpointingOptions.CHECKPOINTING_INTERVAL),
        is(Optional.of(Duration.ofSeconds(1))));
    assertThat(
        value(job, CheckpointingOptions.CHECKPOINTS_DIRECTORY), is(Optional.of("file:///kept")));
    assertThat(value(job, RestartStrategyOptions.RESTART_STRATEGY), is(Optional.of("fixed-delay")));
  }

  @Test
  void a_folder_for_checkpoints_can_be_a_path() {
    assertThat(directory("my ckpts"), is(Path.of("my ckpts").toAbsolutePath().toUri().toString()));
    assertThat(directory("s3://bucket/ckpts"), is("s3://bucket/ckpts"));
  }

  @Test
  void a_lab_writes_into_the_folder_that_is_named(@TempDir Path folder) {
    Path wanted = folder.resolve("new").resolve("files");

    assertThat(output(wanted), is(wanted));
    assertThat(Files.isDirectory(wanted), is(true));
  }

  @Test
  void a_folder_that_cannot_be_made_is_refused(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThrows(JobRefused.class, () -> output(file.resolve("files")));
  }

  private static Path output(Path typed) {
    return LabJob.of("test", new String[] {"--output", typed.toString()}).outputDirectory();
  }

  private static String directory(String typed) {
    return LabJob.of("test", new String[] {"--checkpoint-dir", typed}).checkpointDirectory();
  }

  @Test
  void without_checkpointing_nothing_is_made_fault_tolerant() {
    LabJob job = LabJob.of("test", new String[] {"--checkpointing", "off"});

    job.makeFaultTolerant();

    assertThat(
        value(job, CheckpointingOptions.CHECKPOINTING_INTERVAL), is(Optional.<Duration>empty()));
  }

  private static <T> Optional<T> value(LabJob job, ConfigOption<T> option) {
    return ((Configuration) job.environment().getConfiguration()).getOptional(option);
  }
}

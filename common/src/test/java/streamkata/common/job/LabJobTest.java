package streamkata.common.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.UnknownHostException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --parallelism          | The argument --parallelism needs a value, such as 2.
          -parallelism           | The argument -parallelism needs a value, such as 2.
          --parallelism 0        | The argument --parallelism is 0; allowed is a whole number of 1 or more.
          -parallelism two       | The argument -parallelism is two; allowed is a whole number of 1 or more.
          --checkpoint-dir       | The argument --checkpoint-dir needs a value, such as checkpoints.
          --output --seed 1      | The argument --output needs a value, such as results.
          --checkpointing        | The argument --checkpointing needs a value, such as off.
          -speed fast            | The argument -speed is fast; allowed is a number of 0 or more, or max.
          -seed                  | The argument -seed has no value; allowed is a whole number.
          --checkpoints on       | There is no argument --checkpoints; there are
          -checkpoints on        | There is no argument -checkpoints; there are
          -d                     | Put -d before the jar: flink run -d JAR ...
          --seed 1 -p 2          | Put -p 2 before the jar: flink run -p 2 JAR ...
          """)
  void what_is_wrong_with_an_argument_is_said_as_it_was_typed(String typed, String sentence) {
    JobRefused refused = assertThrows(JobRefused.class, () -> LabJob.of("test", typed.split(" +")));

    assertThat(refused.getMessage(), startsWith(sentence));
  }

  @Test
  void that_the_name_of_the_machine_has_no_address_is_said_with_the_way_out() {
    UnknownHostException cause = new UnknownHostException("box: Name or service not known");
    cause.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.net.InetAddress", "getLocalHost", "InetAddress.java", 1)
        });

    assertThat(
        JobRefused.becauseOf(new IllegalStateException(cause)).getMessage(),
        is(
            "Flink cannot start, because the name of this machine, box, has no address. Add the"
                + " line \"127.0.0.1 box\" to the file hosts of the machine (/etc/hosts)."));
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

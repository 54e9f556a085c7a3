package streamkata.solutions.exactlyoncefiles;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.common.model.TaxiRide;

/** The two phases of the sink, without a job. */
class HourlyFilesTest {

  private static final TaxiRide START =
      new TaxiRide(17, true, 1_357_045_643_456L, 0, -73.99, 40.73, -73.78, 40.64, 1, 7, 8);
  private static final TaxiRide END =
      new TaxiRide(
          17, false, 1_357_045_643_456L, 1_357_049_243_456L, -73.99, 40.73, -73.78, 40.64, 1, 7, 8);

  @TempDir Path folder;

  private HourlyWriter writer;
  private RenamingCommitter committer;

  @BeforeEach
  void open() {
    writer = new HourlyWriter(folder.toString());
    committer = new RenamingCommitter(folder.toString());
  }

  @Test
  void a_line_is_in_a_hidden_file_of_its_hour_until_it_is_committed() throws IOException {
    writer.write(START, null);
    List<PendingFile> pending = List.copyOf(writer.prepareCommit());

    assertThat(pending, hasSize(1));
    assertThat(pending.get(0).hour(), is("2013-01-01-13"));
    assertThat(files(), contains(startsWith("2013-01-01-13/.")));

    committer.commit(List.of(request(pending.get(0))));

    assertThat(files(), contains("2013-01-01-13/" + pending.get(0).name() + ".csv"));
    assertThat(
        Files.readAllLines(pending.get(0).visible(folder.toString())), contains(START.toCsv()));
  }

  @Test
  void an_end_is_in_the_hour_of_its_end_time() throws IOException {
    writer.write(START, null);
    writer.write(END, null);

    assertThat(
        writer.prepareCommit().stream().map(PendingFile::hour).sorted().toList(),
        contains("2013-01-01-13", "2013-01-01-14"));
  }

  @Test
  void each_checkpoint_has_its_own_files_and_none_if_nothing_was_written() throws IOException {
    writer.write(START, null);
    PendingFile first = writer.prepareCommit().iterator().next();

    assertThat(writer.prepareCommit(), is(empty()));

    writer.write(START, null);
    assertThat(writer.prepareCommit().iterator().next().equals(first), is(false));
  }

  @Test
  void to_commit_a_second_time_changes_nothing() throws IOException {
    writer.write(START, null);
    PendingFile file = writer.prepareCommit().iterator().next();
    CommitRequest<PendingFile> first = request(file);
    CommitRequest<PendingFile> second = request(file);

    committer.commit(List.of(first));
    List<String> before = files();
    committer.commit(List.of(second));

    assertThat(files(), is(before));
    verify(first, never()).signalAlreadyCommitted();
    verify(second).signalAlreadyCommitted();
  }

  @Test
  void a_prepared_file_that_is_gone_is_an_error() {
    Exception gone =
        assertThrows(
            IOException.class,
            () -> committer.commit(List.of(request(new PendingFile("2013-01-01-13", "x")))));

    assertThat(gone.getMessage(), containsString("it is gone"));
  }

  @Test
  void files_that_are_open_when_the_writer_is_closed_are_deleted() throws IOException {
    writer.write(START, null);
    writer.prepareCommit();
    writer.write(END, null);
    writer.close();

    assertThat(files(), contains(startsWith("2013-01-01-13/.")));
  }

  @Test
  void a_committable_survives_serialisation() throws IOException {
    PendingFile.Serializer serializer = new PendingFile.Serializer();
    PendingFile file = new PendingFile("2013-01-01-13", "name");

    assertThat(
        serializer.deserialize(serializer.getVersion(), serializer.serialize(file)), is(file));
  }

  @SuppressWarnings("unchecked")
  private static CommitRequest<PendingFile> request(PendingFile file) {
    CommitRequest<PendingFile> request = mock(CommitRequest.class);
    when(request.getCommittable()).thenReturn(file);
    return request;
  }

  private List<String> files() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .forEach(names::add);
    }
    return names;
  }
}

package streamkata.grader.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a stage can say, and what becomes of one that says something else. */
class ConnectionTest {

  private static final String ENDED = "The stage has ended";

  @Test
  void the_first_word_of_a_stage_is_that_it_is_ready() throws IOException {
    Reply ready = new Reply.Ready("a kit");

    assertThat(connection(frame(0, ready)).ready().join(), is(ready));
  }

  @Test
  void a_stage_that_ends_without_a_word_is_lost() {
    assertThat(lost(connection(new byte[0]).ready()), is(ENDED));
  }

  @Test
  void a_stage_that_ends_within_a_frame_is_lost() throws IOException {
    byte[] whole = frame(0, new Reply.Ready("a kit"));

    assertThat(lost(connection(java.util.Arrays.copyOf(whole, 20)).ready()), is(ENDED));
  }

  @Test
  void what_is_no_frame_ends_the_connection() {
    byte[] printed = "[warning][cds] shared class paths mismatch".getBytes();

    assertThat(lost(connection(printed).ready()), is("The JVM said what no stage says"));
  }

  @Test
  void what_is_no_reply_ends_the_connection() throws IOException {
    assertThat(
        lost(connection(frame(0, new byte[] {1, 99, 1})).ready()),
        is("The JVM said what no stage says"));
  }

  @Test
  void an_answer_that_nobody_has_asked_for_ends_the_connection() throws IOException {
    Connection connection = connection(frame(5, new Reply.Done(List.of())));

    assertThat(lost(connection.ready()), is("The JVM said what no stage says"));
  }

  @Test
  void what_is_asked_of_a_lost_stage_fails_at_once() {
    Connection connection = connection(new byte[0]);
    lost(connection.ready());

    assertThat(lost(connection.ask(connection.newChannel(), new Request.Settle())), is(ENDED));
  }

  private static Connection connection(byte[] said) {
    InputStream in = new ByteArrayInputStream(said);
    return new Connection(in, OutputStream.nullOutputStream(), () -> ENDED);
  }

  private static byte[] frame(int channel, Reply reply) throws IOException {
    return frame(channel, Reply.VALUES.write(reply));
  }

  private static byte[] frame(int channel, byte[] message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Frame(channel, message).write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static String lost(CompletableFuture<Reply> reply) {
    CompletionException failure = assertThrows(CompletionException.class, reply::join);
    assertThat(failure.getCause() instanceof StageLost, is(true));
    return failure.getCause().getMessage();
  }
}

package streamkata.grader.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs print is kept, and never too much of it. */
class ProgramOutputTest {

  private static final byte[] A_MEGABYTE = new byte[1 << 20];

  @TempDir private Path folder;
  private ProgramOutput output;

  @BeforeEach
  void anEmptyFile() throws IOException {
    output = new ProgramOutput(folder.resolve("output.log"));
  }

  @Test
  void the_first_four_megabytes_are_kept_and_the_rest_is_said_to_be_dropped() throws IOException {
    for (int i = 0; i < 6; i++) {
      output.write(A_MEGABYTE);
    }
    output.close();

    assertThat(Files.size(output.file()), is(lessThan((4L << 20) + 100)));
    assertThat(
        Files.readString(output.file()), containsString("printed more than 4096 kB: the rest"));
  }

  @Test
  void begun_anew_it_has_room_again() throws IOException {
    for (int i = 0; i < 6; i++) {
      output.write(A_MEGABYTE);
    }
    output.startAnew();
    boolean empty = output.isEmpty();
    output.write("again".getBytes(StandardCharsets.UTF_8));
    output.close();

    assertThat(empty, is(true));
    assertThat(Files.readString(output.file()), is("again"));
  }

  @Test
  void what_comes_after_the_end_is_dropped() throws IOException {
    output.write('a');
    output.close();
    output.write('b');

    assertThat(Files.readString(output.file()), is("a"));
  }
}

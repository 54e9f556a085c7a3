package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import streamkata.grader.kit.SourceLine;

class EditorTest {

  private static final Path FILE = Path.of("my kit/Job.java");
  private static final Optional<SourceLine> PLACE = Optional.of(new SourceLine(FILE, 12));

  @Test
  void file_and_line_have_their_places() {
    assertThat(
        Editor.command(FILE, PLACE, "code -g {file}:{line}"),
        is(List.of("code", "-g", FILE + ":12")));
  }

  @Test
  void without_a_place_the_file_is_the_last_word() {
    assertThat(
        Editor.command(FILE, Optional.empty(), "gedit"), is(List.of("gedit", FILE.toString())));
  }

  @Test
  void nothing_is_opened_unless_that_was_asked_for() {
    assertThat(
        Editor.open(FILE, PLACE, null), startsWith("To open the file from here, set KATA_EDITOR"));
  }
}

package streamkata.grader.classjob;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a checkpoint keeps of hand-ins that are still to come. */
class ToComeTest {

  @Test
  void all_of_it_is_read_as_it_was_written() throws IOException {
    ToCome toCome =
        new ToCome(
            true,
            List.of(
                new HandInSplit(7, "7 Zoë Ümit.zip", List.of("ride-cleansing", "hourly-tips")),
                new HandInSplit(0, "0 a", List.of())));
    ToCome.Serializer serializer = new ToCome.Serializer();

    assertThat(serializer.deserialize(1, serializer.serialize(toCome)), is(toCome));
  }
}

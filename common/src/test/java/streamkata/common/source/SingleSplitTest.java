package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleSplitTest {

  private static final StreamSplit SPLIT =
      new StreamSplit(new StreamPosition(42, -1, Long.MIN_VALUE, 40, Long.MAX_VALUE));

  @Nested
  class Enumerator {

    private final MockSplitEnumeratorContext<StreamSplit> context =
        new MockSplitEnumeratorContext<>(2);
    private final SingleSplitEnumerator enumerator =
        new SingleSplitEnumerator(context, new SplitAtHand(Optional.of(SPLIT)));

    Enumerator() {
      context.registerReader(new ReaderInfo(0, "here"));
      context.registerReader(new ReaderInfo(1, "there"));
    }

    @AfterEach
    void close() throws Exception {
      context.close();
    }

    @Test
    void the_first_reader_that_asks_gets_the_split() {
      enumerator.handleSplitRequest(1, "there");

      assertThat(assignedTo(1), is(List.of(SPLIT)));
    }

    @Test
    void a_reader_that_has_the_split_is_told_nothing_more() {
      enumerator.handleSplitRequest(1, "there");

      assertThat(context.hasNoMoreSplits(1), is(false));
    }

    @Test
    void the_next_reader_is_told_that_there_is_none() {
      enumerator.handleSplitRequest(1, "there");
      enumerator.handleSplitRequest(0, "here");

      assertThat(assignedTo(0), is(List.of()));
      assertThat(context.hasNoMoreSplits(0), is(true));
    }

    @Test
    void a_reader_that_has_gone_gets_nothing() {
      context.unregisterReader(1);
      enumerator.handleSplitRequest(1, "there");

      assertThat(enumerator.snapshotState(1), is(new SplitAtHand(Optional.of(SPLIT))));
    }

    @Test
    void a_split_that_comes_back_goes_to_the_reader_that_asks_next() {
      enumerator.handleSplitRequest(1, "there");
      enumerator.addSplitsBack(List.of(SPLIT), 1);
      enumerator.handleSplitRequest(0, "here");

      assertThat(assignedTo(0), is(List.of(SPLIT)));
    }

    @Test
    void a_split_that_a_reader_has_is_not_remembered() {
      enumerator.handleSplitRequest(1, "there");

      assertThat(enumerator.snapshotState(1), is(new SplitAtHand(Optional.empty())));
    }

    private List<StreamSplit> assignedTo(int reader) {
      return context.getSplitsAssignmentSequence().stream()
          .map(SplitsAssignment::assignment)
          .flatMap(assignment -> assignment.getOrDefault(reader, List.of()).stream())
          .toList();
    }
  }

  @Nested
  class Serializers {

    private final StreamSplitSerializer splits = new StreamSplitSerializer();
    private final SplitAtHandSerializer atHand = new SplitAtHandSerializer();

    @Test
    void a_split_comes_back_from_its_bytes_as_it_was() throws IOException {
      assertThat(splits.deserialize(1, splits.serialize(SPLIT)), is(SPLIT));
    }

    @Test
    void a_split_at_hand_comes_back_from_its_bytes_as_it_was() throws IOException {
      SplitAtHand present = new SplitAtHand(Optional.of(SPLIT));

      assertThat(atHand.deserialize(1, atHand.serialize(present)), is(present));
    }

    @Test
    void no_split_at_hand_comes_back_from_its_bytes_as_it_was() throws IOException {
      SplitAtHand absent = new SplitAtHand(Optional.empty());

      assertThat(atHand.deserialize(1, atHand.serialize(absent)), is(absent));
    }

    @ParameterizedTest
    @CsvSource({"2, 40", "1, 39", "0, 40"})
    void bytes_of_another_version_are_refused(int version, int length) {
      Exception e =
          assertThrows(IOException.class, () -> splits.deserialize(version, new byte[length]));

      assertThat(e.getMessage(), containsString("another version"));
    }
  }
}

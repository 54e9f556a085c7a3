package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeedReaderTest {

  private static final long MILLI = 1_000_000;

  private final Context context = new Context();
  private final Output output = new Output();

  private long[] feed = {10, 20, 30};
  private double speed;
  private long maxDelay;
  private long lastPosition = Long.MAX_VALUE;

  private long now;
  private final List<Long> waits = new ArrayList<>();
  private CompletableFuture<Void> alarm;

  @Nested
  class Splits {

    @Test
    void a_reader_without_a_split_asks_for_it() {
      reader().start();

      assertThat(context.splitRequests, is(1));
    }

    @Test
    void a_restored_reader_has_its_split_and_does_not_ask() {
      FeedReader<Long> reader = reader();
      reader.addSplits(List.of(new StreamSplit(StreamPosition.START)));
      reader.start();

      assertThat(context.splitRequests, is(0));
    }

    @Test
    void a_reader_waits_for_its_split() throws IOException {
      FeedReader<Long> reader = reader();
      reader.start();

      assertThat(reader.pollNext(output), is(InputStatus.NOTHING_AVAILABLE));
      assertThat(reader.isAvailable().isDone(), is(false));
    }

    @Test
    void a_reader_is_woken_by_its_split() {
      FeedReader<Long> reader = reader();
      reader.start();
      CompletableFuture<Void> available = reader.isAvailable();
      reader.addSplits(List.of(new StreamSplit(StreamPosition.START)));

      assertThat(available.isDone(), is(true));
    }

    @Test
    void a_reader_that_gets_no_split_ends() throws IOException {
      FeedReader<Long> reader = reader();
      reader.start();
      CompletableFuture<Void> available = reader.isAvailable();
      reader.notifyNoMoreSplits();

      assertThat(available.isDone(), is(true));
      assertThat(reader.pollNext(output), is(InputStatus.END_OF_INPUT));
    }

    @Test
    void a_reader_without_a_split_has_no_state() {
      assertThat(reader().snapshotState(1), is(empty()));
    }
  }

  @Nested
  class Events {

    @Test
    void all_events_are_emitted_and_then_the_input_ends() throws IOException {
      FeedReader<Long> reader = started();
      InputStatus status = pollAll(reader);

      assertThat(output.events, contains(10L, 20L, 30L));
      assertThat(status, is(InputStatus.END_OF_INPUT));
    }

    @Test
    void events_carry_their_event_time() throws IOException {
      pollAll(started());

      assertThat(output.timestamps, contains(10L, 20L, 30L));
    }

    @Test
    void the_input_ends_after_so_many_events() throws IOException {
      lastPosition = 2;
      InputStatus status = pollAll(started());

      assertThat(output.events, contains(10L, 20L));
      assertThat(status, is(InputStatus.END_OF_INPUT));
    }

    @Test
    void no_events_at_all_may_be_asked_for() throws IOException {
      lastPosition = 0;
      pollAll(started());

      assertThat(output.events, is(empty()));
    }

    @Test
    void closing_a_reader_that_never_read_does_no_harm() throws IOException {
      reader().close();
    }
  }

  @Nested
  class Metrics {

    @Test
    void the_stream_position_is_0_before_the_first_event() {
      started();

      assertThat(streamPosition(), is(0L));
    }

    @Test
    void the_stream_position_counts_the_events() throws IOException {
      pollAll(started());

      assertThat(streamPosition(), is(3L));
    }

    @Test
    void the_stream_position_goes_on_after_a_restore() throws IOException {
      FeedReader<Long> reader = started();
      reader.pollNext(output);
      reader.pollNext(output);
      FeedReader<Long> restored = restored(reader);
      restored.pollNext(output);

      assertThat(streamPosition(), is(3L));
    }

    private long streamPosition() {
      Gauge<Long> gauge = context.metrics.<Long>getGauge("streamPosition").orElseThrow();
      return gauge.getValue();
    }
  }

  @Nested
  class Pace {

    @Test
    void an_event_that_is_not_due_is_not_emitted() throws IOException {
      speed = 1;
      FeedReader<Long> reader = started();
      reader.pollNext(output);

      assertThat(reader.pollNext(output), is(InputStatus.NOTHING_AVAILABLE));
      assertThat(output.events, contains(10L));
    }

    @Test
    void a_reader_says_when_the_next_event_is_due() throws IOException {
      speed = 1;
      FeedReader<Long> reader = started();
      reader.pollNext(output);
      reader.pollNext(output);

      assertThat(waits, contains(10L));
      assertThat(reader.isAvailable(), is(alarm));
    }

    @Test
    void an_event_is_emitted_when_it_is_due() throws IOException {
      speed = 1;
      FeedReader<Long> reader = started();
      reader.pollNext(output);
      reader.pollNext(output);
      now += 10 * MILLI;

      assertThat(reader.pollNext(output), is(InputStatus.MORE_AVAILABLE));
      assertThat(output.events, contains(10L, 20L));
    }

    @Test
    void the_order_is_the_same_at_any_speed() throws IOException {
      feed = LongStream.range(0, 1_000).map(i -> i * 3).toArray();
      maxDelay = 100;
      pollAll(started());
      List<Long> atFullSpeed = List.copyOf(output.events);
      output.events.clear();
      speed = 2;
      FeedReader<Long> paced = started();
      while (paced.pollNext(output) != InputStatus.END_OF_INPUT) {
        now += MILLI;
      }

      assertThat(output.events, is(atFullSpeed));
      assertThat(waits, is(not(empty())));
    }

    @Test
    void after_a_restore_the_next_event_is_due_at_once() throws IOException {
      speed = 1;
      feed = new long[] {0, 3_600_000};
      FeedReader<Long> reader = started();
      reader.pollNext(output);
      reader.pollNext(output);
      FeedReader<Long> restored = restored(reader);

      assertThat(restored.pollNext(output), is(InputStatus.MORE_AVAILABLE));
      assertThat(output.events, contains(0L, 3_600_000L));
    }

    @Test
    void closing_a_reader_cancels_its_alarm() throws IOException {
      speed = 1;
      FeedReader<Long> reader = started();
      reader.pollNext(output);
      reader.pollNext(output);
      reader.close();

      assertThat(alarm.isDone(), is(true));
    }
  }

  @Nested
  class Restore {

    @Test
    void a_restored_reader_goes_on_with_the_next_event() throws IOException {
      feed = LongStream.range(0, 1_000).toArray();
      maxDelay = 100;
      pollAll(started());
      List<Long> uninterrupted = List.copyOf(output.events);
      output.events.clear();
      FeedReader<Long> reader = started();
      for (int i = 0; i < 1_000; i++) {
        reader.pollNext(output);
        if (i % 90 == 0) {
          reader = restored(reader);
        }
      }

      assertThat(output.events, is(uninterrupted));
    }

    @Test
    void a_reader_restored_before_its_first_event_begins_at_the_beginning() throws IOException {
      pollAll(restored(started()));

      assertThat(output.events, contains(10L, 20L, 30L));
    }

    @Test
    void a_reader_restored_after_its_last_event_ends() throws IOException {
      FeedReader<Long> reader = started();
      pollAll(reader);
      output.events.clear();

      assertThat(restored(reader).pollNext(output), is(InputStatus.END_OF_INPUT));
      assertThat(output.events, is(empty()));
    }

    @Test
    void the_limit_counts_the_events_before_the_restore() throws IOException {
      lastPosition = 2;
      FeedReader<Long> reader = started();
      reader.pollNext(output);
      pollAll(restored(reader));

      assertThat(output.events, contains(10L, 20L));
    }
  }

  private FeedReader<Long> reader() {
    return new FeedReader<>(
        context,
        "test",
        position -> new Arrivals<>(new Numbers(feed), maxDelay, 1, position),
        lastPosition,
        new Pacer(speed, () -> now),
        millis -> {
          waits.add(millis);
          alarm = new CompletableFuture<>();
          return alarm;
        });
  }

  private FeedReader<Long> started() {
    return started(List.of(new StreamSplit(StreamPosition.START)));
  }

  private FeedReader<Long> started(List<StreamSplit> splits) {
    FeedReader<Long> reader = reader();
    reader.addSplits(splits);
    reader.start();
    return reader;
  }

  private FeedReader<Long> restored(FeedReader<Long> reader) throws IOException {
    StreamSplitSerializer serializer = new StreamSplitSerializer();
    byte[] state = serializer.serialize(reader.snapshotState(1).get(0));
    reader.close();
    context.forgetMetrics();
    return started(List.of(serializer.deserialize(serializer.getVersion(), state)));
  }

  private InputStatus pollAll(FeedReader<Long> reader) throws IOException {
    InputStatus status = reader.pollNext(output);
    while (status == InputStatus.MORE_AVAILABLE) {
      status = reader.pollNext(output);
    }
    return status;
  }

  private static final class Output implements ReaderOutput<Long> {
    private final List<Long> events = new ArrayList<>();
    private final List<Long> timestamps = new ArrayList<>();

    @Override
    public void collect(Long event, long timestamp) {
      events.add(event);
      timestamps.add(timestamp);
    }

    @Override
    public void collect(Long event) {
      throw new UnsupportedOperationException("an event without a timestamp");
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void markIdle() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void markActive() {
      throw new UnsupportedOperationException();
    }

    @Override
    public SourceOutput<Long> createOutputForSplit(String splitId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Context implements SourceReaderContext {
    private MetricListener metrics;
    private SourceReaderMetricGroup group;
    private int splitRequests;

    private Context() {
      forgetMetrics();
    }

    private void forgetMetrics() {
      metrics = new MetricListener();
      group = InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup());
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
      return group;
    }

    @Override
    public void sendSplitRequest() {
      splitRequests++;
    }

    @Override
    public Configuration getConfiguration() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getLocalHostName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getIndexOfSubtask() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
      throw new UnsupportedOperationException();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException();
    }
  }
}

package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {

  private static final long DELAY = 1_000;

  /** In order, about 20 events within the delay, some at the same time. */
  private static final long[] IN_ORDER =
      new SplittableRandom(5).longs(2_000, 0, 100_000).sorted().map(t -> t / 10 * 10).toArray();

  /** Some events are behind their predecessors, by up to three times the delay. */
  private static final long[] NOT_IN_ORDER = disordered();

  @Nested
  class Order {

    @Test
    void without_delay_events_arrive_in_the_order_of_the_feed() throws IOException {
      assertThat(all(IN_ORDER, 0), is(list(IN_ORDER)));
    }

    @Test
    void with_delays_events_overtake_each_other() throws IOException {
      assertThat(all(IN_ORDER, DELAY), is(not(list(IN_ORDER))));
    }

    @Test
    void every_event_arrives_once() throws IOException {
      assertThat(all(IN_ORDER, DELAY).stream().sorted().toList(), is(list(IN_ORDER)));
    }

    @Test
    void an_event_arrives_within_the_delay() throws IOException {
      Arrivals<Long> arrivals = open(IN_ORDER, DELAY, StreamPosition.START);
      List<Long> delays = new ArrayList<>();
      while (arrivals.hasNext()) {
        delays.add(arrivals.nextArrival() - arrivals.next());
      }

      assertThat(delays, everyItem(greaterThanOrEqualTo(0L)));
      assertThat(delays, everyItem(lessThanOrEqualTo(DELAY)));
    }

    @Test
    void arrivals_are_in_order_of_arrival_time() throws IOException {
      Arrivals<Long> arrivals = open(NOT_IN_ORDER, DELAY, StreamPosition.START);
      List<Long> times = new ArrayList<>();
      while (arrivals.hasNext()) {
        times.add(arrivals.nextArrival());
        arrivals.next();
      }

      assertThat(times, is(times.stream().sorted().toList()));
    }

    @Test
    void the_same_seed_gives_the_same_order() throws IOException {
      assertThat(all(IN_ORDER, DELAY), is(all(IN_ORDER, DELAY)));
    }

    @Test
    void another_seed_gives_another_order() throws IOException {
      assertThat(
          drain(new Arrivals<>(new Numbers(IN_ORDER), DELAY, 2, StreamPosition.START)),
          is(not(all(IN_ORDER, DELAY))));
    }

    @Test
    void events_behind_their_predecessors_are_not_lost() throws IOException {
      assertThat(
          all(NOT_IN_ORDER, DELAY).stream().sorted().toList(),
          is(list(LongStream.of(NOT_IN_ORDER).sorted().toArray())));
    }

    @Test
    void a_feed_without_events_has_no_arrivals() throws IOException {
      assertThat(all(new long[0], DELAY), is(empty()));
    }
  }

  @Nested
  class Watermarks {

    @Test
    void the_watermark_for_the_delay_declares_no_event_late() throws IOException {
      assertThat(lateEvents(all(IN_ORDER, DELAY)), is(empty()));
    }

    @Test
    void an_event_that_is_behind_in_the_feed_by_less_than_the_delay_is_not_late()
        throws IOException {
      long[] slightlyDisordered =
          LongStream.range(0, 5_000).map(i -> i * 10 - (i % 7 == 0 ? DELAY / 2 : 0)).toArray();

      assertThat(lateEvents(all(slightlyDisordered, DELAY)), is(empty()));
    }

    @Test
    void an_event_that_is_behind_in_the_feed_by_more_than_the_delay_is_late() throws IOException {
      assertThat(lateEvents(all(new long[] {50_000, 52_000, 10_000}, DELAY)), contains(10_000L));
    }

    private List<Long> lateEvents(List<Long> events) {
      BoundedOutOfOrdernessWatermarks<Long> watermarks =
          new BoundedOutOfOrdernessWatermarks<>(Duration.ofMillis(DELAY));
      CurrentWatermark current = new CurrentWatermark();
      List<Long> late = new ArrayList<>();
      for (long event : events) {
        if (event <= current.timestamp) {
          late.add(event);
        }
        watermarks.onEvent(event, event, current);
        watermarks.onPeriodicEmit(current);
      }
      return late;
    }

    private static final class CurrentWatermark implements WatermarkOutput {
      private long timestamp = Long.MIN_VALUE;

      @Override
      public void emitWatermark(Watermark watermark) {
        timestamp = Math.max(timestamp, watermark.getTimestamp());
      }

      @Override
      public void markIdle() {}

      @Override
      public void markActive() {}
    }
  }

  @Nested
  class Position {

    @ParameterizedTest
    @ValueSource(longs = {0, DELAY, 20 * DELAY})
    void from_every_position_exactly_the_remaining_events_arrive(long delay) throws IOException {
      assertResumesEverywhere(IN_ORDER, delay);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, DELAY, 20 * DELAY})
    void from_every_position_exactly_the_remaining_events_arrive_if_the_feed_is_not_in_order(
        long delay) throws IOException {
      assertResumesEverywhere(NOT_IN_ORDER, delay);
    }

    @Test
    void a_position_counts_the_events_that_were_taken() throws IOException {
      Arrivals<Long> arrivals = open(IN_ORDER, DELAY, StreamPosition.START);
      for (int i = 0; i < 42 && arrivals.hasNext(); i++) {
        arrivals.next();
      }

      assertThat(arrivals.position().emitted(), is(42L));
    }

    @Test
    void the_count_goes_on_from_a_position() throws IOException {
      StreamPosition position = after(1_500, IN_ORDER, DELAY);
      Arrivals<Long> arrivals = open(IN_ORDER, DELAY, position);
      drain(arrivals);

      assertThat(arrivals.position().emitted(), is(2_000L));
    }

    @Test
    void only_events_that_may_be_waiting_are_read_again() throws IOException {
      StreamPosition position = after(1_500, IN_ORDER, DELAY);

      assertThat(position.resumeNumber(), is(greaterThan(1_400L)));
    }

    private void assertResumesEverywhere(long[] feed, long delay) throws IOException {
      List<Long> all = all(feed, delay);
      Arrivals<Long> arrivals = open(feed, delay, StreamPosition.START);
      for (int taken = 0; taken <= all.size(); taken += 7) {
        List<Long> remaining = drain(open(feed, delay, arrivals.position()));
        assertThat("after " + taken, remaining, is(all.subList(taken, all.size())));
        for (int i = 0; i < 7 && arrivals.hasNext(); i++) {
          arrivals.next();
        }
      }
    }

    private StreamPosition after(int events, long[] feed, long delay) throws IOException {
      Arrivals<Long> arrivals = open(feed, delay, StreamPosition.START);
      for (int i = 0; i < events && arrivals.hasNext(); i++) {
        arrivals.next();
      }
      return arrivals.position();
    }
  }

  @Nested
  class Queue {

    @Test
    void events_of_the_same_time_leave_in_the_order_of_their_numbers() {
      EventQueue<String> queue = new EventQueue<>();
      queue.add(7, 3, 0, "7-3");
      queue.add(7, 1, 0, "7-1");
      queue.add(5, 9, 0, "5-9");
      queue.add(7, 2, 0, "7-2");

      assertThat(
          List.of(queue.remove(), queue.remove(), queue.remove(), queue.remove()),
          contains("5-9", "7-1", "7-2", "7-3"));
    }

    @Test
    void it_takes_many_events_and_gives_all_of_them_back_in_order() {
      EventQueue<Long> queue = new EventQueue<>();
      List<Long> out = new ArrayList<>();
      SplittableRandom random = new SplittableRandom(11);
      for (long i = 0; i < 20_000; i++) {
        long time = i + random.nextLong(5_000);
        queue.add(time, i, 0, time);
        if (i >= 5_000) {
          out.add(queue.remove());
        }
      }
      while (!queue.isEmpty()) {
        out.add(queue.remove());
      }

      assertThat(out, is(out.stream().sorted().toList()));
      assertThat(out.size(), is(20_000));
    }
  }

  private static List<Long> all(long[] feed, long delay) throws IOException {
    return drain(open(feed, delay, StreamPosition.START));
  }

  private static Arrivals<Long> open(long[] feed, long delay, StreamPosition position)
      throws IOException {
    return new Arrivals<>(new Numbers(feed), delay, 1, position);
  }

  private static List<Long> drain(Arrivals<Long> arrivals) throws IOException {
    List<Long> events = new ArrayList<>();
    while (arrivals.hasNext()) {
      events.add(arrivals.next());
    }
    return events;
  }

  private static List<Long> list(long[] times) {
    return Arrays.stream(times).boxed().toList();
  }

  private static long[] disordered() {
    SplittableRandom random = new SplittableRandom(6);
    return LongStream.of(IN_ORDER)
        .map(time -> random.nextInt(5) == 0 ? time - random.nextLong(3 * DELAY) : time)
        .toArray();
  }
}

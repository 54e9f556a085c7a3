package streamkata.solutions.hourlytips;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperatorBuilder;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Tests the functions as what they are, plain Java, and the window that they work in with an
 * operator test harness.
 */
class HourlyTipsJobTest {

  private static final long ANNA = 2_013_500_001L;
  private static final long BEN = 2_013_500_002L;
  private static final long CARLA = 2_013_500_003L;

  /** 2013-01-01 13:00:00 UTC. */
  private static final long ONE = 1_357_045_200_000L;

  private static final long TWO = ONE + 3_600_000;

  private KeyedOneInputStreamOperatorTestHarness<Long, TaxiFare, HourlyTip> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void the_largest_total_is_best() {
    assertThat(best(total(ANNA, 7.35), total(BEN, 7.36)), is(total(BEN, 7.36)));
    assertThat(best(total(BEN, 7.36), total(ANNA, 7.35)), is(total(BEN, 7.36)));
  }

  @Test
  void of_equal_totals_the_smallest_driver_id_is_best() {
    assertThat(best(total(ANNA, 0.3), total(BEN, 0.1 + 0.2)), is(total(ANNA, 0.3)));
    assertThat(best(total(BEN, 0.1 + 0.2), total(ANNA, 0.3)), is(total(ANNA, 0.3)));
  }

  @Test
  void totals_equal_the_greatest_one_and_not_their_neighbour_in_any_order() {
    HourlyTip greatest = total(CARLA, 5.0016);
    HourlyTip equalToIt = total(BEN, 5.0008);
    HourlyTip equalToTheSecond = total(ANNA, 5.0);

    assertThat(best(greatest, equalToIt, equalToTheSecond), is(equalToIt));
    assertThat(best(equalToTheSecond, equalToIt, greatest), is(equalToIt));
    assertThat(best(equalToIt, equalToTheSecond, greatest), is(equalToIt));
  }

  @Test
  void of_zero_and_negative_totals_the_greatest_is_best() {
    assertThat(best(total(ANNA, -1.5), total(BEN, 0)), is(total(BEN, 0)));
    assertThat(best(total(ANNA, -1.5), total(BEN, -0.01)), is(total(BEN, -0.01)));
  }

  @Test
  void tips_are_added_up() {
    HourlyTipsJob.SumOfTips sum = new HourlyTipsJob.SumOfTips();

    Double total = sum.add(fare(ANNA, ONE, 4.25), sum.add(fare(ANNA, ONE, 3.10), 0.0));

    assertThat(sum.getResult(total), closeTo(7.35, 1e-9));
    assertThat(sum.merge(total, 1.0), closeTo(8.35, 1e-9));
  }

  @Test
  void the_window_keeps_one_number_for_each_driver_and_nothing_when_it_is_over() throws Exception {
    arrives(fare(ANNA, ONE, 1.5));
    arrives(fare(ANNA, TWO - 1, 2.0));
    arrives(fare(BEN, ONE + 60_000, 1.0));
    assertThat(harness.numKeyedStateEntries(), is(2));

    harness.processWatermark(TWO - 2);
    assertThat(harness.extractOutputValues(), empty());

    harness.processWatermark(TWO - 1);
    assertThat(
        harness.extractOutputValues(),
        contains(new HourlyTip(TWO, ANNA, 3.5), new HourlyTip(TWO, BEN, 1.0)));
    assertThat(harness.numKeyedStateEntries(), is(0));
    assertThat(harness.numEventTimeTimers(), is(0));
  }

  @Test
  void an_open_window_is_restored_from_a_snapshot() throws Exception {
    arrives(fare(ANNA, ONE, 1.5));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    arrives(fare(ANNA, ONE + 1, 0.5));
    harness.processWatermark(TWO);

    assertThat(harness.extractOutputValues(), contains(new HourlyTip(TWO, ANNA, 2.0)));
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, TaxiFare, HourlyTip> newHarness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new WindowOperatorBuilder<>(
                TumblingEventTimeWindows.of(Duration.ofHours(1)),
                EventTimeTrigger.create(),
                new ExecutionConfig(),
                TypeInformation.of(TaxiFare.class),
                TaxiFare::driverId,
                Types.LONG)
            .aggregate(
                new HourlyTipsJob.SumOfTips(), new HourlyTipsJob.OfDriverAndHour(), Types.DOUBLE),
        TaxiFare::driverId,
        Types.LONG);
  }

  private void arrives(TaxiFare fare) throws Exception {
    harness.processElement(fare, fare.eventTime());
  }

  private static HourlyTip best(HourlyTip... totals) {
    return HourlyTipsJob.best(List.of(totals));
  }

  private static HourlyTip total(long driverId, double total) {
    return new HourlyTip(TWO, driverId, total);
  }

  private static TaxiFare fare(long driverId, long time, double tip) {
    return new TaxiFare(1, 2, driverId, time, "CRD", tip, 0, tip + 10);
  }
}

package streamkata.solutions.popularplaces;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperatorBuilder;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;
import streamkata.solutions.popularplaces.PopularPlacesJob.CellAndKind;

/**
 * Tests the window function with a mocked context and collector, and the window that it works in
 * with an operator test harness.
 */
class PopularPlacesJobTest {

  private static final int CELL = 48_296;
  private static final TypeInformation<CellAndKind> KEY = TypeInformation.of(CellAndKind.class);

  /** 2013-01-01 13:05:00 UTC. */
  private static final long FIVE_PAST = 1_357_045_500_000L;

  private static final long MINUTE = 60_000;

  private final Collector<PopularPlace> out = mock();
  private KeyedOneInputStreamOperatorTestHarness<CellAndKind, TaxiRide, PopularPlace> harness;

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
  void a_count_at_the_threshold_becomes_a_place() {
    PopularPlacesJob.PlacesFrom places = new PopularPlacesJob.PlacesFrom(3);

    places.process(new CellAndKind(CELL, true), inWindow(), List.of(3), out);

    verify(out).collect(place(FIVE_PAST, 3));
  }

  @Test
  void a_smaller_count_becomes_nothing() {
    PopularPlacesJob.PlacesFrom places = new PopularPlacesJob.PlacesFrom(3);

    places.process(new CellAndKind(CELL, true), inWindow(), List.of(2), out);

    verify(out, never()).collect(any());
  }

  @Test
  void the_key_is_the_cell_that_the_event_is_about() {
    int otherCell = CELL + 7;

    assertThat(
        PopularPlacesJob.place(ride(true, CELL, otherCell)), is(new CellAndKind(CELL, true)));
    assertThat(
        PopularPlacesJob.place(ride(false, otherCell, CELL)), is(new CellAndKind(CELL, false)));
  }

  @Test
  void the_key_is_serialised_by_flink_itself() {
    assertThat(KEY instanceof PojoTypeInfo, is(true));
  }

  @Test
  void three_windows_are_open_for_an_event_and_survive_a_snapshot() throws Exception {
    arrives(ride(true, CELL, CELL), FIVE_PAST);
    arrives(ride(true, CELL, CELL), FIVE_PAST + 1);
    assertThat(harness.numKeyedStateEntries(), is(3));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    arrives(ride(true, CELL, CELL), FIVE_PAST + 5 * MINUTE);
    harness.processWatermark(FIVE_PAST + 30 * MINUTE);

    assertThat(
        harness.extractOutputValues(),
        is(
            List.of(
                place(FIVE_PAST + 5 * MINUTE, 2),
                place(FIVE_PAST + 10 * MINUTE, 3),
                place(FIVE_PAST + 15 * MINUTE, 3))));
    assertThat(harness.numKeyedStateEntries(), is(0));
    assertThat(harness.numEventTimeTimers(), is(0));
  }

  private void arrives(TaxiRide ride, long time) throws Exception {
    harness.processElement(ride, time);
  }

  @SuppressWarnings("unchecked")
  private static PopularPlacesJob.PlacesFrom.Context inWindow() {
    PopularPlacesJob.PlacesFrom.Context context = mock();
    when(context.window()).thenReturn(new TimeWindow(FIVE_PAST - 15 * MINUTE, FIVE_PAST));
    return context;
  }

  private static KeyedOneInputStreamOperatorTestHarness<CellAndKind, TaxiRide, PopularPlace>
      newHarness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new WindowOperatorBuilder<>(
                SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)),
                EventTimeTrigger.create(),
                new ExecutionConfig(),
                TypeInformation.of(TaxiRide.class),
                PopularPlacesJob::place,
                KEY)
            .aggregate(new PopularPlacesJob.Count(), new PopularPlacesJob.PlacesFrom(2), Types.INT),
        PopularPlacesJob::place,
        KEY);
  }

  private static PopularPlace place(long windowEnd, int count) {
    return new PopularPlace(
        GeoUtils.getGridCellCenterLon(CELL),
        GeoUtils.getGridCellCenterLat(CELL),
        windowEnd,
        true,
        count);
  }

  private static TaxiRide ride(boolean isStart, int fromCell, int toCell) {
    return new TaxiRide(
        1,
        isStart,
        FIVE_PAST,
        0,
        GeoUtils.getGridCellCenterLon(fromCell),
        GeoUtils.getGridCellCenterLat(fromCell),
        GeoUtils.getGridCellCenterLon(toCell),
        GeoUtils.getGridCellCenterLat(toCell),
        1,
        2,
        3);
  }
}

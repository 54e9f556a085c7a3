package streamkata.solutions.modelupgrade;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.common.model.TaxiRide;
import streamkata.solutions.modelupgrade.ModelUpgradeJob.CellModel;
import streamkata.solutions.modelupgrade.ModelUpgradeJob.PredictAndLearn;

/** The function alone, driven by Flink's operator test harness: no cluster, no network. */
class PredictAndLearnTest {

  private static final double LON = -73.98;
  private static final double LAT = 40.75;
  private static final double KM = 1 / 111.195;
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;

  private KeyedOneInputStreamOperatorTestHarness<Integer, TaxiRide, HourlyPrediction> harness;
  private List<HourlyPrediction> emitted = List.of();

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
  void rides_are_counted_by_the_hour_of_their_start() throws Exception {
    process(
        end(1, 2, 13 * HOUR, 10),
        end(2, 4, 37 * HOUR + 1, 16),
        start(3, 3, 14 * HOUR - 1),
        start(4, 3, 14 * HOUR));

    assertThat(
        harness.extractOutputValues(),
        contains(new HourlyPrediction(3, 13, 2, 0), new HourlyPrediction(4, 13, 0, 0)));
  }

  @Test
  void rides_of_an_entry_that_version_1_has_left_have_no_hour_also_after_a_restore()
      throws Exception {
    leaveOldEntry(2);
    process(start(1, 3, 0), end(2, 3, HOUR, 10), start(3, 3, HOUR));
    restore();
    process(start(4, 3, HOUR), start(5, 3, 0), end(6, 3, HOUR, 10), start(7, 3, HOUR));

    assertThat(
        counts(),
        contains(List.of(0, 2), List.of(1, 2), List.of(1, 2), List.of(0, 2), List.of(2, 2)));
  }

  @Test
  void the_state_is_a_pojo_of_pojos_and_numbers() {
    TypeInformation<CellModel> type = TypeInformation.of(CellModel.class);

    assertThat(type, is(instanceOf(PojoTypeInfo.class)));
    SerializerConfigImpl noKryo = new SerializerConfigImpl();
    noKryo.setGenericTypes(false);
    type.createSerializer(noKryo);
  }

  @Test
  void a_ride_that_ends_before_it_starts_is_not_possible() {
    assertThat(
        Stream.of(end(1, 2, 0, -1), end(2, 2, 0, 0), start(3, 2, HOUR), end(4, 999, 0, 1))
            .map(ModelUpgradeJob::isPossible)
            .toList(),
        contains(false, true, true, false));
  }

  @Test
  void the_key_is_that_of_version_1() {
    List<TaxiRide> parties =
        Stream.of(0, 1, 2, 6).map(PredictAndLearnTest::withPassengers).toList();
    int group = ModelUpgradeJob.key(parties.get(2));

    assertThat(group % 2, is(0));
    assertThat(
        parties.stream().map(ModelUpgradeJob::key).toList(),
        is(Arrays.asList(group + 1, group + 1, group, group)));
  }

  /** As version 1 leaves it: without hours. */
  private void leaveOldEntry(int rides) throws Exception {
    KeyedStateBackend<Integer> backend = harness.getOperator().getKeyedStateBackend();
    backend.setCurrentKey(ModelUpgradeJob.key(start(1, 3, 0)));
    ValueState<CellModel> state =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("model", CellModel.class));
    CellModel old = new CellModel();
    old.rides = rides;
    state.update(old);
  }

  private void restore() throws Exception {
    emitted = harness.extractOutputValues();
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.setup();
    harness.initializeState(snapshot);
    harness.open();
  }

  private List<List<Integer>> counts() {
    return Stream.of(emitted, harness.extractOutputValues())
        .flatMap(List::stream)
        .map(one -> List.of(one.ridesInHour(), one.ridesWithoutHour()))
        .toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, TaxiRide, HourlyPrediction>
      newHarness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new PredictAndLearn()), ModelUpgradeJob::key, Types.INT);
  }

  private void process(TaxiRide... rides) throws Exception {
    for (TaxiRide ride : rides) {
      harness.processElement(ride, ride.eventTime());
    }
  }

  private static TaxiRide start(long rideId, double km, long time) {
    return ride(rideId, true, km, time, 0, 1);
  }

  private static TaxiRide end(long rideId, double km, long startTime, int minutes) {
    return ride(rideId, false, km, startTime, startTime + minutes * MINUTE, 1);
  }

  private static TaxiRide withPassengers(int passengers) {
    return ride(1, true, 2, 0, 0, passengers);
  }

  private static TaxiRide ride(
      long rideId, boolean isStart, double km, long startTime, long endTime, int passengers) {
    return new TaxiRide(
        rideId, isStart, startTime, endTime, LON, LAT - km * KM, LON, LAT, passengers, 2, 3);
  }
}

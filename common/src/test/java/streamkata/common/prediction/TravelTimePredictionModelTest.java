package streamkata.common.prediction;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TravelTimePredictionModelTest {

  private final TravelTimePredictionModel model = new TravelTimePredictionModel();

  @Nested
  class Untrained {

    @Test
    void a_new_model_cannot_predict() {
      assertThat(model.predictTravelTime(0, 1), is(-1));
    }

    @Test
    void one_ride_is_not_enough() {
      model.refineModel(10, 2, 8);

      assertThat(model.predictTravelTime(10, 2), is(-1));
    }

    @Test
    void rides_of_the_same_distance_are_not_enough() {
      model.refineModel(10, 2.1, 8);
      model.refineModel(10, 2.1, 9);
      model.refineModel(10, 2.1, 10);

      assertThat(model.predictTravelTime(10, 2.1), is(-1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_trained_model_cannot_predict_for_an_impossible_distance(double distance) {
      trainWithTwoRides();

      assertThat(model.predictTravelTime(10, distance), is(-1));
    }
  }

  @Nested
  class Trained {

    @ParameterizedTest
    @CsvSource({"1, 5", "3, 11", "2, 8", "0, 2", "10, 32", "1.1, 5", "1.2, 6"})
    void two_rides_give_a_line_and_minutes_are_rounded(double distance, int minutes) {
      trainWithTwoRides();

      assertThat(model.predictTravelTime(10, distance), is(minutes));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "44, true", "45, false", "359, false", "190, false"})
    void directions_of_one_bucket_of_45_degrees_share_what_is_learnt(int direction, boolean same) {
      trainWithTwoRides();

      assertThat(model.predictTravelTime(direction, 2), is(same ? 8 : -1));
    }

    @Test
    void a_prediction_is_never_negative() {
      model.refineModel(10, 5, 1);
      model.refineModel(10, 6, 11);

      assertThat(model.predictTravelTime(10, 0), is(0));
    }

    @Test
    void a_huge_distance_gives_a_huge_but_finite_time() {
      trainWithTwoRides();

      assertThat(model.predictTravelTime(10, Double.MAX_VALUE), is(Integer.MAX_VALUE));
    }

    @Test
    void the_prediction_is_that_of_an_ordinary_least_squares_regression() {
      SimpleRegression reference = new SimpleRegression();
      SplittableRandom random = new SplittableRandom(42);
      for (int i = 0; i < 5_000; i++) {
        double distance = random.nextDouble(0.3, 25);
        double minutes = 3 + 2.5 * distance + random.nextDouble(-3, 12);
        reference.addData(distance, minutes);
        model.refineModel(200, distance, minutes);
        double km = random.nextDouble(0.3, 25);
        if (i > 0) {
          assertThat(
              (double) model.predictTravelTime(200, km), closeTo(reference.predict(km), 0.5001));
        }
      }
    }

    @Test
    void distances_that_hardly_differ_still_give_an_exact_line() {
      for (int i = 0; i < 1_000; i++) {
        double offset = i % 2 == 0 ? 0 : 1e-6;
        model.refineModel(300, 1e3 + offset, 20 + offset * 1e6);
      }

      assertThat(model.predictTravelTime(300, 1e3 + 50e-6), is(70));
    }
  }

  @Nested
  class Impossible {

    @ParameterizedTest
    @CsvSource({
      "-1, 5",
      "NaN, 5",
      "Infinity, 5",
      "5, -1",
      "5, NaN",
      "5, Infinity",
      "1.7e308, 5",
      "1e200, 1e200"
    })
    void an_impossible_ride_teaches_nothing(double distance, double minutes) {
      trainWithTwoRides();
      TravelTimePredictionModel before = copyOf(model);

      model.refineModel(10, distance, minutes);

      assertThat(model, is(before));
    }

    @Test
    void a_model_stays_finite_whatever_it_is_told() {
      double[] odd = {
        0,
        -0.0,
        1,
        17.3,
        Double.MIN_VALUE,
        1e-300,
        1e150,
        Double.MAX_VALUE,
        -1,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY
      };
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < 10_000; i++) {
        model.refineModel(
            random.nextInt(360), odd[random.nextInt(odd.length)], odd[random.nextInt(odd.length)]);

        assertThat(DoubleStream.of(model.getMoments()).allMatch(Double::isFinite), is(true));
        assertThat(
            model.predictTravelTime(random.nextInt(360), odd[random.nextInt(odd.length)]),
            is(greaterThanOrEqualTo(-1)));
      }
    }

    @Test
    void a_ride_of_no_minutes_over_no_distance_counts() {
      model.refineModel(10, 0, 0);
      model.refineModel(10, 2, 4);

      assertThat(model.predictTravelTime(10, 1), is(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 360})
    void there_is_no_direction_outside_0_to_359(int direction) {
      Exception predicting =
          assertThrows(IllegalArgumentException.class, () -> model.predictTravelTime(direction, 1));
      Exception refining =
          assertThrows(IllegalArgumentException.class, () -> model.refineModel(direction, 1, 1));

      String expected =
          "There is no direction %d: directions are 0 to 359 degrees.".formatted(direction);
      assertThat(predicting.getMessage(), is(expected));
      assertThat(refining.getMessage(), is(expected));
    }
  }

  @Nested
  class AsState {

    @Test
    void a_model_is_a_pojo() {
      assertThat(
          TypeInformation.of(TravelTimePredictionModel.class), instanceOf(PojoTypeInfo.class));
    }

    @Test
    void a_model_comes_back_from_its_bytes_as_it_was() throws IOException {
      trainWithTwoRides();

      DataInputDeserializer in = new DataInputDeserializer(bytesOf(model));

      assertThat(withoutKryo().deserialize(in), is(model));
    }

    @Test
    void a_model_is_a_few_hundred_bytes() throws IOException {
      assertThat(bytesOf(model).length, is(lessThan(400)));
    }

    @Test
    void a_model_of_many_rides_is_no_larger_than_a_new_one() throws IOException {
      int lengthWhenNew = bytesOf(model).length;
      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < 100_000; i++) {
        model.refineModel(random.nextInt(360), random.nextDouble(20), random.nextDouble(60));
      }

      assertThat(bytesOf(model).length, is(lengthWhenNew));
    }

    @Test
    void refining_a_model_does_not_change_its_copy() {
      TravelTimePredictionModel copy = withoutKryo().copy(model);

      trainWithTwoRides();

      assertThat(copy, is(not(model)));
    }

    private byte[] bytesOf(TravelTimePredictionModel model) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(512);
      withoutKryo().serialize(model, out);
      return out.getCopyOfBuffer();
    }

    private TypeSerializer<TravelTimePredictionModel> withoutKryo() {
      Configuration configuration = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
      return TypeInformation.of(TravelTimePredictionModel.class)
          .createSerializer(new SerializerConfigImpl(configuration));
    }
  }

  @Nested
  class AsValue {

    @Test
    void models_that_learnt_the_same_are_equal() {
      TravelTimePredictionModel other = new TravelTimePredictionModel();
      other.refineModel(10, 2, 8);

      model.refineModel(10, 2, 8);

      assertThat(model, is(other));
      assertThat(model.hashCode(), is(other.hashCode()));
    }

    @Test
    void a_model_prints_what_it_has_learnt() {
      trainWithTwoRides();

      assertThat(
          model.toString(),
          is("TravelTimePredictionModel[0 degrees: 2 rides, mean 2.0 km in 8.0 min]"));
    }

    @Test
    void moments_of_another_size_are_refused() {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> model.setMoments(new double[3]));

      assertThat(e.getMessage(), is("A model has 40 moments, not 3."));
    }
  }

  private void trainWithTwoRides() {
    model.refineModel(10, 1, 5);
    model.refineModel(10, 3, 11);
  }

  private static TravelTimePredictionModel copyOf(TravelTimePredictionModel model) {
    TravelTimePredictionModel copy = new TravelTimePredictionModel();
    copy.setMoments(model.getMoments());
    return copy;
  }
}

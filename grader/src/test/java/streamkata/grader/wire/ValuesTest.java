package streamkata.grader.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;

class ValuesTest {

  private static final Values<Everything> EVERYTHING = Values.of(Everything.class);

  private enum Colour {
    RED,
    BLUE
  }

  private record Everything(
      long number,
      Integer boxed,
      double fraction,
      String text,
      Colour colour,
      List<String> list,
      Optional<Long> maybe) {}

  private sealed interface Shape {
    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}
  }

  @Test
  void what_is_read_is_what_was_written() throws IOException {
    Everything value =
        new Everything(1L << 40, 7, -0.0, "ümläut", Colour.BLUE, List.of("a", ""), Optional.of(3L));

    assertThat(EVERYTHING.read(EVERYTHING.write(value)), is(value));
  }

  @Test
  void anything_but_a_primitive_may_be_null() throws IOException {
    Everything value =
        new Everything(0, null, Double.NaN, null, null, Arrays.asList("a", null), Optional.empty());

    assertThat(EVERYTHING.read(EVERYTHING.write(value)), is(value));
    assertThat(EVERYTHING.read(EVERYTHING.write(null)) == null, is(true));
  }

  @Test
  void a_number_that_is_none_keeps_its_bits() throws IOException {
    TaxiRide ride = new TaxiRide(1, true, 2, 0, Double.NaN, -0.0, 0.0, 1e300, 0, -1, 1L << 33);

    assertThat(Values.of(TaxiRide.class).read(Values.of(TaxiRide.class).write(ride)), is(ride));
  }

  @Test
  void a_sealed_interface_is_read_as_the_record_that_was_written() throws IOException {
    Values<Shape> values = Values.of(Shape.class);

    assertThat(values.read(values.write(new Shape.Square(3))), is(new Shape.Square(3)));
  }

  @Test
  void bytes_that_are_missing_or_too_many_are_refused() {
    byte[] whole =
        EVERYTHING.write(
            new Everything(1, 2, 3, "four", Colour.RED, List.of("five"), Optional.empty()));

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> EVERYTHING.read(part));
    }
    byte[] more = Arrays.copyOf(whole, whole.length + 1);
    assertThrows(IOException.class, () -> EVERYTHING.read(more));
  }

  @Test
  void a_length_that_cannot_be_is_refused_before_room_is_made_for_it() {
    byte[] endless = {1, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    assertThrows(IOException.class, () -> Values.of(String.class).read(endless));
  }

  @Test
  void a_record_of_an_unknown_kind_is_refused() {
    byte[] unknown = {1, 9, 1, 0, 0, 0, 0};

    assertThrows(IOException.class, () -> Values.of(Shape.class).read(unknown));
  }

  @Test
  void a_type_that_cannot_be_written_is_named() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Values.of(Thread.class));

    assertThat(refused.getMessage(), is("There is no way to write a java.lang.Thread."));
  }
}

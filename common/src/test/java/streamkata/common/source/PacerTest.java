package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class PacerTest {

  private static final long MILLI = 1_000_000;
  private static final long MINUTE = 60_000;
  private static final long TEN_O_CLOCK = 1_357_034_400_000L;

  private long now = 77 * MILLI;
  private int clockReadings;

  @Test
  void the_first_event_is_due_at_once() {
    assertThat(pacer(600).millisUntil(TEN_O_CLOCK), is(0L));
  }

  @Test
  void ten_minutes_of_event_time_take_a_second_at_speed_600() {
    Pacer pacer = started(600);

    assertThat(pacer.millisUntil(TEN_O_CLOCK + 10 * MINUTE), is(1_000L));
  }

  @Test
  void an_event_is_due_when_its_time_has_come() {
    Pacer pacer = started(600);
    now += 1_000 * MILLI;

    assertThat(pacer.millisUntil(TEN_O_CLOCK + 10 * MINUTE), is(0L));
  }

  @Test
  void an_event_is_not_due_before_its_time_has_come() {
    Pacer pacer = started(600);
    now += 900 * MILLI;

    assertThat(pacer.millisUntil(TEN_O_CLOCK + 10 * MINUTE), is(100L));
  }

  @Test
  void event_time_may_pass_more_slowly_than_real_time() {
    Pacer pacer = started(0.5);

    assertThat(pacer.millisUntil(TEN_O_CLOCK + MINUTE), is(2 * MINUTE));
  }

  @Test
  void a_wait_is_not_too_short_to_be_worth_it() {
    Pacer pacer = started(600);

    assertThat(pacer.millisUntil(TEN_O_CLOCK + 1), is(5L));
  }

  @Test
  void the_clock_is_not_read_for_an_event_that_is_due_anyway() {
    Pacer pacer = started(600);
    now += 1_000 * MILLI;
    pacer.millisUntil(TEN_O_CLOCK + MINUTE);
    int readings = clockReadings;

    pacer.millisUntil(TEN_O_CLOCK + 9 * MINUTE);

    assertThat(clockReadings, is(readings));
  }

  @Test
  void at_speed_0_every_event_is_due_and_no_clock_is_read() {
    Pacer pacer = pacer(0);

    assertThat(pacer.millisUntil(Long.MAX_VALUE), is(0L));
    assertThat(clockReadings, is(0));
  }

  private Pacer started(double speed) {
    Pacer pacer = pacer(speed);
    pacer.millisUntil(TEN_O_CLOCK);
    return pacer;
  }

  private Pacer pacer(double speed) {
    return new Pacer(
        speed,
        () -> {
          clockReadings++;
          return now;
        });
  }
}

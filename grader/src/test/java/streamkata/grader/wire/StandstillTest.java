package streamkata.grader.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a process stands still: it achieves nothing, and hardly computes. */
class StandstillTest {

  private static final int LOOKS_OF_A_SECOND = 10;
  private static final int QUIET_SECONDS = 3;

  private final AtomicLong used = new AtomicLong();
  private final AtomicLong achieved = new AtomicLong();
  private final AtomicLong little = new AtomicLong(50);
  private final Standstill standstill =
      new Standstill(QUIET_SECONDS, used::get, little::get, achieved::get);

  @Test
  void little_work_for_some_seconds_is_a_standstill() {
    assertThat(standsAfter(QUIET_SECONDS, 49), is(true));
  }

  @Test
  void it_takes_some_seconds() {
    assertThat(standsAfter(QUIET_SECONDS - 1, 49), is(false));
  }

  @Test
  void who_computes_does_not_stand() {
    assertThat(standsAfter(QUIET_SECONDS, 50), is(false));
  }

  @Test
  void who_achieves_something_does_not_stand() {
    standsAfter(QUIET_SECONDS - 1, 0);
    achieved.incrementAndGet();

    assertThat(standsAfter(QUIET_SECONDS - 1, 0), is(false));
  }

  @Test
  void what_is_little_is_more_where_many_wait() {
    little.set(120);

    assertThat(standsAfter(QUIET_SECONDS, 119), is(true));
  }

  private boolean standsAfter(int seconds, long nanosOfASecond) {
    boolean stands = false;
    standstill.begin();
    for (int second = 0; second < seconds; second++) {
      used.addAndGet(nanosOfASecond);
      for (int look = 0; look < LOOKS_OF_A_SECOND; look++) {
        stands = standstill.look();
      }
    }
    return stands;
  }
}

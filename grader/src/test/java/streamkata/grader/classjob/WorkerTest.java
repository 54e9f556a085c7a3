package streamkata.grader.classjob;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import streamkata.grader.kit.Refusal;

/** On which machines a class is graded. */
class WorkerTest {

  private static final long GB = 1L << 30;

  @Test
  void the_flink_that_the_kit_is_made_for_will_do() {
    assertDoesNotThrow(() -> Worker.requireSameFlink("2.3.1", "2.3"));
  }

  @Test
  void another_flink_is_refused() {
    Refusal refusal = assertThrows(Refusal.class, () -> Worker.requireSameFlink("2.30.0", "2.3"));

    assertThat(
        refusal.getMessage(),
        startsWith("This cluster runs Flink 2.30.0, and class-job.jar is made for Flink 2.3:"));
  }

  @Test
  void a_machine_with_memory_and_room_for_all_its_slots_will_do() {
    assertDoesNotThrow(() -> Worker.requireRoom(2, 6 * GB, GB));
  }

  @Test
  void a_machine_with_too_little_memory_for_its_slots_is_refused() {
    Refusal refusal = assertThrows(Refusal.class, () -> Worker.requireRoom(3, 8 * GB, 10 * GB));

    assertThat(
        refusal.getMessage(),
        startsWith("A worker has 8 GB of memory, and 3 hand-ins at a time need 9:"));
  }

  @Test
  void a_machine_whose_disk_is_full_is_refused() {
    Refusal refusal = assertThrows(Refusal.class, () -> Worker.requireRoom(1, 8 * GB, GB / 4));

    assertThat(refusal.getMessage(), startsWith("A worker has 256 MB left in "));
  }
}

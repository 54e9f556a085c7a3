package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import streamkata.grader.wire.Failure;

/** What an exception tells, by the words that Flink and Java have for it. */
class ExceptionLessonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "org.apache.flink.api.common.InvalidProgramException | The implementation of the"
            + " KeyedProcessFunction is not serializable. The object probably contains or references"
            + " non serializable fields. | transient",
        "java.lang.UnsupportedOperationException | Generic types have been disabled in the"
            + " ExecutionConfig and type java.util.BitSet is treated as a generic type. | Kryo",
        "java.lang.reflect.InaccessibleObjectException | Unable to make field private int x.value"
            + " accessible: module java.base does not open java.util to unnamed module. | Kryo",
        "java.lang.NullPointerException | Keyed state 'waiting' with type VALUE can only be used on"
            + " a 'keyed stream', i.e., after a 'keyBy()' operation. | keyBy()",
        "java.lang.IllegalArgumentException | Key group 7 is not in KeyGroupRange{startKeyGroup=0,"
            + " endKeyGroup=3}. | hashCode()",
        "java.lang.IllegalStateException | Failed to rollback to checkpoint/savepoint x. Cannot map"
            + " checkpoint/savepoint state for operator f87d to the new program | uid",
        "java.lang.IllegalStateException | Failed to rollback to checkpoint/savepoint x. Max"
            + " parallelism mismatch between checkpoint/savepoint state and new program. Cannot map"
            + " operator f87d with max parallelism 1 to new program | key groups",
        "java.lang.UnsupportedOperationException | Forward partitioning does not allow change of"
            + " parallelism. Upstream operation: A parallelism: 1 | Leave forward() out",
        "java.lang.IllegalStateException | Sink Sink requires to set a uid since its customized"
            + " topology has set uid for some operators. | Give the sink a uid",
        "org.apache.flink.api.common.functions.InvalidTypesException | The return type of function"
            + " 'x' could not be determined automatically | returns(...)",
        "java.lang.ClassCastException | class A cannot be cast to class B | same name",
        "java.lang.NoClassDefFoundError | com/example/Missing | missing",
        "java.lang.NullPointerException | Cannot invoke \"Long.longValue()\" | clear()",
      })
  void an_exception_has_a_lesson_of_its_own(String className, String message, String says) {
    assertThat(ExceptionLesson.of(failure(className, message)).orElse(""), containsString(says));
  }

  @Test
  void an_exception_that_nobody_knows_has_none() {
    assertThat(
        ExceptionLesson.of(failure("java.lang.IllegalStateException", "It rains.")),
        is(Optional.empty()));
  }

  private static Failure failure(String className, String message) {
    return new Failure(
        Failure.Kind.EXCEPTION,
        "it failed",
        List.of(
            new Failure.Cause("org.apache.flink.runtime.JobException", "Recovery", List.of()),
            new Failure.Cause(className, message, List.of())),
        List.of());
  }
}

package streamkata.grader.grading;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import streamkata.grader.wire.Failure;

/**
 * What an exception that many meet tells about a program: it seldom has to do with what the check
 * is about.
 *
 * @param className the end of the name of the class of the exception, or of a cause of it
 * @param message found in its message
 * @param lesson what to look at
 */
record ExceptionLesson(String className, Pattern message, String lesson) {

  private static final List<ExceptionLesson> ALL =
      List.of(
          of(
              "InvalidProgramException",
              "not serializable|not be serialized",
              "Flink sends your function objects to the workers, with every object in their fields."
                  + " Make nested classes static. If an object cannot be serialised, keep it in a"
                  + " transient field and create it in open()."),
          of(
              "NotSerializableException",
              "",
              "Flink sends your function objects to the workers, with every object in their fields."
                  + " Make nested classes static. If an object cannot be serialised, keep it in a"
                  + " transient field and create it in open()."),
          of(
              "",
              "cannot be used as key|UNSUPPORTED_KEY|as a key",
              "The hashCode() and equals() of a key must depend on its content only, and be the"
                  + " same in every JVM. Use a number, a text, or a record or a tuple of them. Do"
                  + " not use an array or an enum."),
          of(
              "IllegalArgumentException",
              "[Kk]ey ?group",
              "A key must have the same hashCode() at every time and in every JVM. Do not use an"
                  + " array, an enum, or an object without its own hashCode(). Use state only while"
                  + " an event or a timer of its key is processed."),
          of(
              "",
              "can only be used on a 'keyed stream'|only supported on a keyed stream|No key set",
              "Keyed state and timers need a key. Call keyBy() before process(). Use state and"
                  + " timers only while an event or a timer of that key is processed, not in"
                  + " open()."),
          of(
              "NoResourceAvailableException",
              "",
              "The cluster does not have enough slots for so many tasks. Do not set parallelism or"
                  + " slot sharing groups in your program. The person who runs the job sets them."),
          of(
              "",
              "Generic types have been disabled|module java.base does not",
              "Flink has no serialiser for this type and would use Kryo. Use a public record, a"
                  + " tuple or a POJO. A POJO is a public class with a constructor without"
                  + " parameters, and its fields are public or have getters and setters. Or pass"
                  + " the type with TypeInformation."),
          of(
              "InvalidTypesException",
              "",
              "Java does not keep the type parameters of a lambda. Name the type of the results"
                  + " with returns(...), or write a class."),
          of(
              "",
              "Max parallelism mismatch",
              "The maximum parallelism is the number of key groups into which state is divided. The"
                  + " first savepoint fixes it. Do not set it, or set a number that does not depend"
                  + " on the parallelism."),
          of(
              "",
              "Forward partitioning does not allow change of parallelism",
              "forward() needs the same number of instances on both sides, and the input can have"
                  + " another number than your operator. Leave forward() out: Flink connects"
                  + " operators in this way itself where it can."),
          of(
              "",
              "requires to set a uid since its customized topology has set uid",
              "This sink is made of more than one operator, and some have a uid. Give the sink a"
                  + " uid(\"...\"), too."),
          of(
              "",
              "Cannot map checkpoint/savepoint state",
              "Flink finds the state of an operator by its uid. Give each operator with state a"
                  + " fixed uid(\"...\"). If the uid is missing or changes, the new job cannot read"
                  + " the old state."),
          of(
              "",
              "Hash collision on user-specified ID|multiple.*same.*uid",
              "Two operators have the same uid. Give each operator a different uid."),
          of(
              "",
              "StateMigrationException|state serializer.*incompatible|must not be incompatible",
              "A state has another type than in the checkpoint. Do two states have the same name?"
                  + " If you changed a class: its old fields keep their names and types."),
          of(
              "ClassCastException",
              "",
              "An object has another type than your program expects. Do two states have the same"
                  + " name and different types? Is there a raw type or an unchecked cast?"),
          of(
              "NoClassDefFoundError|ClassNotFoundException",
              "",
              "A class is missing where the job runs. Use only classes of the JDK, of Flink and of"
                  + " streamkata.common."),
          of(
              "DynamicCodeLoadingException",
              "",
              "Flink cannot find the state backend or the checkpoint storage that your program"
                  + " sets. Is its name correct?"),
          of(
              "",
              "Long.MIN_VALUE timestamp|no timestamp marker",
              "An event without a timestamp has reached a window or a timer. Use the stream that is"
                  + " passed in, because it has timestamps and watermarks."),
          of(
              "NullPointerException",
              "",
              "value() returns null before the first update() and after clear(), separately for"
                  + " each key. A field that open() sets is null before open()."),
          of(
              "ConcurrentModificationException",
              "",
              "Your program changed a collection while it iterated over it. First collect the"
                  + " elements to remove, or use remove() of the iterator."),
          of("StackOverflowError", "", "A method calls itself without end."),
          of(
              "OutOfMemoryError",
              "",
              "Your program uses more memory with every event. Keep only the values that a result"
                  + " needs, not all events."));

  private static ExceptionLesson of(String className, String message, String lesson) {
    return new ExceptionLesson(className, Pattern.compile(message), lesson);
  }

  /**
   * What to look at.
   *
   * @param failure an exception
   * @return empty if there is nothing better to say than what it says itself
   */
  static Optional<String> of(Failure failure) {
    return ALL.stream()
        .filter(known -> failure.causes().stream().anyMatch(known::isOf))
        .map(ExceptionLesson::lesson)
        .findFirst();
  }

  private boolean isOf(Failure.Cause cause) {
    boolean isOfClass =
        className.isEmpty() || cause.className().matches("(.*\\.)?(" + className + ")");
    return isOfClass && message.matcher(String.valueOf(cause.message())).find();
  }
}

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
              "Flink sends the objects of your functions to the workers, with all that they refer"
                  + " to. Make nested classes static, and create what cannot be serialised in open(),"
                  + " in a field that is transient."),
          of(
              "NotSerializableException",
              "",
              "Flink sends the objects of your functions to the workers, with all that they refer"
                  + " to. Make nested classes static, and create what cannot be serialised in open(),"
                  + " in a field that is transient."),
          of(
              "",
              "cannot be used as key|UNSUPPORTED_KEY|as a key",
              "A key needs hashCode() and equals() that depend on its content only, the same in"
                  + " every JVM: a number, a text, a record or a tuple of them; no array, no enum."),
          of(
              "IllegalArgumentException",
              "[Kk]ey ?group",
              "A key must have the same hashCode() whenever and wherever it is asked: no array, no"
                  + " enum, no object without a hashCode() of its own. And state belongs to the key"
                  + " of the event that is processed: do not use it outside of that."),
          of(
              "",
              "can only be used on a 'keyed stream'|only supported on a keyed stream|No key set",
              "Keyed state and timers need a key: use keyBy() before process(), and touch them only"
                  + " while an event or a timer of that key is processed, not in open()."),
          of(
              "NoResourceAvailableException",
              "",
              "There were not enough slots for so many tasks. Do not set parallelism or slot"
                  + " sharing groups in the program: the person who runs the job does."),
          of(
              "",
              "Generic types have been disabled",
              "Flink has no serialiser of its own for this type, and would fall back to Kryo. Use"
                  + " records, POJOs (public, a constructor without parameters, fields that are public"
                  + " or have getters and setters), tuples, or say the type with TypeInformation."),
          of(
              "InvalidTypesException",
              "",
              "Java forgets the type parameters of a lambda. Say the type of what comes out with"
                  + " returns(...), or write a class."),
          of(
              "",
              "Cannot map checkpoint/savepoint state",
              "State is found again by the uid of its operator. Give each operator with state a"
                  + " fixed uid(\"...\"): without one, or with one that changes, the new job cannot take"
                  + " over what the old one knew."),
          of(
              "",
              "Hash collision on user-specified ID|multiple.*same.*uid",
              "Two operators have the same uid. Each needs one of its own."),
          of(
              "",
              "StateMigrationException|state serializer.*incompatible|must not be incompatible",
              "A state has another type than in the checkpoint. Do two states have the same name?"),
          of(
              "ClassCastException",
              "",
              "Something is not of the type that your program takes it for. Do two states have the"
                  + " same name and different types? Is there a raw type or an unchecked cast?"),
          of(
              "NoClassDefFoundError|ClassNotFoundException",
              "",
              "A class is missing where the job runs. Use only what the exercise comes with: the"
                  + " JDK, Flink, and streamkata.common."),
          of(
              "DynamicCodeLoadingException",
              "",
              "The state backend or the checkpoint storage that is set cannot be found: is its name"
                  + " spelt right?"),
          of(
              "",
              "Long.MIN_VALUE timestamp|no timestamp marker",
              "An element without a timestamp has come to a window or timer. Use the stream that"
                  + " was passed in: it has timestamps and watermarks."),
          of(
              "NullPointerException",
              "",
              "value() of a state is null before the first update() and after clear(), for each key"
                  + " anew; so is the field of a function before open()."),
          of(
              "ConcurrentModificationException",
              "",
              "A collection was changed while it was gone through. Collect what is to go first, or"
                  + " use the iterator's remove()."),
          of("StackOverflowError", "", "A method calls itself without end."),
          of(
              "OutOfMemoryError",
              "",
              "Something grows with every event: keep what a result needs, not all that came in."));

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

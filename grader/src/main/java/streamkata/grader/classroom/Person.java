package streamkata.grader.classroom;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import streamkata.grader.kit.Text;

/**
 * Who has handed something in, as far as its name says.
 *
 * @param name the name, or what stands for it
 * @param id the number that the school's system has for them, if it is known
 * @param mail their address, if it is known
 */
record Person(String name, Optional<String> id, Optional<String> mail) {

  /** However a system writes letters with accents, and whatever cannot be printed. */
  Person {
    name =
        Text.printable(Normalizer.normalize(name, Normalizer.Form.NFC))
            .replaceAll("\\s+", " ")
            .strip();
  }

  static Person named(String name) {
    return new Person(name, Optional.empty(), Optional.empty());
  }

  /** What they can be found by, the surest first. */
  List<String> marks() {
    return Stream.of(id, mail, Optional.of(name)).flatMap(Optional::stream).toList();
  }

  /** A name that nobody else has, if they have a number. */
  String inFull() {
    return id.or(() -> mail).map(mark -> "%s (%s)".formatted(name, mark)).orElse(name);
  }
}

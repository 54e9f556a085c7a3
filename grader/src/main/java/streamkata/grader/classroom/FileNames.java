package streamkata.grader.classroom;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of files for students, whatever a student is called: on any system, one for each. */
final class FileNames {

  private static final int MOST_CHARACTERS = 80;

  private final Map<String, String> names = new HashMap<>();

  /** Names for students; the same ones get the same names. */
  FileNames(Collection<String> students) {
    Set<String> taken = new HashSet<>();
    for (String student : students) {
      String plain =
          student.replaceAll("[^\\p{L}\\p{N}\\p{M} ._@+()-]", "_").replaceAll("^[ .]+|[ .]+$", "_");
      String begin = plain.length() > MOST_CHARACTERS ? plain.substring(0, MOST_CHARACTERS) : plain;
      String name = begin;
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = begin + "-" + i;
      }
      names.put(student, name);
    }
  }

  /** The name for a student, without an ending. */
  String of(String student) {
    return names.get(student);
  }
}

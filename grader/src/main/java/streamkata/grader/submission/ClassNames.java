package streamkata.grader.submission;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.objectweb.asm.ClassReader;

/** Which classes a class file names. What it does not name, it can only reach by reflection. */
final class ClassNames {

  /** In front of a text in the table of constants of a class file. */
  private static final int TEXT = 1;

  private ClassNames() {}

  /**
   * All texts in a class file, names of classes and types among them.
   *
   * @return a line for each, with slashes where the file has dots; nothing of a damaged file
   */
  static String in(byte[] classFile) {
    StringBuilder texts = new StringBuilder();
    try {
      ClassReader reader = new ClassReader(classFile);
      for (int i = 1; i < reader.getItemCount(); i++) {
        int begin = reader.getItem(i);
        if (begin > 0 && classFile[begin - 1] == TEXT) {
          texts.append(text(classFile, begin)).append('\n');
        }
      }
    } catch (RuntimeException | IOException e) {
      // Whoever compiles or loads it says so.
      return "";
    }
    return texts.toString().replace('.', '/');
  }

  /**
   * Whether a class is named.
   *
   * @param type its full name with slashes
   * @param texts what {@link #in} has given
   */
  static boolean isNamed(String type, String texts) {
    for (int at = texts.indexOf(type); at >= 0; at = texts.indexOf(type, at + 1)) {
      if (canBegin(texts, at) && !isInName(texts, at + type.length())) {
        return true;
      }
    }
    return false;
  }

  /** In a descriptor, an L stands before the name of a class. */
  private static boolean canBegin(String texts, int at) {
    return !isInName(texts, at - 1) || texts.charAt(at - 1) == 'L';
  }

  private static boolean isInName(String texts, int at) {
    return at >= 0
        && at < texts.length()
        && (texts.charAt(at) == '/' || Character.isJavaIdentifierPart(texts.charAt(at)));
  }

  private static String text(byte[] classFile, int begin) throws IOException {
    return new DataInputStream(new ByteArrayInputStream(classFile, begin, classFile.length - begin))
        .readUTF();
  }
}

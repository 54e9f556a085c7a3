package streamkata.grader.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Type;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.NamedFile;

/**
 * A right program, changed at one place.
 *
 * @param program the program
 * @param file the class file that is changed
 * @param mutation how
 */
record Mutant(RightProgram program, String file, Mutation mutation) {

  /** Names it among all mutants. */
  String key() {
    return program.name() + " " + mutation.key();
  }

  /** Where the change is. */
  String place() {
    return program.source() + ":" + mutation.line();
  }

  /** All class files of the changed program. */
  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new TreeMap<>(program.classes());
    classes.computeIfPresent(file, (name, bytes) -> Mutator.mutate(bytes, mutation));
    KeysAndStates.NEEDED.forEach(
        type -> classes.put(Type.getInternalName(type) + ".class", bytes(type)));
    return classes;
  }

  /** The changed program, to be played on stages. */
  LabCode code() {
    try (TemporaryFolder folder = new TemporaryFolder("mutant")) {
      for (Map.Entry<String, byte[]> entry : classes().entrySet()) {
        new NamedFile(entry.getKey(), entry.getValue()).writeBelow(folder.path());
      }
      Path path = folder.path();
      return Submission.of(path).codeOf(program.lab());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Class<?> type) {
    try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

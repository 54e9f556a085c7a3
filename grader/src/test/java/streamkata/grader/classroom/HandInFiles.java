package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Hand-ins for tests. */
record HandInFiles(Path folder) {

  static final String PACKAGE = "package streamkata.exercises.ridecleansing;\n";
  static final String CLEANSING = PACKAGE + "public class RideCleansingJob { }\n";
  static final String TIPS =
      "package streamkata.exercises.hourlytips;\npublic class HourlyTipsJob { }\n";

  /** Files given as path, content, path, content. */
  static Map<String, byte[]> files(String... pathsAndTexts) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  void folder(String name, String... pathsAndTexts) throws IOException {
    Packing.FOLDER.write(files(pathsAndTexts), folder.resolve(name));
  }

  void zip(String name, String... pathsAndTexts) throws IOException {
    Packing.ZIP.write(files(pathsAndTexts), folder.resolve(name));
  }

  void tar(String name, String... pathsAndTexts) throws IOException {
    Packing.TAR.write(files(pathsAndTexts), folder.resolve(name));
  }

  void file(String name, String text) throws IOException {
    folder("", name, text);
  }
}

package streamkata.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.submission.LabContent;
import streamkata.grader.submission.Submission;

/**
 * Sources laid out so that a similarity checker such as JPlag takes them: for each lab a folder,
 * and in it one for each hand-in; the skeletons beside them, as what all have in common.
 */
final class Similarity {

  /** The name of the folder. */
  static final String NAME = "similarity";

  private static final String README =
      """
      Sources for a similarity checker: a folder for each lab, and in it one for each hand-in.
      The skeletons are in base. No student wrote them.

      JPlag (https://github.com/jplag/JPlag), for one lab:

        java -jar jplag.jar --language java --base-code base/LAB --result-file LAB LAB

      Those who have handed in the very same are named in grades.csv already.
      """;

  private final Path folder;
  private final Kit kit;
  private final List<Lab> labs;

  Similarity(Path folder, Kit kit, List<Lab> labs) {
    this.folder = folder;
    this.kit = kit;
    this.labs = labs;
  }

  /**
   * Lays the sources out; what an earlier run has laid out is replaced.
   *
   * @param sheets of all hand-ins
   * @param names what everyone is called
   * @throws IOException if a file cannot be written
   */
  void layOut(List<Sheet> sheets, Names names) throws IOException {
    Path next = folder.resolveSibling(NAME + ".new");
    delete(next);
    FileNames files = new FileNames(sheets.stream().map(sheet -> people(sheet, names)).toList());
    for (Sheet sheet : sheets) {
      if (!sheet.keys().isEmpty()) {
        layOut(sheet, next, files.of(people(sheet, names)));
      }
    }
    for (Lab lab : labs) {
      Path base = Files.createDirectories(next.resolve("base").resolve(lab.id()));
      Files.copy(kit.skeleton(lab), base.resolve(lab.className() + ".java"));
    }
    Files.writeString(next.resolve("README.txt"), README);
    delete(folder);
    Files.move(next, folder);
  }

  private static void layOut(Sheet sheet, Path next, String student) throws IOException {
    Submission submission;
    try {
      submission = sheet.handedIn().read();
    } catch (Refusal e) {
      // It could be read a moment ago; its row says what came of it.
      return;
    }
    for (Lab lab : sheet.keys().keySet()) {
      if (!submission.has(lab) || submission.problem(lab).isPresent()) {
        continue;
      }
      LabContent content = submission.contentOf(lab);
      if (content.isSources()) {
        Path own = next.resolve(lab.id()).resolve(student);
        for (Map.Entry<String, byte[]> file : content.files().entrySet()) {
          Path copy = own.resolve(file.getKey()).normalize();
          if (copy.startsWith(own)) {
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
          }
        }
      }
    }
  }

  private static String people(Sheet sheet, Names names) {
    return sheet.handedIn().people().stream()
        .map(names::labelOf)
        .collect(Collectors.joining(" and "));
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        all.sorted(Comparator.reverseOrder())
            .forEach(
                path -> {
                  try {
                    Files.delete(path);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }
  }
}

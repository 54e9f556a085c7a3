package streamkata.grader.submission;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.program.SourceCompiler;

/**
 * The source of a lab's class.
 *
 * @param lab the lab
 * @param rootPackage the package that its package is in
 * @param file the source file
 * @param root the folder in which the folders of packages begin; that of the file where all files
 *     lie side by side, whatever their packages
 */
public record LabSource(Lab lab, String rootPackage, Path file, Path root) {

  /**
   * Finds the source of what is selected.
   *
   * @param selection whose
   * @throws Refusal if there is none
   */
  public static LabSource of(Selection selection, Lab lab) {
    return selection
        .submission()
        .map(path -> handedIn(path, lab))
        .orElseGet(() -> of(selection.kit(), selection.implementation(), lab));
  }

  /**
   * Finds a source of the kit.
   *
   * @param kit where to look
   * @param implementation whose
   * @throws Refusal if there is none
   */
  public static LabSource of(Kit kit, String implementation, Lab lab) {
    Path file = kit.source(implementation, lab);
    if (Files.notExists(file)) {
      throw new Refusal(
          "The file %s is not there: save it again, or get the skeleton back with %s."
              .formatted(file, kit.typed("reset " + lab.id())));
    }
    return new LabSource(lab, Kit.rootPackage(implementation), file, kit.sources(implementation));
  }

  /**
   * Finds a source in something handed in.
   *
   * @param submission a folder of sources, or a module or checkout
   * @throws Refusal if there is none
   */
  public static LabSource handedIn(Path submission, Lab lab) {
    String rootPackage = Kit.rootPackage(Kit.EXERCISES);
    String packageName = rootPackage + "." + lab.packageName();
    Optional<Path> file =
        SourceTree.in(submission.toAbsolutePath()).stream()
            .flatMap(tree -> tree.files(".java").stream())
            .filter(path -> path.endsWith(lab.className() + ".java"))
            .filter(path -> SourceTree.packageOf(path).equals(packageName))
            .findFirst();
    if (file.isEmpty()) {
      throw new Refusal(
          "There is no source of %s in %s. The program is compiled from its source."
              .formatted(lab.id(), submission));
    }
    return new LabSource(lab, rootPackage, file.get(), root(file.get(), packageName));
  }

  /** The full name of the class. */
  public String className() {
    return packageName() + "." + lab.className();
  }

  /**
   * Compiles the package of the lab, and whatever it refers to.
   *
   * @param compiler what compiles
   * @param target the folder for the class files
   * @return what the compiler says, one text for each error with file, line and caret; empty if it
   *     compiles
   */
  public List<String> compile(SourceCompiler compiler, Path target) {
    Path folder = file.getParent();
    List<Path> files =
        new SourceTree(folder)
            .files(".java").stream()
                .filter(
                    path ->
                        !folder.equals(root) || SourceTree.packageOf(path).equals(packageName()))
                .toList();
    return compiler.compile(files, List.of(root), target).stream()
        .map(SourceCompiler.CompileError::text)
        .toList();
  }

  String packageName() {
    return rootPackage + "." + lab.packageName();
  }

  private static Path root(Path file, String packageName) {
    Path folder = file.getParent();
    Path ofPackage = Path.of(packageName.replace('.', '/'));
    if (!folder.endsWith(ofPackage)) {
      return folder;
    }
    Path root = folder;
    for (int i = 0; i < ofPackage.getNameCount(); i++) {
      root = root.getParent();
    }
    return root;
  }
}

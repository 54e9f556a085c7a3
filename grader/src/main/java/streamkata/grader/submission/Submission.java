package streamkata.grader.submission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.Text;
import streamkata.grader.program.Implementation;
import streamkata.grader.wire.NamedFile;

/**
 * The code that is graded, read once: sources or class files, from a module of the kit, a folder or
 * an archive. Nothing of it is loaded here, nor run. Where something is wrong with the files of one
 * lab, the others do not suffer.
 */
public final class Submission {

  private final String rootPackage;
  private final Function<String, String> shown;
  private final boolean refuses;
  private final Map<String, String> unreadable;
  private final List<Source> sources;
  private final Map<String, byte[]> classes = new TreeMap<>();
  private final String others;
  private final Map<Lab, LabCode> codes = new ConcurrentHashMap<>();

  private Submission(
      String rootPackage, Function<String, String> shown, boolean refuses, HandIn handIn) {
    this.rootPackage = rootPackage;
    this.shown = shown;
    this.refuses = refuses;
    this.unreadable = handIn.unreadable();
    this.others = handIn.describeOthers();
    this.sources =
        handIn.files().entrySet().stream()
            .filter(file -> file.getKey().endsWith(".java"))
            .map(file -> Source.of(file.getKey(), file.getValue()))
            .sorted(Source.BEST_FIRST.thenComparing(Source::path))
            .toList();
    handIn
        .files()
        .forEach(
            (name, content) -> {
              if (name.endsWith(".class")) {
                classes.put(name, content);
              }
            });
  }

  /**
   * What is selected.
   *
   * @param selection whose code
   * @throws Refusal if there is nothing to grade
   */
  public static Submission of(Selection selection) {
    if (selection.submission().isPresent()) {
      Submission submission = of(selection.submission().get(), selection.trust().refuses());
      submission.requireSomeOf(selection);
      return submission;
    }
    Path folder = selection.kit().sources(selection.implementation());
    return new Submission(
        Kit.rootPackage(selection.implementation()),
        path -> folder.resolve(path).toString(),
        selection.trust().refuses(),
        HandIn.ofOwn(folder));
  }

  /**
   * Anything that somebody handed in.
   *
   * @param path a folder, a zip or jar, or one source file; sources count wherever they lie, by the
   *     packages that they declare
   * @throws Refusal if it cannot be read, or is too large
   */
  public static Submission of(Path path) {
    return of(path, false);
  }

  /**
   * What a stranger handed in.
   *
   * @param name what it is called
   * @param pieces the files that it consists of
   * @param isArchive whether they lie in an archive
   * @throws Refusal if it cannot be read, or is too large
   */
  public static Submission of(String name, List<Piece> pieces, boolean isArchive) {
    return new Submission(
        Kit.rootPackage(Kit.EXERCISES),
        Function.identity(),
        true,
        HandIn.of(name, pieces, isArchive));
  }

  /**
   * What a stranger wrote for a lab, and nothing else.
   *
   * @param content as {@link #contentOf} gave it
   */
  public static Submission of(LabContent content) {
    return new Submission(
        Kit.rootPackage(Kit.EXERCISES), Function.identity(), true, HandIn.ofFiles(content.files()));
  }

  private static Submission of(Path path, boolean refuses) {
    return new Submission(
        Kit.rootPackage(Kit.EXERCISES), Function.identity(), refuses, HandIn.of(path));
  }

  /**
   * Whether there is anything of a lab.
   *
   * @param lab the lab
   * @return whether it has files, or one that seems to be meant for it
   */
  public boolean has(Lab lab) {
    return problem(lab).isPresent() || !filesOf(lab).isEmpty();
  }

  /**
   * Why the code of a lab cannot be made out.
   *
   * @param lab the lab
   * @return one sentence or two; empty if it can, or if there is none
   */
  public Optional<String> problem(Lab lab) {
    Optional<String> unread =
        unreadable.entrySet().stream()
            .filter(file -> ("/" + file.getKey()).endsWith("/" + lab.className() + ".java"))
            .map(
                file ->
                    "%s was not read: %s.".formatted(shown.apply(file.getKey()), file.getValue()))
            .findFirst();
    List<Source> best = best(lab);
    if (best.isEmpty() && unread.isPresent()) {
      return unread;
    }
    if (best.size() > 1) {
      return Optional.of(
          "There are several files of the class %s, and they differ: %s. Hand in one of them."
              .formatted(lab.className(), names(best)));
    }
    return best.isEmpty() && classesOf(lab).isEmpty() ? misplaced(lab) : tooNew(lab);
  }

  /**
   * What counts of a lab, and nothing else: the files of its package, and those that they refer to,
   * by the paths at which a compiler wants them.
   *
   * @param lab a lab of which there is something, and without a problem
   */
  public LabContent contentOf(Lab lab) {
    List<Source> ofLab = sourcesOf(lab);
    return ofLab.isEmpty()
        ? LabContent.ofClasses(packageOf(lab), classesBeside(lab))
        : LabContent.ofSources(ofLab, unique(sources));
  }

  /**
   * What whoever handed it in should know: files that were read differently, or not at all.
   *
   * @return sentences
   */
  public List<String> remarks() {
    return Stream.concat(filesAsRead().all(), objections()).map(Text::printable).toList();
  }

  /**
   * What is to be said of the files of one lab.
   *
   * @param lab the lab
   * @return sentences
   */
  public List<String> remarks(Lab lab) {
    return filesAsRead().of(lab).map(Text::printable).toList();
  }

  /**
   * What is to be said of files of which it is not clear what lab they belong to.
   *
   * @param labs all labs that there are
   * @return sentences
   */
  public List<String> remarksOfNone(List<Lab> labs) {
    Set<String> used =
        labs.stream()
            .filter(lab -> problem(lab).isEmpty() && !sourcesOf(lab).isEmpty())
            .flatMap(lab -> contentOf(lab).files().keySet().stream())
            .collect(Collectors.toSet());
    return filesAsRead().ofNone(labs, used).map(Text::printable).toList();
  }

  /**
   * What is there, in words, for whoever finds nothing of a lab.
   *
   * @return names of files, and how many of what other kinds
   */
  public String inventory() {
    return Text.printable(whatIsThere());
  }

  /** Whether there is something that could not be read. */
  public boolean hasUnreadable() {
    return !unreadable.isEmpty();
  }

  private Remarks filesAsRead() {
    return new Remarks(rootPackage, sources, unreadable);
  }

  /** What has been seen of a user's own programs, which are played all the same. */
  private Stream<String> objections() {
    return codes.values().stream()
        .flatMap(code -> code.objections().stream())
        .map(objection -> objection + " A hand-in is refused for that.");
  }

  /**
   * The code of a lab, to be played on stages.
   *
   * @param lab the lab
   * @return the code
   */
  public LabCode codeOf(Lab lab) {
    return codes.computeIfAbsent(lab, this::newCodeOf);
  }

  private LabCode newCodeOf(Lab lab) {
    List<Source> ofLab = sourcesOf(lab);
    Map<String, String> paths = new LinkedHashMap<>();
    sources.forEach(source -> paths.putIfAbsent(source.name(), shown.apply(source.path())));
    ofLab.forEach(source -> paths.put(source.name(), shown.apply(source.path())));
    return new LabCode(
        new LabCode.Files(
            classOf(lab),
            !ofLab.isEmpty(),
            filesOf(lab),
            ofLab.isEmpty() ? List.of() : beside(lab),
            refuses,
            isAboutFiles(lab)),
        paths);
  }

  /** A lab that is given a folder writes into it. */
  private static boolean isAboutFiles(Lab lab) {
    return Stream.of(lab.contract().getMethods())
        .flatMap(method -> Stream.of(method.getParameterTypes()))
        .anyMatch(Path.class::equals);
  }

  private List<NamedFile> filesOf(Lab lab) {
    List<Source> ofLab = sourcesOf(lab);
    return ofLab.isEmpty() ? classesOf(lab) : ofLab.stream().map(Source::file).toList();
  }

  /** What is compiled of a lab: its package, as far as it lies beside its class. */
  private List<Source> sourcesOf(Lab lab) {
    List<Source> ofPackage =
        sources.stream().filter(source -> source.packageName().equals(packageOf(lab))).toList();
    Optional<String> home =
        ofPackage.stream()
            .filter(source -> source.typeName().equals(lab.className()))
            .findFirst()
            .or(() -> ofPackage.stream().findFirst())
            .map(Source::home);
    return unique(ofPackage.stream().filter(source -> home.get().equals(source.home())).toList());
  }

  /** What a lab may refer to, but for classes of the kit: those are on every class path. */
  private List<NamedFile> beside(Lab lab) {
    List<String> names = sourcesOf(lab).stream().map(Source::name).toList();
    return unique(sources).stream()
        .filter(source -> !source.packageName().isEmpty() && !names.contains(source.name()))
        .map(Source::file)
        .toList();
  }

  private static List<Source> unique(List<Source> bestFirst) {
    Map<String, Source> unique = new LinkedHashMap<>();
    bestFirst.stream()
        .filter(source -> !Implementation.isOfTheKit(source.name()))
        .forEach(source -> unique.putIfAbsent(source.name(), source));
    return List.copyOf(unique.values());
  }

  /** What a lab consists of where there are no sources: its package, and what that reaches. */
  private List<NamedFile> classesOf(Lab lab) {
    return LabContent.ofClasses(packageOf(lab), classesBeside(lab)).files().entrySet().stream()
        .map(file -> new NamedFile(file.getKey(), file.getValue()))
        .toList();
  }

  /** Class files, from where the class of the lab lies least deep, but for those of the kit. */
  private List<NamedFile> classesBeside(Lab lab) {
    String folder = packageOf(lab).replace('.', '/') + "/";
    Optional<String> root =
        classes.keySet().stream()
            .filter(name -> ("/" + name).contains("/" + folder))
            .min(Comparator.comparingInt(name -> name.split("/").length))
            .map(name -> name.substring(0, ("/" + name).indexOf("/" + folder)));
    if (root.isEmpty()) {
      return List.of();
    }
    return classes.entrySet().stream()
        .filter(file -> file.getKey().startsWith(root.get()))
        .map(file -> new NamedFile(file.getKey().substring(root.get().length()), file.getValue()))
        .filter(file -> !Implementation.isOfTheKit(file.name()))
        .toList();
  }

  /** The files of the class of a lab, if more than one could be meant, and they differ. */
  private List<Source> best(Lab lab) {
    List<Source> candidates =
        sources.stream()
            .filter(source -> source.packageName().equals(packageOf(lab)))
            .filter(source -> source.typeName().equals(lab.className()))
            .toList();
    Map<String, Source> different = new LinkedHashMap<>();
    candidates.stream()
        .filter(source -> Source.BEST_FIRST.compare(source, candidates.get(0)) == 0)
        .forEach(source -> different.putIfAbsent(source.text().text(), source));
    return List.copyOf(different.values());
  }

  private Optional<String> misplaced(Lab lab) {
    return sources.stream()
        .filter(source -> source.typeName().equals(lab.className()))
        .findFirst()
        .map(
            source ->
                "%s %s: it must begin with \"package %s;\"."
                    .formatted(
                        shown.apply(source.path()),
                        source.packageName().isEmpty()
                            ? "declares no package"
                            : "declares the package " + source.packageName(),
                        packageOf(lab)));
  }

  /** Class files that this Java is too old for. */
  private Optional<String> tooNew(Lab lab) {
    if (!sourcesOf(lab).isEmpty()) {
      return Optional.empty();
    }
    int newest = Runtime.version().feature();
    return classesOf(lab).stream()
        .filter(file -> javaOf(file.content()) > newest)
        .findFirst()
        .map(
            file ->
                "%s is compiled for Java %d, and this is Java %d: hand in the source."
                    .formatted(file.name(), javaOf(file.content()), newest));
  }

  /** The version of Java that a class file is compiled for; 0 if it is none. */
  private static int javaOf(byte[] classFile) {
    int major = 6;
    int ofJava0 = 44;
    return classFile.length < major + 2
        ? 0
        : ((classFile[major] & 0xFF) << Byte.SIZE | classFile[major + 1] & 0xFF) - ofJava0;
  }

  private void requireSomeOf(Selection selection) {
    boolean isAny =
        sources.stream().anyMatch(source -> source.packageName().startsWith(rootPackage + "."))
            || classes.keySet().stream()
                .anyMatch(name -> name.contains(rootPackage.replace('.', '/') + "/"))
            || selection.labs().stream().anyMatch(this::has);
    if (!isAny) {
      throw new Refusal(
          "Nothing of any lab was found in %s. Found: %s. A lab is a source such as %s, in a folder or in a zip."
              .formatted(
                  selection.title(),
                  whatIsThere(),
                  selection.labs().stream()
                      .findFirst()
                      .map(lab -> classOf(lab).replace('.', '/') + ".java")
                      .orElse("")));
    }
  }

  private String whatIsThere() {
    List<String> there = new ArrayList<>();
    if (!sources.isEmpty()) {
      there.add(names(sources));
    }
    if (!classes.isEmpty()) {
      there.add("%d class files of other packages".formatted(classes.size()));
    }
    unreadable.forEach((name, reason) -> there.add("%s (%s)".formatted(name, reason)));
    if (!others.equals("no files") || there.isEmpty()) {
      there.add(others);
    }
    return String.join("; ", there);
  }

  private static String names(Collection<Source> some) {
    return some.stream().limit(5).map(Source::path).collect(Collectors.joining(", "))
        + (some.size() > 5 ? ", ..." : "");
  }

  private String packageOf(Lab lab) {
    return rootPackage + "." + lab.packageName();
  }

  private String classOf(Lab lab) {
    return packageOf(lab) + "." + lab.className();
  }
}

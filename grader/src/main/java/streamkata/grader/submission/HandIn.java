package streamkata.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Refusal;

/**
 * The Java files of something handed in, read once: what is graded is what was read. Of strangers,
 * no links are followed, no pipes are opened, and nothing is unpacked to a disk.
 */
final class HandIn {

  /** What is said of a link. */
  static final String LINK = "it is a link, and links are not followed";

  private static final int MOST_FILES = 500;
  private static final int MOST_BYTES = 10 << 20;
  private static final int MOST_ENTRIES = 20_000;

  /** Of an archive in a folder; much more than ten MB can be packed into. */
  private static final int MOST_PACKED = 256 << 20;

  private static final Set<String> FOLDERS_LEFT_OUT =
      Set.of("__MACOSX", "node_modules", "test", "tests", "test-classes");
  private static final Set<String> FOLDERS_OF_BUILDS = Set.of("target", "build", "out", "bin");

  /** Where a copy of the whole kit has what its learner writes. */
  private static final Pattern EXERCISES = Pattern.compile("(.*/)?exercises/src/main/java/.*");

  private final String name;
  private final boolean isTrusted;
  private final Map<String, Piece> found = new TreeMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private final Map<String, Piece> archives = new TreeMap<>();
  private final List<String> others = new ArrayList<>();
  private int entries;
  private int bytes;

  private HandIn(String name, boolean isTrusted) {
    this.name = name;
    this.isTrusted = isTrusted;
  }

  /**
   * Reads what a stranger handed in.
   *
   * @param path a folder, an archive, or one source file
   * @throws Refusal if it cannot be read, or is too large
   */
  static HandIn of(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return of(path.toString(), FolderPieces.of(path, false, HandIn::isLeftOut), false);
      }
      if (path.toString().endsWith(".java")) {
        Piece file =
            Piece.of(
                path.getFileName().toString(), Files.size(path), () -> Files.newInputStream(path));
        return of(path.toString(), List.of(file), false);
      }
      try (Archive archive = Archive.open(path)) {
        return of(path.toString(), archive.pieces(), true);
      }
    } catch (IOException e) {
      throw new Refusal("The submission %s cannot be read: %s.".formatted(path, e.getMessage()));
    }
  }

  /**
   * Reads what a stranger handed in.
   *
   * @param name what it is called
   * @param pieces the files that it consists of
   * @param isArchive whether they lie in an archive: another one in it is not looked into
   * @throws Refusal if it cannot be read, or is too large
   */
  static HandIn of(String name, List<Piece> pieces, boolean isArchive) {
    HandIn handIn = new HandIn(name, false);
    pieces.forEach(handIn::find);
    if (!handIn.found.isEmpty()) {
      handIn.leaveArchivesOut("it lies beside sources or classes, which are graded");
    } else if (isArchive) {
      handIn.leaveArchivesOut("it is an archive in an archive: hand in what is in it");
    }
    handIn.read();
    handIn.archives.values().forEach(handIn::unpack);
    return handIn;
  }

  /**
   * Reads what a user of the kit has written: links are theirs as well.
   *
   * @param sources the folder in which the packages begin; it need not exist
   */
  static HandIn ofOwn(Path sources) {
    HandIn handIn = new HandIn(sources.toString(), true);
    try {
      if (Files.isDirectory(sources)) {
        FolderPieces.of(sources, true, HandIn::isLeftOut).forEach(handIn::find);
        handIn.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return handIn;
  }

  /** Files that are given, by the paths at which a compiler wants them. */
  static HandIn ofFiles(Map<String, byte[]> files) {
    HandIn handIn = new HandIn("", true);
    handIn.files.putAll(files);
    return handIn;
  }

  /** The files, by their paths with slashes. */
  Map<String, byte[]> files() {
    return files;
  }

  /** What could not be read, by its path with slashes, and why. */
  Map<String, String> unreadable() {
    return unreadable;
  }

  /** What else there is, in words: {@code 3 .py, 1 .txt}. */
  String describeOthers() {
    Map<String, Long> kinds =
        others.stream()
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .collect(
                Collectors.groupingBy(
                    name -> name.contains(".") ? name.substring(name.lastIndexOf('.')) : name,
                    TreeMap::new,
                    Collectors.counting()));
    String list =
        kinds.entrySet().stream()
            .limit(5)
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "no files" : list + (kinds.size() > 5 ? ", ..." : "");
  }

  /** Whether the content of a file can matter to anybody here. */
  static boolean canMatter(String file) {
    return file.endsWith(".java")
        || file.endsWith(".class")
        || file.endsWith(".yml")
        || Archive.isNamed(file);
  }

  private void unpack(Piece piece) {
    try (Archive archive = Archive.open(piece.name(), piece.read(MOST_PACKED))) {
      archive.pieces().stream()
          .map(inside -> inside.named(piece.name() + "/" + inside.name()))
          .filter(inside -> !isNested(inside))
          .forEach(this::find);
      read();
    } catch (IOException e) {
      unreadable.put(piece.name(), reason(e));
    } catch (Refusal e) {
      if (archives.size() == 1) {
        throw e;
      }
      unreadable.put(piece.name(), "it is no archive that can be read");
    }
  }

  private boolean isNested(Piece inside) {
    boolean isNested = Archive.isNamed(inside.name()) && !isLibrary(inside.name());
    if (isNested) {
      unreadable.put(inside.name(), "it is an archive in an archive: hand in what is in it");
    }
    return isNested;
  }

  /** Projects have jars of others beside their sources. */
  private static boolean isLibrary(String file) {
    return file.endsWith(".jar");
  }

  private void leaveArchivesOut(String why) {
    archives.keySet().stream()
        .filter(archive -> found.isEmpty() || !isLibrary(archive))
        .forEach(archive -> unreadable.put(archive, why));
    archives.clear();
  }

  private void find(Piece piece) {
    String file = piece.name();
    entries++;
    if (entries > MOST_ENTRIES && !isTrusted) {
      throw tooLarge("more than %d files".formatted(MOST_ENTRIES));
    }
    List<String> parts = List.of(file.split("/"));
    if (parts.stream().anyMatch(HandIn::isLeftOut)) {
      return;
    }
    boolean isBuilt = parts.stream().anyMatch(FOLDERS_OF_BUILDS::contains);
    boolean counts = file.endsWith(".class") || file.endsWith(".java") && (isTrusted || !isBuilt);
    if (piece.problem().isPresent()) {
      unreadable.put(file, piece.problem().get());
    } else if (counts) {
      found.put(file, piece);
    } else if (Archive.isNamed(file) && !isBuilt && !isTrusted) {
      archives.put(file, piece);
    } else {
      others.add(file);
    }
  }

  /** Whether a file or folder of that name is none of a student's. */
  static boolean isLeftOut(String name) {
    return name.startsWith(".")
        || FOLDERS_LEFT_OUT.contains(name)
        || name.equals("module-info.java")
        || name.equals("module-info.class");
  }

  /** Reads what was found; of a copy of the whole kit, only what its learner writes. */
  private void read() {
    Set<String> kits =
        found.keySet().stream()
            .map(EXERCISES::matcher)
            .filter(Matcher::matches)
            .map(matcher -> String.valueOf(matcher.group(1)).replace("null", ""))
            .collect(Collectors.toSet());
    found
        .keySet()
        .removeIf(
            name ->
                kits.stream()
                    .anyMatch(
                        kit ->
                            name.startsWith(kit)
                                && !name.startsWith(kit + "exercises/src/main/java/")));
    leaveBuiltClassesOut();
    if (found.size() > MOST_FILES && !isTrusted) {
      throw tooLarge("more than %d Java files".formatted(MOST_FILES));
    }
    found.values().forEach(this::read);
    found.clear();
  }

  /** Where there are sources, what a build has left of older ones does not count. */
  private void leaveBuiltClassesOut() {
    if (found.keySet().stream().anyMatch(file -> file.endsWith(".java"))) {
      found
          .keySet()
          .removeIf(
              file ->
                  file.endsWith(".class")
                      && Stream.of(file.split("/")).anyMatch(FOLDERS_OF_BUILDS::contains));
    }
  }

  private void read(Piece piece) {
    try (InputStream in = piece.opener().open()) {
      byte[] content = isTrusted ? in.readAllBytes() : in.readNBytes(MOST_BYTES - bytes + 1);
      bytes += content.length;
      if (bytes > MOST_BYTES && !isTrusted) {
        throw tooLarge("more than %d MB of Java files".formatted(MOST_BYTES >> 20));
      }
      files.put(piece.name(), content);
    } catch (IOException e) {
      unreadable.put(piece.name(), reason(e));
    }
  }

  static String reason(IOException e) {
    return e.getClass()
        .getSimpleName()
        .replaceAll("(?<=.)(?=[A-Z])", " ")
        .replace(" Exception", "");
  }

  private Refusal tooLarge(String what) {
    return new Refusal(
        "The submission %s is too large to be graded: it has %s.".formatted(name, what));
  }
}

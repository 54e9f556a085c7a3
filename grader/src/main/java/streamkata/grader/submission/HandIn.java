package streamkata.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import streamkata.grader.kit.Refusal;

/**
 * The Java files of something handed in, read once: what is graded is what was read. Of strangers,
 * no links are followed, no pipes are opened, and nothing is unpacked to a disk.
 */
final class HandIn {

  private static final int MOST_FILES = 500;
  private static final int MOST_BYTES = 10 << 20;
  private static final int MOST_ENTRIES = 20_000;
  private static final int DEEPEST = 60;

  private static final Set<String> FOLDERS_LEFT_OUT =
      Set.of("__MACOSX", "node_modules", "test", "tests", "test-classes");
  private static final Set<String> FOLDERS_OF_BUILDS = Set.of("target", "build", "out", "bin");

  /** Where a copy of the whole kit has what its learner writes. */
  private static final Pattern EXERCISES = Pattern.compile("(.*/)?exercises/src/main/java/.*");

  private final Path path;
  private final boolean isTrusted;
  private final Map<String, Opener> found = new TreeMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private final List<Path> archives = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private int entries;
  private int bytes;

  private HandIn(Path path, boolean isTrusted) {
    this.path = path;
    this.isTrusted = isTrusted;
  }

  /** Opens a file that was found. */
  private interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * Reads what a stranger handed in.
   *
   * @param path a folder, a zip or jar, or one source file
   * @throws Refusal if it cannot be read, or is too large
   */
  static HandIn of(Path path) {
    HandIn handIn = new HandIn(path, false);
    try {
      if (Files.isDirectory(path)) {
        handIn.walk();
        if (handIn.found.isEmpty()) {
          for (Path archive : handIn.archives) {
            handIn.unpack(archive, path.relativize(archive) + "/");
          }
        }
      } else if (path.toString().endsWith(".java")) {
        handIn.found.put(path.getFileName().toString(), () -> Files.newInputStream(path));
        handIn.read();
      } else {
        handIn.unpack(path, "");
      }
    } catch (IOException e) {
      throw new Refusal("The submission %s cannot be read: %s.".formatted(path, e.getMessage()));
    }
    return handIn;
  }

  /**
   * Reads what a user of the kit has written: links are theirs as well.
   *
   * @param sources the folder in which the packages begin; it need not exist
   */
  static HandIn ofOwn(Path sources) {
    HandIn handIn = new HandIn(sources, true);
    try {
      if (Files.isDirectory(sources)) {
        handIn.walk();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private void walk() throws IOException {
    Set<FileVisitOption> options =
        isTrusted
            ? EnumSet.of(FileVisitOption.FOLLOW_LINKS)
            : EnumSet.noneOf(FileVisitOption.class);
    Files.walkFileTree(
        path.toRealPath(),
        options,
        DEEPEST,
        new SimpleFileVisitor<>() {
          private final Path root = path.toRealPath();

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean isLeftOut = !folder.equals(root) && isLeftOut(folder.getFileName().toString());
            return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile()) {
              find(name, () -> open(file));
              if (name.endsWith(".zip") || name.endsWith(".jar")) {
                archives.add(file);
              }
            } else if (name.endsWith(".java") && !isLeftOut(file.getFileName().toString())) {
              unreadable.put(
                  name,
                  attributes.isSymbolicLink()
                      ? "it is a link, and links are not followed"
                      : "it is not a file");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            unreadable.put(root.relativize(file).toString().replace('\\', '/'), reason(e));
            return FileVisitResult.CONTINUE;
          }
        });
    read();
  }

  private InputStream open(Path file) throws IOException {
    return isTrusted
        ? Files.newInputStream(file)
        : Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void unpack(Path archive, String prefix) throws IOException {
    try (ZipFile zip = open(archive, prefix)) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().replace('\\', '/');
        if (Arrays.asList(name.split("/")).contains("..") || name.startsWith("/")) {
          throw new Refusal(
              "The archive %s names a place outside itself, %s: pack it again."
                  .formatted(archive, name));
        }
        if (!entry.isDirectory()) {
          find(prefix + name, () -> zip.getInputStream(entry));
        }
      }
      read();
    }
  }

  private ZipFile open(Path archive, String prefix) throws IOException {
    try {
      return new ZipFile(archive.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      // Names in whatever letters an older Windows has; those of Java files are read all the same.
    }
    try {
      return new ZipFile(archive.toFile(), StandardCharsets.ISO_8859_1);
    } catch (ZipException e) {
      throw new Refusal(
          "The submission %s is neither a folder nor a zip or jar that can be read, nor a .java file."
              .formatted(prefix.isEmpty() ? path : archive));
    }
  }

  private void find(String name, Opener opener) {
    entries++;
    if (entries > MOST_ENTRIES && !isTrusted) {
      throw tooLarge("more than %d files".formatted(MOST_ENTRIES));
    }
    List<String> parts = List.of(name.split("/"));
    if (parts.stream().anyMatch(HandIn::isLeftOut)) {
      return;
    }
    boolean isBuilt = parts.stream().anyMatch(FOLDERS_OF_BUILDS::contains);
    if (name.endsWith(".class") || name.endsWith(".java") && (isTrusted || !isBuilt)) {
      found.put(name, opener);
    } else {
      others.add(name);
    }
  }

  private static boolean isLeftOut(String name) {
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
    if (found.size() > MOST_FILES && !isTrusted) {
      throw tooLarge("more than %d Java files".formatted(MOST_FILES));
    }
    found.forEach(this::read);
    found.clear();
  }

  private void read(String name, Opener opener) {
    try (InputStream in = opener.open()) {
      byte[] content = isTrusted ? in.readAllBytes() : in.readNBytes(MOST_BYTES - bytes + 1);
      bytes += content.length;
      if (bytes > MOST_BYTES && !isTrusted) {
        throw tooLarge("more than %d MB of Java files".formatted(MOST_BYTES >> 20));
      }
      files.put(name, content);
    } catch (IOException e) {
      unreadable.put(name, reason(e));
    }
  }

  private static String reason(IOException e) {
    return e.getClass()
        .getSimpleName()
        .replaceAll("(?<=.)(?=[A-Z])", " ")
        .replace(" Exception", "");
  }

  private Refusal tooLarge(String what) {
    return new Refusal(
        "The submission %s is too large to be graded: it has %s.".formatted(path, what));
  }
}

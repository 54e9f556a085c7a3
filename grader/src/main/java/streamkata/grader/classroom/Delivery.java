package streamkata.grader.classroom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileSystem;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.submission.Archive;
import streamkata.grader.submission.Piece;

/**
 * All that a class has handed in, as the school's system gives it: the entries of a folder or of an
 * archive, and whose they are.
 */
final class Delivery implements Closeable {

  private static final int MOST_METADATA = 64 << 20;
  private static final Set<String> FOLDERS_OF_ONE =
      Set.of("src", "exercises", "streamkata", "META-INF", "main", "java");

  private final List<HandedIn> handIns = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<Lab> labs;
  private final Closeable file;

  private Delivery(Shelf shelf, String name, Closeable file, List<Lab> labs) {
    this.labs = labs;
    this.file = file;
    read(shelf, name);
  }

  private Delivery from(Object place) {
    if (handIns.isEmpty()) {
      throw new Refusal(
          "There are no hand-ins in %s: each is a folder, an archive or a .java file in it."
              .formatted(place));
    }
    return this;
  }

  /**
   * Looks what there is, and reads no hand-in yet.
   *
   * @param path a folder or an archive
   * @param labs all labs that there are
   * @throws Refusal if it cannot be read, or nobody has handed in anything
   */
  static Delivery open(Path path, List<Lab> labs) {
    if (!Files.exists(path)) {
      throw new Refusal("There is no folder or archive %s.".formatted(path));
    }
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    if (Files.isDirectory(path)) {
      return new Delivery(new Shelf.OfFolder(path), name, () -> {}, labs).from(path);
    }
    Archive archive = Archive.open(path);
    return new Delivery(
            new Shelf.OfArchive(archive.pieces()), Archive.withoutEnding(name), archive, labs)
        .from(path);
  }

  /**
   * Looks what there is where Flink reads, and reads no hand-in yet.
   *
   * @param place a folder or an archive
   * @param labs all labs that there are
   * @throws Refusal if it cannot be read, or nobody has handed in anything
   * @throws IOException if what Flink reads with fails
   */
  static Delivery open(org.apache.flink.core.fs.Path place, List<Lab> labs) throws IOException {
    FileSystem files = place.getFileSystem();
    if (!files.isDistributedFS()) {
      return open(Path.of(place.getPath()), labs);
    }
    if (!files.exists(place)) {
      throw new Refusal("There is no folder or archive %s.".formatted(place));
    }
    if (files.getFileStatus(place).isDir()) {
      return new Delivery(new FlinkShelf(files, place), place.getName(), () -> {}, labs)
          .from(place);
    }
    try (TemporaryFolder folder = new TemporaryFolder("delivery");
        InputStream in = files.open(place)) {
      Path copy = folder.path().resolve(place.getName());
      Files.copy(in, copy);
      // On Linux, what is open can be read after it was deleted.
      return open(copy, labs);
    }
  }

  /** What was handed in, in the order of names. */
  List<HandedIn> handIns() {
    return handIns;
  }

  /** The names of files that belong to nobody. */
  List<String> leftOut() {
    return leftOut;
  }

  /** After that, what lies in an archive can be read no more. */
  @Override
  public void close() throws IOException {
    file.close();
  }

  private void read(Shelf shelf, String name) {
    List<Shelf.Item> items =
        shelf.items().stream().filter(Predicate.not(Shelf.Item::isOfTheSystem)).toList();
    if (isOneHandIn(items)) {
      Shelf.Item whole = new Shelf.Item(name, true, false, () -> all(items));
      handIns.add(
          new HandedIn(
              List.of(Person.named(name)),
              List.of(new HandedIn.Part(name, whole)),
              1,
              false,
              List.of()));
      return;
    }
    if (items.size() == 1 && items.get(0).isFolder()) {
      Shelf inside = shelf.inside(items.get(0));
      if (holdsHandIns(inside.items())) {
        read(inside, items.get(0).name());
        return;
      }
    }
    collect(items);
  }

  private static List<Piece> all(List<Shelf.Item> items) throws IOException {
    List<Piece> all = new ArrayList<>();
    for (Shelf.Item item : items) {
      for (Piece piece : item.pieces().list()) {
        all.add(item.isFolder() ? piece.named(item.name() + "/" + piece.name()) : piece);
      }
    }
    return all;
  }

  /** Whether these are the files of one student, and not the hand-ins of many. */
  private boolean isOneHandIn(List<Shelf.Item> items) {
    boolean isProject =
        items.stream()
            .anyMatch(
                item ->
                    item.isFolder()
                        ? FOLDERS_OF_ONE.contains(item.name())
                        : item.name().equals("pom.xml"));
    boolean areLabs =
        items.stream().noneMatch(item -> item.isFolder() || Archive.isNamed(item.name()))
            && items.stream().anyMatch(item -> isNamedLikeALab(item.name()));
    return isProject || areLabs;
  }

  private boolean isNamedLikeALab(String file) {
    return labs.stream()
        .anyMatch(lab -> file.matches(lab.className() + "(-\\d+| ?\\(\\d+\\))?\\.java"));
  }

  /** Whether a folder that is alone is that of a download, and not of a student. */
  private boolean holdsHandIns(List<Shelf.Item> items) {
    List<Shelf.Item> many =
        items.stream()
            .filter(item -> !item.isOfTheSystem())
            .filter(item -> item.isFolder() || Archive.isNamed(item.name()))
            .toList();
    boolean isOfASystem =
        items.stream()
            .anyMatch(
                item ->
                    item.name().equals(GradescopeExport.NAME)
                        || EntryName.of(item.name(), item.isFolder()).isOfASystem());
    return isOfASystem
        || !isOneHandIn(items)
            && many.size() > 1
            && many.stream().noneMatch(this::isPartOfOne)
            && items.stream().noneMatch(item -> item.name().endsWith(".java"));
  }

  private boolean isPartOfOne(Shelf.Item item) {
    String name = Archive.withoutEnding(item.name());
    return FOLDERS_OF_ONE.contains(name)
        || name.matches("(?i)(lab|step|exercise)s?[ _-]?\\d*")
        || Set.of("target", "build", "out", "bin", "lib", "test", "docs").contains(name)
        || labs.stream().anyMatch(lab -> name.equals(lab.id()) || name.equals(lab.packageName()));
  }

  private void collect(List<Shelf.Item> items) {
    Optional<GradescopeExport> gradescope = gradescope(items);
    String assignment = assignment(items);
    Map<List<Person>, List<Found>> byPeople = new LinkedHashMap<>();
    for (Shelf.Item item : items) {
      EntryName name = EntryName.of(item.name(), item.isFolder());
      Optional<GradescopeExport.Submission> known =
          gradescope.map(export -> export.submissions().get(item.name()));
      if (item.name().equals(GradescopeExport.NAME)) {
        continue;
      }
      if (!item.isFolder() && !name.isOfASystem() && !isHandIn(item)) {
        leftOut.add(item.name());
        continue;
      }
      List<Person> people =
          known
              .map(GradescopeExport.Submission::people)
              .filter(submitters -> !submitters.isEmpty())
              .orElseGet(() -> List.of(person(item, name, assignment)));
      int attempt = known.map(GradescopeExport.Submission::attempt).orElse(name.attempt());
      byPeople
          .computeIfAbsent(people, any -> new ArrayList<>())
          .add(new Found(name, item, attempt));
    }
    byPeople.forEach((people, found) -> handIns.add(handIn(people, found)));
    handIns.sort(
        Comparator.comparing(
            handIn ->
                handIn.people().stream().map(Person::inFull).collect(Collectors.joining("\n"))));
  }

  /** An entry, and what its name says. */
  private record Found(EntryName name, Shelf.Item item, int attempt) {}

  private static HandedIn handIn(List<Person> people, List<Found> all) {
    List<Found> latest = all.stream().filter(one -> !isReplaced(one, all)).toList();
    List<HandedIn.Part> parts =
        latest.stream()
            .map(
                found ->
                    new HandedIn.Part(
                        found.name().isOfASystem() && !found.name().file().isEmpty()
                            ? found.name().file()
                            : found.item().name(),
                        found.item()))
            .toList();
    return new HandedIn(
        people,
        parts,
        all.stream().mapToInt(Found::attempt).max().orElse(1),
        latest.stream().anyMatch(found -> found.name().isLate()),
        all.stream()
            .filter(found -> isReplaced(found, all))
            .map(
                found ->
                    "%s was not graded: there is a later attempt.".formatted(found.item().name()))
            .toList());
  }

  /** Whether it is the first attempt, and there is another one of the same file. */
  private static boolean isReplaced(Found found, List<Found> all) {
    String file = found.name().file();
    return !file.isEmpty()
        && all.stream()
            .anyMatch(one -> one.attempt() == 1 && one.name().file().equals(fileOf(found)))
        && all.stream()
            .anyMatch(
                other -> other.attempt() > found.attempt() && fileOf(other).equals(fileOf(found)));
  }

  private static String fileOf(Found found) {
    return found.name().fileOfAllAttempts();
  }

  /** A link is one, too, and is said to be a link. */
  private static boolean isHandIn(Shelf.Item item) {
    try {
      return item.name().endsWith(".java")
          || Archive.isNamed(item.name())
          || item.pieces().list().get(0).problem().isPresent();
    } catch (IOException e) {
      return true;
    }
  }

  private static Person person(Shelf.Item item, EntryName name, String assignment) {
    boolean isUser =
        item.isClone()
            && item.name().startsWith(assignment)
            && item.name().length() > assignment.length();
    return isUser ? Person.named(item.name().substring(assignment.length())) : name.person();
  }

  /** What the names of all clones begin with: {@code assignment-}, before the user. */
  private static String assignment(List<Shelf.Item> items) {
    List<String> clones = items.stream().filter(Shelf.Item::isClone).map(Shelf.Item::name).toList();
    if (clones.size() == 1) {
      return clones.get(0).substring(0, clones.get(0).lastIndexOf('-') + 1);
    }
    String common = clones.stream().reduce(Delivery::commonBeginning).orElse("");
    return common.substring(0, common.lastIndexOf('-') + 1);
  }

  private static String commonBeginning(String one, String other) {
    int length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return one.substring(0, length);
  }

  private static Optional<GradescopeExport> gradescope(List<Shelf.Item> items) {
    Optional<Shelf.Item> metadata =
        items.stream().filter(item -> item.name().equals(GradescopeExport.NAME)).findFirst();
    try {
      return metadata.isEmpty()
          ? Optional.empty()
          : Optional.of(
              GradescopeExport.of(
                  new String(
                      metadata.get().pieces().list().get(0).read(MOST_METADATA),
                      StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new Refusal("The file %s cannot be read.".formatted(GradescopeExport.NAME));
    }
  }
}

package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;

/**
 * A class that does not exist: hand-ins in every shape and under every kind of name, most of them
 * sound, some of them odd. The same seed makes the same class.
 */
public final class Demo {

  private static final List<String> COLOURS =
      List.of(
          "Amber", "Azure", "Beige", "Coral", "Crimson", "Ebony", "Golden", "Indigo", "Ivory",
          "Jade", "Lilac", "Olive", "Pearl", "Ruby", "Silver", "Teal");
  private static final List<String> ANIMALS =
      List.of(
          "Badger",
          "Bär",
          "Crane",
          "Dormouse",
          "Egret",
          "Ferret",
          "Gecko",
          "Heron",
          "Ibis",
          "Jackdaw",
          "Kestrel",
          "Lynx",
          "Marten",
          "Newt",
          "Otter",
          "Plover");
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int ASSIGNMENT = 4711;

  private final Path folder;
  private final List<Lab> labs;
  private final Corpus corpus;
  private final Random random;
  private final boolean isComplete;
  private final StringBuilder gradescope = new StringBuilder("---\n");
  private Map<String, byte[]> last = Map.of();

  /**
   * Prepares it.
   *
   * @param kit whose programs it is made from
   * @param folder for the hand-ins; it is empty, or does not exist
   * @param labs those that there are to do
   * @param seed of all that is drawn
   * @param isComplete whether everyone has handed in a right program for every lab
   * @throws Refusal if the folder is not empty, or the kit has not what it needs
   */
  public Demo(Kit kit, Path folder, List<Lab> labs, long seed, boolean isComplete) {
    this.folder = folder;
    this.labs = List.copyOf(labs);
    this.corpus = new Corpus(kit);
    this.random = new Random(seed);
    this.isComplete = isComplete;
  }

  /**
   * Makes the hand-ins.
   *
   * @param students how many there shall be
   * @throws IOException if a file cannot be written
   */
  public void make(int students) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new Refusal("The folder %s is not empty: name a new one.".formatted(folder));
      }
    }
    for (int i = 0; i < students; i++) {
      handIn(i, name(i));
    }
    Files.writeString(folder.resolve(GradescopeExport.NAME), gradescope);
  }

  private static String name(int number) {
    int all = COLOURS.size() * ANIMALS.size();
    // So that neighbours in the list differ in both words.
    int mixed = (number % all) * 37 % all;
    String name = COLOURS.get(mixed / ANIMALS.size()) + " " + ANIMALS.get(mixed % ANIMALS.size());
    return number < all ? name : name + " " + (number / all + 1);
  }

  private void handIn(int number, String name) throws IOException {
    Map<String, byte[]> files = laidOut(programs());
    boolean isTwin = !isComplete && !last.isEmpty() && random.nextInt(25) == 0;
    if (isTwin) {
      files = last;
    }
    last = files;
    if (!isComplete && random.nextInt(12) == 0) {
      odd(name, files);
    } else {
      named(number, name, files);
    }
  }

  /** Under the name that some school's system makes. */
  private void named(int number, String name, Map<String, byte[]> files) throws IOException {
    int id = 10_000 + number;
    String word = name.replace(' ', '-').toLowerCase(Locale.ROOT);
    switch (number % 8) {
      case 0 ->
          Packing.FOLDER.write(files, folder.resolve(name + "_" + id + "_assignsubmission_file_"));
      case 1 ->
          Packing.FOLDER.write(
              Map.of("labs.zip", Packing.zipped(files)),
              folder.resolve(name + "_" + id + "_assignsubmission_file_"));
      case 2 -> canvas(name, id, files);
      case 3 -> {
        Packing.FOLDER.write(files, folder.resolve("submission_" + (300_000 + number)));
        gradescope.append(
            """
            submission_%d:
              :submitters:
              - :name: %s
                :sid: '%d'
                :email: %s@school.example
              :created_at: 2026-03-01 09:00:00.000000000 Z
              :score: 0.0
              :status: processed
            """
                .formatted(300_000 + number, name, id, word));
      }
      case 4 -> {
        Map<String, byte[]> clone = new TreeMap<>(files);
        clone.put(".git/HEAD", bytes("ref: refs/heads/main\n"));
        Packing.FOLDER.write(clone, folder.resolve("streams-" + word));
      }
      case 5 -> Packing.ZIP.write(files, folder.resolve(word + ".zip"));
      case 6 -> Packing.TAR.write(files, folder.resolve(word + ".tar.gz"));
      default -> Packing.ZIP.write(files, folder.resolve(word + ".jar"));
    }
  }

  private void canvas(String name, int id, Map<String, byte[]> files) throws IOException {
    String begin =
        name.replace(" ", "").toLowerCase(Locale.ROOT)
            + (random.nextInt(4) == 0 ? "_LATE_" : "_")
            + id
            + "_";
    if (random.nextBoolean()) {
      String again = random.nextInt(3) == 0 ? "-1" : "";
      Packing.ZIP.write(
          files, folder.resolve(begin + (ASSIGNMENT + id) + "_labs" + again + ".zip"));
      return;
    }
    int attachment = ASSIGNMENT + id;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String plain = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
      if (plain.endsWith(".java")) {
        Files.write(folder.resolve(begin + attachment + "_" + plain), file.getValue());
        attachment++;
      }
    }
  }

  /** What no system expects. */
  private void odd(String name, Map<String, byte[]> files) throws IOException {
    Lab first = labs.get(0);
    String file = first.className() + ".java";
    Map<String, byte[]> of = new TreeMap<>(files);
    switch (random.nextInt(10)) {
      case 0 -> Files.createDirectories(folder.resolve(name));
      case 1 -> Files.write(folder.resolve(name + ".zip"), bytes("This was a zip, once.\n"));
      case 2 ->
          Packing.ZIP.write(
              Map.of("labs.zip", Packing.zipped(files)), folder.resolve(name + ".zip"));
      case 3 ->
          Packing.FOLDER.write(
              Map.of(file, bytes(corpus.right(first, random).replaceFirst("(?m)^package .*;", ""))),
              folder.resolve(name));
      case 4 ->
          Packing.FOLDER.write(
              Map.of(
                  file,
                  bytes(
                      corpus
                          .right(first, random)
                          .replaceFirst("(?m)^package .*;", "package lab1;"))),
              folder.resolve(name));
      case 5 ->
          Packing.FOLDER.write(
              Map.of("answers.pdf", bytes("%PDF-1.4\n"), "notes.txt", bytes("None yet.\n")),
              folder.resolve(name));
      case 6 -> {
        of.put("a/" + file, bytes(corpus.right(first, random)));
        of.put("b/" + file, bytes(corpus.untouched(first)));
        of.keySet().removeIf(path -> path.endsWith(file) && path.length() > file.length() + 2);
        Packing.FOLDER.write(of, folder.resolve(name));
      }
      case 7 -> {
        for (int i = 0; i <= 500; i++) {
          of.put("more/C" + i + ".java", bytes("class C" + i + " { }\n"));
        }
        Packing.ZIP.write(of, folder.resolve(name + ".zip"));
      }
      case 8 ->
          Packing.ZIP.write(
              Map.of("../" + file, bytes(corpus.right(first, random))),
              folder.resolve(name + ".zip"));
      default -> Files.write(folder.resolve(name + ".java"), bytes(corpus.right(first, random)));
    }
  }

  /** What somebody has written; most have come half the way. */
  private Map<Lab, String> programs() throws IOException {
    Map<Lab, String> programs = new LinkedHashMap<>();
    int begun = isComplete ? labs.size() : 1 + random.nextInt(labs.size());
    for (Lab lab : labs) {
      if (begun-- > 0) {
        programs.put(lab, isComplete ? corpus.right(lab, random) : program(lab));
      } else if (random.nextBoolean()) {
        programs.put(lab, corpus.untouched(lab));
      }
    }
    return programs;
  }

  private String program(Lab lab) throws IOException {
    int luck = random.nextInt(20);
    if (luck < 11) {
      return corpus.right(lab, random);
    }
    return luck < 19
        ? corpus.wrong(lab, random)
        : corpus.right(lab, random).replaceFirst("return ", "retrun ");
  }

  /** As projects lie on disks, with what systems and editors leave beside them. */
  private Map<String, byte[]> laidOut(Map<Lab, String> programs) {
    Map<String, byte[]> files = new TreeMap<>();
    int layout = random.nextInt(4);
    int encoding = random.nextInt(10);
    programs.forEach(
        (lab, text) -> {
          String path =
              "streamkata/exercises/" + lab.packageName() + "/" + lab.className() + ".java";
          String place =
              switch (layout) {
                case 0 -> path;
                case 1 -> "src/main/java/" + path;
                case 2 -> "streamkata-main/exercises/src/main/java/" + path;
                default -> lab.className() + ".java";
              };
          files.put(place, encoded(text, encoding));
        });
    if (layout == 1) {
      files.put("__MACOSX/src/._RideCleansingJob.java", bytes("\0\1"));
      files.put(".DS_Store", bytes("\0\1"));
      files.put("target/classes/Old.class", bytes("old"));
      files.put(".idea/workspace.xml", bytes("<project/>\n"));
    }
    return files;
  }

  private static byte[] encoded(String text, int how) {
    String german = "// Für die Übung geschrieben.\n" + text;
    return switch (how) {
      case 0 -> german.getBytes(WINDOWS);
      case 1 -> german.getBytes(StandardCharsets.UTF_16);
      case 2 -> bytes("\uFEFF" + text);
      case 3 -> bytes(text.replace("\n", "\r\n"));
      default -> bytes(text);
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

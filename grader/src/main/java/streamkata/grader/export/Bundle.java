package streamkata.grader.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;

/**
 * A package that makes another grader grade with this kit: its entry script, a page that says what
 * to do with it, and the kit, without the reference solutions and without tests.
 */
public final class Bundle {

  private static final Map<String, List<String>> FILES =
      Map.of(
          "gradescope", List.of("setup.sh", "run_autograder", "README.md"),
          "prairielearn", List.of("Dockerfile", "info.json", "tests/run.sh", "README.md"),
          "classroom50", List.of("autograder.py", "README.md"));
  private static final List<String> PARTS =
      List.of(
          "pom.xml",
          "kata",
          "kata.cmd",
          "LICENSE",
          ".mvn",
          "common/pom.xml",
          "common/src/main",
          "exercises/pom.xml",
          "exercises/src/main",
          "grader/pom.xml",
          "grader/src/main");

  /** Maven takes a file of 1970 for one that is older than its copy, even if there is no copy. */
  private static final LocalDateTime UNPACKED_AS_OF = LocalDateTime.of(2013, 1, 1, 12, 0);

  private static final int PROGRAM = 0755;
  private static final int FILE = 0644;

  private final String host;
  private final Kit kit;
  private final List<Lab> labs;

  /**
   * A package.
   *
   * @param host gradescope, prairielearn or classroom50
   * @param kit what is packed
   * @param labs all labs that there are: their exercises are packed as they were at the start
   * @throws Refusal if there is no such host
   */
  public Bundle(String host, Kit kit, List<Lab> labs) {
    if (!FILES.containsKey(host)) {
      throw new Refusal(
          "There is no bundle '%s'. The bundles are: %s."
              .formatted(host, String.join(", ", hosts())));
    }
    this.host = host;
    this.kit = kit;
    this.labs = List.copyOf(labs);
  }

  /** The hosts that there are packages for. */
  public static List<String> hosts() {
    return FILES.keySet().stream().sorted().toList();
  }

  /**
   * Writes the package; the same kit gives the same bytes.
   *
   * @param zip the file, written whole or not at all
   * @throws IOException if it cannot be written
   */
  public void write(Path zip) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String file : FILES.get(host)) {
      try (InputStream in = Bundle.class.getResourceAsStream(host + "/" + file)) {
        files.put(file, in.readAllBytes());
      }
    }
    for (String part : PARTS) {
      addPart(part, files);
    }
    for (Lab lab : labs) {
      files.put(inKit(kit.exercise(lab)), Files.readAllBytes(kit.skeleton(lab)));
    }
    Path part = zip.resolveSibling(zip.getFileName() + "." + ProcessHandle.current().pid());
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(part)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
        entry.setTimeLocal(UNPACKED_AS_OF);
        entry.setUnixMode(isProgram(file.getValue()) ? PROGRAM : FILE);
        out.putArchiveEntry(entry);
        out.write(file.getValue());
        out.closeArchiveEntry();
      }
    }
    Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
  }

  private void addPart(String part, Map<String, byte[]> files) throws IOException {
    Path root = kit.home().resolve(part);
    if (Files.notExists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(inKit(file), content(file));
      }
    }
  }

  private String inKit(Path file) {
    return "kit/" + kit.home().relativize(file).toString().replace('\\', '/');
  }

  private byte[] content(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals("pom.xml") || file.equals(kit.buildInputs())) {
      return withoutSolutions(Files.readString(file)).getBytes(StandardCharsets.UTF_8);
    }
    return Files.readAllBytes(file);
  }

  /** The reference is no module, no dependency and no part of what is built. */
  private static String withoutSolutions(String text) {
    return text.replaceAll(
            "(?s)\\s*<dependency>(?:(?!</dependency>).)*<artifactId>solutions</artifactId>.*?</dependency>",
            "")
        .lines()
        .filter(line -> !line.strip().equals("<module>solutions</module>"))
        .filter(line -> !line.startsWith("solutions/"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static boolean isProgram(byte[] content) {
    return content.length > 1 && content[0] == '#' && content[1] == '!';
  }
}

package streamkata.grader.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The class files of the kit itself, wherever they are: in folders or in jars. */
public final class OwnClasses {

  private static final int DIGITS = 16;

  private OwnClasses() {}

  /**
   * Reads the files below some folders of where a class is.
   *
   * @param type the class
   * @param folders beginnings of paths with slashes
   * @return the content of the files by their paths, in the order of these
   */
  public static Map<String, byte[]> beside(Class<?> type, List<String> folders) {
    try {
      Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(root)) {
        return read(root, folders);
      }
      try (FileSystem jar =
          FileSystems.newFileSystem(URI.create("jar:" + root.toUri()), Map.of())) {
        return read(jar.getPath("/"), folders);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A number that changes with any of the files.
   *
   * @param files content by path, in an order
   * @return 16 hexadecimal digits
   */
  public static String hash(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, byte[]> read(Path root, List<String> folders) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (folders.stream().anyMatch(name::startsWith)) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}

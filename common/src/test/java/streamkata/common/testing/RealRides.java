package streamkata.common.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recorded file of 100,000 real ride events. It is not part of the project: it is looked for in a
 * folder {@code shared/data} beside any folder above the working directory, and tests that need it
 * are skipped where it is absent.
 */
public final class RealRides {

  private static final String NAME = "shared/data/nycTaxiRides.gz";

  private RealRides() {}

  /**
   * The file; aborts the test if it is absent.
   *
   * @return its path
   */
  public static Path file() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(NAME);
      if (Files.exists(file)) {
        return file;
      }
    }
    return abort("skipped: the recorded file " + NAME + " is not here");
  }

  /**
   * The lines of the file; aborts the test if it is absent.
   *
   * @return all lines
   * @throws IOException if the file cannot be read
   */
  public static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file())), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}

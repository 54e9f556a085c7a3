package streamkata.grader.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A page on a server whose Java has no fonts: a JVM of its own is told that there are none. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Only on Linux can fonts be hidden from a JVM.")
class FontlessTest {

  @Test
  void it_comes_out_without_pictures_and_says_so(@TempDir Path folder) throws Exception {
    Path noFonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    Path page = folder.resolve("page.html");
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                FontlessTest.class.getName(),
                page.toString())
            .inheritIO();
    java.environment().put("FONTCONFIG_FILE", noFonts.toString());
    java.start().waitFor();

    assertThat(Files.readString(page), containsString(Figure.NO_PICTURES));
    assertThat(Files.readString(page), not(containsString("<img")));
  }

  /**
   * Writes a page with a figure.
   *
   * @param args the file to write
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    Picture picture = new Picture("", "A line.", canvas -> new LineChart(canvas, "x", "y").chart());
    Section section = new Section("A section", List.of(Figure.wide("A caption.", picture)));
    Files.writeString(Path.of(args[0]), new Page("A page", "", List.of(section), "").html());
  }
}

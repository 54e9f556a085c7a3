package streamkata.grader.labs.modelupgrade;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A learner begins with the program that has run. */
class Version1Test {

  private static final String LINE =
      "    if (true) throw new MissingSolutionException(); // delete this line\n";

  private static final String IMPORT = "import streamkata.common.lab.MissingSolutionException;\n";

  @Test
  void the_skeleton_is_version_1_and_a_line_to_delete() throws IOException {
    String skeleton =
        Files.readString(Path.of("src/main/skeletons/modelupgrade/ModelUpgradeJob.java"));
    try (InputStream in = Upgrade.class.getResourceAsStream("version1/ModelUpgradeJob.java")) {
      String version1 = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(skeleton.replace(LINE, "").replace(IMPORT, ""), is(version1));
    }
  }
}

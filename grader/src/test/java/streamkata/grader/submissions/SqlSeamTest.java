package streamkata.grader.submissions;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.labs.SqlSeam;
import streamkata.grader.process.WarmStages;

/** A lab whose contract asks for a query is graded like one that asks for a stream. */
class SqlSeamTest {

  static List<Fixture> fixtures() {
    return Fixture.of(SqlSeam.LABS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void it_is_graded(Fixture fixture, @TempDir Path folder) throws Exception {
    SeamsTest.deserves(SqlSeam.LABS, fixture, folder, WarmStages.WITH_TESTS);
  }
}

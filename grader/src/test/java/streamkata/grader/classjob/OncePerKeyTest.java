package streamkata.grader.classjob;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The lines that a job writes. */
class OncePerKeyTest {

  @Test
  void twins_have_a_line_each_and_their_results_are_written_once() throws Exception {
    List<String> lines =
        lines(
            new Graded("0 anna", "k", "[1]", "{}"),
            new Graded("1 bert", "k", "[1]", "{}"),
            new Graded("2 carla", "other", "[1]", "{}"));

    assertThat(
        lines,
        contains(
            line("0 anna", "k", "{}", "[1]"),
            line("1 bert", "k", "{}", "[]"),
            line("2 carla", "other", "{}", "[1]")));
  }

  @Test
  void the_results_of_a_twin_are_written_where_the_first_could_not_be_graded() throws Exception {
    String why = "{\"r\":\"died\"}";
    List<String> lines =
        lines(new Graded("0 anna", "k", "[]", why), new Graded("1 bert", "k", "[1]", "{}"));

    assertThat(lines, contains(line("0 anna", "k", why, "[]"), line("1 bert", "k", "{}", "[1]")));
  }

  private static List<String> lines(Graded... graded) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    return env.fromData(Graded.class, graded)
        .keyBy(Graded::key)
        .process(new OncePerKey())
        .executeAndCollect(graded.length);
  }

  private static String line(String handIn, String key, String lost, String results) {
    return "{\"handIn\":\"%s\",\"key\":\"%s\",\"lost\":%s,\"results\":%s}"
        .formatted(handIn, key, lost, results);
  }
}

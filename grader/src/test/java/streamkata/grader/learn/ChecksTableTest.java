package streamkata.grader.learn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Course;

/**
 * The table of checks in the README of a lab is made of its checks. {@code -Dkata.tables=write}
 * writes it.
 */
class ChecksTableTest {

  private static final String BEGIN = "<!-- checks -->\n";
  private static final String END = "<!-- /checks -->";
  private static final String LADDER = "../../../../../../learn/ladder.md";

  static List<Lab> labs() {
    return Course.ALL.labs().all();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void the_readme_has_every_check(Lab lab) throws IOException {
    Path file = new Kit(Path.of("..")).task(lab);
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    String table = table(lab);
    if ("write".equals(System.getProperty("kata.tables"))) {
      Files.writeString(file, text.substring(0, begin) + table + text.substring(end));
      return;
    }
    assertThat("-Dkata.tables=write writes this table", text.substring(begin, end), is(table));
  }

  private static String table(Lab lab) {
    String rows =
        Stream.of(Rung.values())
            .filter(lab::has)
            .map(rung -> row(lab, rung))
            .collect(Collectors.joining());
    return "| stage | rung | points | your program is right if |\n|---|---|---|---|\n" + rows;
  }

  private static String row(Lab lab, Rung rung) {
    List<Check> checks = lab.checks().stream().filter(check -> check.rung() == rung).toList();
    String claims =
        checks.size() == 1
            ? checks.get(0).claim()
            : checks.stream()
                .map(check -> "%s (%d)".formatted(check.claim(), check.points()))
                .collect(Collectors.joining("; "));
    String anchor = rung.title().toLowerCase(Locale.ROOT).replace(' ', '-');
    return "| %s | [%s](%s#%s) | %d | %s |%n"
        .formatted(
            stage(rung),
            rung.title(),
            LADDER,
            anchor,
            checks.stream().mapToInt(Check::points).sum(),
            claims)
        .replace(System.lineSeparator(), "\n");
  }

  private static String stage(Rung rung) {
    return switch (rung) {
      case BEHAVIOUR -> "correct";
      case ENVIRONMENT, SERIALISATION, ROCKSDB, EVENT_TIME, PARALLELISM -> "anywhere";
      case STATE_HYGIENE -> "clean";
      case TASK_FAILURE, WORKER_LOSS, RESCALE -> "robust";
    };
  }
}

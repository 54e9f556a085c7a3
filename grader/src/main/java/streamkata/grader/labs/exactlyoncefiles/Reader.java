package streamkata.grader.labs.exactlyoncefiles;

import static streamkata.grader.matchers.Emits.emits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hamcrest.StringDescription;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Mismatch;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Outcome.Outside;
import streamkata.grader.scenario.Step;

/**
 * Reads the files of an outcome, as another program would, and compares what it sees with what it
 * must see. Ids and times of lines are those of the script, whatever the seed.
 */
final class Reader {

  private final Outcome outcome;
  private final Map<String, TaxiRide> byLine = new HashMap<>();
  private final Map<String, String> folders = new HashMap<>();

  private Reader(Outcome outcome) {
    this.outcome = outcome;
    for (Step step : outcome.scenario().script().steps()) {
      if (step instanceof Step.Emit emit) {
        TaxiRide ride = (TaxiRide) emit.event();
        TaxiRide seen = (TaxiRide) outcome.seen().apply(ride);
        byLine.put(seen.toCsv(), ride);
        folders.put(ExactlyOnceFilesOracle.folder(seen), ExactlyOnceFilesOracle.folder(ride));
      }
    }
  }

  /**
   * Checks which lines are visible at each look of an outcome.
   *
   * @throws Mismatch if a look is not as it must be
   */
  static void checkLines(Outcome outcome) {
    Reader reader = new Reader(outcome);
    ExactlyOnceFilesOracle.visible(outcome.scenario().script())
        .forEach((look, rides) -> reader.checkLines(look, rides));
  }

  /**
   * Checks the files themselves: their names, and that each appears complete and then stays.
   *
   * @throws Mismatch if a reader that looks at any moment can see what it must not see
   */
  static void checkFiles(Outcome outcome) {
    Map<String, String> before = Map.of();
    for (String look : ExactlyOnceFilesOracle.visible(outcome.scenario().script()).keySet()) {
      Map<String, String> now = outcome.outside(look).visible();
      now.keySet().forEach(Reader::checkName);
      now.forEach(Reader::checkEnd);
      checkSame(before, now);
      checkMeanwhile(outcome.outside(look));
      before = now;
    }
  }

  /**
   * Checks how many lines readers see.
   *
   * @param look the name of the look
   * @throws Mismatch if there are more or fewer
   */
  static void checkCount(Outcome outcome, String look, int count) {
    int found = lines(outcome, look).size();
    if (found != count) {
      throw new Mismatch(
          List.of(
              new Fact("expected", count + " lines that a reader sees " + look),
              new Fact("but was", found + " lines")));
    }
  }

  /**
   * Checks that temporary files do not become more, and that none is left.
   *
   * @param early the name of a look
   * @param late the name of a look some checkpoints later
   * @param end the name of a look at the end of the input
   * @throws Mismatch if they do
   */
  static void checkHidden(Outcome outcome, String early, String late, String end) {
    List<String> left = hidden(outcome, end);
    if (!left.isEmpty()) {
      throw new Mismatch(
          List.of(
              new Fact(
                  "problem",
                  "%d temporary files are left %s, such as %s."
                      .formatted(left.size(), end, left.get(0)))));
    }
    int before = hidden(outcome, early).size();
    int after = hidden(outcome, late).size();
    if (after > before) {
      throw new Mismatch(
          List.of(
              new Fact(
                  "problem",
                  "There are %d temporary files %s, and %d %s."
                      .formatted(before, early, after, late)),
              new Fact(
                  "why",
                  "With each checkpoint there are more. Names of files that are renamed go at once,"
                      + " and other files must be deleted when their lines are visible.")));
    }
  }

  private static List<String> hidden(Outcome outcome, String look) {
    return outcome.files(look).keySet().stream().filter(name -> !Outside.isVisible(name)).toList();
  }

  private static void checkPlace(String name) {
    if (name.startsWith(Outside.BESIDE)) {
      throw new Mismatch(
          List.of(
              new Fact(
                  "problem",
                  "Your program has written the file %s, beside its directory.".formatted(name)),
              new Fact(
                  "why",
                  "The directory can be a separate disk, and others may write beside it. Write"
                      + " temporary files into it, too, with a name that begins with a dot.")));
    }
  }

  private static void checkName(String name) {
    if (!name.matches("[^/]+/[^/]+\\.csv")) {
      throw new Mismatch(
          List.of(
              new Fact("problem", "A reader sees the file %s.".formatted(name)),
              new Fact(
                  "why",
                  "The only files that a reader sees are HOUR/NAME.csv. The name of a temporary"
                      + " file, or of its folder, must begin with a dot or an underscore.")));
    }
  }

  private static void checkEnd(String name, String content) {
    if (!content.isEmpty() && !content.endsWith("\n")) {
      throw new Mismatch(
          List.of(
              new Fact(
                  "problem", "The file %s has no line break after its last line.".formatted(name)),
              new Fact(
                  "why",
                  "A line is ride.toCsv() and a line break. Two files, one after the other, would"
                      + " have two events in one line.")));
    }
  }

  /** A reader may look at any moment, also between two looks of a script. */
  private static void checkMeanwhile(Outside look) {
    for (String name : look.appeared()) {
      if (Outside.isVisible(name) && !look.files().containsKey(name)) {
        throw new Mismatch(
            List.of(
                new Fact(
                    "problem",
                    "A reader could see the file %s for a moment, and now it is gone."
                        .formatted(name)),
                new Fact(
                    "why",
                    "The name of a temporary file, or of its folder, must begin with a dot or an"
                        + " underscore.")));
      }
    }
    for (String name : look.written()) {
      if (Outside.isVisible(name)) {
        throw new Mismatch(
            List.of(
                new Fact(
                    "problem",
                    "Something was written into the file %s, which readers see.".formatted(name)),
                new Fact(
                    "why",
                    "A reader that looked at this moment saw a part of the file. To copy a file"
                        + " takes time, too. To rename a file is one step.")));
      }
    }
  }

  private static void checkSame(Map<String, String> before, Map<String, String> now) {
    for (var file : before.entrySet()) {
      String content = now.get(file.getKey());
      if (!file.getValue().equals(content)) {
        throw new Mismatch(
            List.of(
                new Fact(
                    "problem",
                    "A reader has seen the file %s. Later %s."
                        .formatted(
                            file.getKey(),
                            content == null ? "it is gone" : "it has another content")),
                new Fact(
                    "why",
                    "Readers open a file when it appears, and read it once. So a file that is"
                        + " visible must not change, and must not be renamed or deleted.")));
      }
    }
  }

  private List<Line> lines(Map<String, String> files) {
    List<Line> lines = new ArrayList<>();
    files.forEach(
        (name, content) -> {
          String folder = name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : ".";
          content
              .lines()
              .forEach(
                  line -> lines.add(new Line(folders.getOrDefault(folder, folder), own(line))));
        });
    return lines;
  }

  /** The line as the script would have it. */
  private String own(String line) {
    TaxiRide ride = byLine.get(line);
    return ride == null ? line : ride.toCsv();
  }

  private void checkLines(String look, List<TaxiRide> rides) {
    outcome.files(look).keySet().forEach(Reader::checkPlace);
    List<Line> found = lines(outcome.outside(look).visible());
    Emits<Line> expected = areLinesOf(rides);
    if (!expected.matches(found)) {
      StringDescription difference = new StringDescription();
      expected.describeMismatch(found, difference);
      List<Fact> facts = new ArrayList<>();
      facts.add(new Fact("expected", StringDescription.toString(expected)));
      facts.add(new Fact("but was", difference.toString()));
      facts.add(new Fact("that is", "what a reader sees " + look));
      expected.lesson(found).ifPresent(text -> facts.add(new Fact(Fact.LESSON, text)));
      throw new Mismatch(facts);
    }
  }

  private static String lookAt(List<Line> missing, List<Line> wrong) {
    if (wrong.isEmpty()) {
      return "Lines are missing, and all others are right. Are their files not visible yet? Or does"
          + " your program take two events for one? A START and an END can have the same time, and"
          + " an event can arrive twice.";
    }
    if (missing.size() != wrong.size()) {
      return "";
    }
    if (sorted(missing, Line::csv).equals(sorted(wrong, Line::csv))) {
      return "The folder is that of the hour of eventTime(), in UTC: the start time of a START and"
          + " the end time of an END. Hours have two digits, from 00 to 23.";
    }
    return sorted(missing, Line::folder).equals(sorted(wrong, Line::folder))
        ? "Write ride.toCsv() and a line break for each event, and nothing else."
        : "";
  }

  private static List<String> sorted(List<Line> lines, Function<Line, String> part) {
    return lines.stream().map(part).sorted().toList();
  }

  private static Line line(TaxiRide ride) {
    return new Line(ExactlyOnceFilesOracle.folder(ride), ride.toCsv());
  }

  /** What can be said of a line in a wrong folder; an empty text if nothing. */
  private static String why(List<Line> wanted, List<Line> got) {
    boolean isElsewhere =
        wanted.size() == 1
            && got.size() == 1
            && wanted.get(0).csv().equals(got.get(0).csv())
            && wanted.get(0).folder().length() == got.get(0).folder().length();
    return isElsewhere && hour(wanted.get(0)).equals(hour(got.get(0)))
        ? "the right hour of another day"
        : "";
  }

  private static String hour(Line line) {
    return line.folder().substring(Math.max(0, line.folder().length() - 2));
  }

  /**
   * Expects the line of each event, in its folder, as often as the event is there.
   *
   * @param rides the events, in any order
   */
  static Emits<Line> areLinesOf(List<TaxiRide> rides) {
    return emits(
            rides.stream().map(Reader::line).toList(),
            Reader::subject,
            line -> "a line in " + line.folder())
        .because(Reader::why)
        .lookAt(Reader::lookAt)
        .toTheLastComponent();
  }

  /**
   * The lines that readers see.
   *
   * @param look the name of the look
   */
  static List<Line> lines(Outcome outcome, String look) {
    return new Reader(outcome).lines(outcome.outside(look).visible());
  }

  /** The first two fields of a line say which event it is. */
  private static String subject(Line line) {
    String[] fields = line.csv().split(",", -1);
    return fields.length == 11
        ? "%s of ride %s".formatted(fields[1], fields[0])
        : "the line '%s'".formatted(line.csv());
  }
}

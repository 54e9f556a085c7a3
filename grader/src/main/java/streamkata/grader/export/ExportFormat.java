package streamkata.grader.export;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import streamkata.grader.kit.Refusal;

/** The graders that are told results. */
public enum ExportFormat {
  /** Gradescope: {@code results.json}. */
  GRADESCOPE("results.json"),
  /** PrairieLearn: {@code results.json}. */
  PRAIRIELEARN("results.json"),
  /** Classroom 50: {@code result.json}. */
  CLASSROOM50("result.json"),
  /** Exercism: {@code results.json}. */
  EXERCISM("results.json"),
  /** JUnit XML, for Artemis and every CI. */
  JUNIT("TEST-streamkata.xml"),
  /** Moodle's Virtual Programming Lab: what is printed. */
  VPL("vpl.txt"),
  /** CodeRunner: what a template grader prints. */
  CODERUNNER("coderunner.json"),
  /** Autolab: what is printed. */
  AUTOLAB("autolab.txt");

  private final String fileName;

  ExportFormat(String fileName) {
    this.fileName = fileName;
  }

  /**
   * The format that a user names.
   *
   * @throws Refusal if there is none; the sentence says which there are
   */
  public static ExportFormat named(String name) {
    return Stream.of(values())
        .filter(format -> format.title().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "There is no format '%s'. The formats are: %s."
                        .formatted(name, String.join(", ", titles()))));
  }

  /** The names of all. */
  public static List<String> titles() {
    return Stream.of(values()).map(ExportFormat::title).toList();
  }

  /** The name as it is typed. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the file is called where it is read. */
  public String fileName() {
    return fileName;
  }

  /**
   * Writes a report.
   *
   * @param report what there is to say; of no grader fault, except for PrairieLearn, which is told
   * @param environment what the grader that calls this says of itself, by name of a variable
   * @return the whole file
   */
  public String write(Report report, Function<String, Optional<String>> environment) {
    Format format =
        switch (this) {
          case GRADESCOPE -> new Gradescope();
          case PRAIRIELEARN -> new PrairieLearn();
          case CLASSROOM50 -> new Classroom50(environment);
          case EXERCISM -> new Exercism();
          case JUNIT -> new JunitXml();
          case VPL -> new Vpl(environment);
          case CODERUNNER -> new CodeRunner();
          case AUTOLAB -> new Autolab();
        };
    return format.write(report);
  }

  /** Whether it has words for a fault of the kit; the others are told by the exit code. */
  public boolean hasWordsForFaults() {
    return this == PRAIRIELEARN;
  }
}

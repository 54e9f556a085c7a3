package streamkata.grader.classroom;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import streamkata.grader.submission.Archive;

/**
 * What the name of a file or folder says, as systems of schools make such names.
 *
 * @param person whose it is
 * @param isLate whether it came late
 * @param attempt counted from 1
 * @param file the name that the student gave it; empty for a folder
 * @param isOfASystem whether it has the form of some system, and is not just any name
 */
record EntryName(Person person, boolean isLate, int attempt, String file, boolean isOfASystem) {

  private static final Pattern MOODLE =
      Pattern.compile("(.+?)_(\\d+)_assignsubmission_[a-z]+(?:_(.*))?");
  private static final Pattern CANVAS_ANONYMOUS =
      Pattern.compile("anon(_LATE)?_([0-9A-Za-z]{5})_(\\d+)_(.+)");
  private static final Pattern CANVAS = Pattern.compile("([^_]+)(_LATE)?_(\\d+)_(\\d+)_(.+)");
  private static final Pattern CANVAS_AGAIN = Pattern.compile("(.+)-(\\d{1,3})(\\.[^-]*)?");
  private static final Pattern GRADESCOPE = Pattern.compile("submission_\\d+");

  /** A name of Moodle's where the students are hidden. */
  private static final String HIDDEN = "Participant";

  static EntryName of(String name, boolean isFolder) {
    return moodle(name)
        .or(() -> anonymous(name))
        .or(() -> canvas(name))
        .orElseGet(() -> plain(name, isFolder));
  }

  /** The file without the number that Canvas gives to a later attempt. */
  String fileOfAllAttempts() {
    Matcher again = CANVAS_AGAIN.matcher(file);
    return again.matches() && attempt > 1
        ? again.group(1) + Optional.ofNullable(again.group(3)).orElse("")
        : file;
  }

  private static Optional<EntryName> moodle(String name) {
    return match(MOODLE, name)
        .map(
            found -> {
              String person = found.group(1);
              String id = found.group(2);
              return new EntryName(
                  new Person(
                      person.equals(HIDDEN) ? person + " " + id : person,
                      Optional.of(id),
                      Optional.empty()),
                  false,
                  1,
                  Optional.ofNullable(found.group(3)).orElse(""),
                  true);
            });
  }

  private static Optional<EntryName> anonymous(String name) {
    return match(CANVAS_ANONYMOUS, name)
        .map(found -> canvas(found, "anon " + found.group(2), found.group(2), found.group(1)));
  }

  private static Optional<EntryName> canvas(String name) {
    return match(CANVAS, name)
        .map(found -> canvas(found, found.group(1), found.group(3), found.group(2)));
  }

  private static EntryName canvas(MatchResult found, String person, String id, String late) {
    String file = found.group(found.groupCount());
    return new EntryName(
        new Person(person, Optional.of(id), Optional.empty()),
        late != null,
        match(CANVAS_AGAIN, file).map(again -> 1 + Integer.parseInt(again.group(2))).orElse(1),
        file,
        true);
  }

  private static EntryName plain(String name, boolean isFolder) {
    String whole =
        isFolder ? name : Archive.withoutEnding(name).replaceFirst("\\.(java|class)$", "");
    return new EntryName(
        Person.named(whole), false, 1, isFolder ? "" : name, GRADESCOPE.matcher(name).matches());
  }

  private static Optional<MatchResult> match(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }
}

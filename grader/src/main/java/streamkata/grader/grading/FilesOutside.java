package streamkata.grader.grading;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import streamkata.grader.scenario.Outcome.Outside;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Reply;

/** What a stage has found outside Flink, as an outcome has it. */
final class FilesOutside {

  private static final String WITHIN = Reply.Found.DIRECTORY + "/";

  private FilesOutside() {}

  static Outside of(Reply.Found found) {
    Map<String, String> texts = new TreeMap<>();
    for (NamedFile file : found.files()) {
      texts.put(name(file), new String(file.content(), StandardCharsets.UTF_8));
    }
    return new Outside(texts, found.appeared(), found.written());
  }

  private static String name(NamedFile file) {
    return file.name().startsWith(WITHIN)
        ? file.name().substring(WITHIN.length())
        : Outside.BESIDE + file.name();
  }
}

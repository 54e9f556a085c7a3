package streamkata.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import streamkata.grader.grading.CheckId;
import streamkata.grader.grading.Decision;
import streamkata.grader.grading.Decisions;
import streamkata.grader.grading.Verdict;

/**
 * The file in which a {@link GradingProcess} tells its {@link Supervisor} how far it has come, line
 * by line, so that nothing decided is lost whatever happens to the process.
 */
final class Journal {

  private static final String STARTED = "started";
  private static final String DECIDED = "decided";

  private final Path file;
  private final Set<CheckId> running = new LinkedHashSet<>();
  private long read;

  Journal(Path file) {
    this.file = file;
  }

  void writeStarted(CheckId check) {
    append(STARTED + "\t" + check);
  }

  void writeDecided(CheckId check, Decision decision) {
    byte[] message = decision.message().getBytes(StandardCharsets.UTF_8);
    append(
        String.join(
            "\t",
            DECIDED,
            check.toString(),
            decision.verdict().name(),
            Long.toString(decision.took().toNanos()),
            Base64.getEncoder().encodeToString(message)));
  }

  /** Reads what has been written since the last time; whether there was anything. */
  boolean readInto(Decisions decisions) throws IOException {
    String all = Files.exists(file) ? Files.readString(file) : "";
    int end = all.lastIndexOf('\n') + 1;
    if (end <= read) {
      return false;
    }
    all.substring((int) read, end).lines().forEach(line -> read(line.split("\t", -1), decisions));
    read = end;
    return true;
  }

  /** The checks that were started and are not decided. */
  Set<CheckId> running() {
    return running;
  }

  private void read(String[] fields, Decisions decisions) {
    CheckId check = CheckId.parse(fields[1]);
    if (fields[0].equals(STARTED)) {
      running.add(check);
      return;
    }
    running.remove(check);
    decisions.put(
        check,
        new Decision(
            Verdict.valueOf(fields[2]),
            new String(Base64.getDecoder().decode(fields[4]), StandardCharsets.UTF_8),
            Duration.ofNanos(Long.parseLong(fields[3]))));
  }

  private synchronized void append(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import streamkata.grader.grading.Decision;
import streamkata.grader.grading.Decisions;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Labs;

/**
 * The file in which a {@link GradingProcess} tells its {@link Supervisor} how far it has come, line
 * by line, so that nothing decided is lost whatever happens to the process.
 */
final class Journal {

  private static final String STARTED = "started";
  private static final String DECIDED = "decided";

  private final Path file;
  private final Map<String, Check> checks;
  private final Set<Check> running = new LinkedHashSet<>();
  private long read;

  Journal(Path file, Labs labs) {
    this.file = file;
    this.checks =
        labs.all().stream()
            .flatMap(lab -> lab.checks().stream())
            .collect(Collectors.toMap(Check::name, check -> check));
  }

  void writeStarted(Check check) {
    append(STARTED + "\t" + check.name());
  }

  void writeDecided(Check check, Decision decision) {
    byte[] message = decision.message().getBytes(StandardCharsets.UTF_8);
    append(
        String.join(
            "\t",
            DECIDED,
            check.name(),
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
  Set<Check> running() {
    return running;
  }

  private void read(String[] fields, Decisions decisions) {
    Check check = checks.get(fields[1]);
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

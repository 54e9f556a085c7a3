package streamkata.grader.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import streamkata.common.job.JobRefused;
import streamkata.common.lab.MissingSolutionException;

/** The process that runs the {@code main} of a lab, and says in few words why it ended. */
public final class LabProcess {

  private static final int FAILED = 1;
  private static final int NOT_BEGUN = 2;

  private final Path home;
  private final Path sources;
  private final String className;

  private LabProcess(Path home, Path sources, String className) {
    this.home = home;
    this.sources = sources;
    this.className = className;
  }

  /**
   * Runs a lab.
   *
   * @param args the folder of the kit, the root folder of the sources, the name of the class, and
   *     the arguments of its {@code main}
   */
  public static void main(String[] args) {
    LabProcess process = new LabProcess(Path.of(args[0]), Path.of(args[1]), args[2]);
    System.exit(process.run(Arrays.copyOfRange(args, 3, args.length)));
  }

  private int run(String[] arguments) {
    try {
      Class.forName(className).getMethod("main", String[].class).invoke(null, (Object) arguments);
      return 0;
    } catch (InvocationTargetException e) {
      return say(e.getCause() instanceof JobRefused r ? r : JobRefused.becauseOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      System.err.println("There is no public static void main(String[]) in " + className + ".");
      return NOT_BEGUN;
    }
  }

  private int say(RuntimeException refusal) {
    if (refusal instanceof MissingSolutionException missing) {
      System.err.println("This part is still to be written:");
      todo(missing).forEach(System.err::println);
      return NOT_BEGUN;
    }
    System.err.println(refusal.getMessage());
    Stream.of(refusal.getStackTrace()).forEach(frame -> System.err.println("\tat " + frame));
    return refusal instanceof JobRefused refused && !refused.hasFailed() ? NOT_BEGUN : FAILED;
  }

  /** The place that throws, and the comment above it. */
  private List<String> todo(MissingSolutionException missing) {
    String packageName = className.substring(0, className.lastIndexOf('.') + 1);
    Optional<StackTraceElement> place =
        Stream.of(missing.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(packageName))
            .findFirst();
    if (place.isEmpty()) {
      return List.of(className);
    }
    Path file = sources.resolve(packageName.replace('.', '/')).resolve(place.get().getFileName());
    int line = place.get().getLineNumber();
    List<String> todo = new ArrayList<>();
    todo.add(home.relativize(file) + ":" + line);
    todo.addAll(commentAbove(file, line));
    return todo;
  }

  private static List<String> commentAbove(Path file, int line) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      int first = line - 1;
      while (first > 0 && lines.get(first - 1).strip().startsWith("//")) {
        first--;
      }
      return lines.subList(first, line - 1).stream()
          .map(comment -> "  " + comment.strip())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}

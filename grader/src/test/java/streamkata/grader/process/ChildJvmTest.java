package streamkata.grader.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that was started ends with the one that has started it. */
class ChildJvmTest {

  @Test
  void it_runs_a_class_of_ours_and_says_with_what_exit_code_it_ended() throws Exception {
    try (ChildJvm child = ChildJvm.start(command("exit"))) {
      assertThat(child.exitCode(), is(7));
    }
  }

  @Test
  void closed_it_has_ended() throws Exception {
    ChildJvm child = ChildJvm.start(command("wait"));
    lineOf(child.output());
    child.close();

    assertThat(child.isAlive(), is(false));
  }

  @Test
  void it_ends_when_the_jvm_that_has_started_it_is_told_to_end() throws Exception {
    try (ChildJvm parent = ChildJvm.start(command("start"))) {
      ProcessHandle grandchild =
          ProcessHandle.of(Long.parseLong(lineOf(parent.output()))).orElseThrow();
      parent.kill(false);
      parent.exitCode();

      assertThat(grandchild.isAlive(), is(false));
    }
  }

  @Test
  void one_that_is_with_its_parent_ends_when_that_is_killed() throws Exception {
    try (ChildJvm parent = ChildJvm.start(command("startWithParent"))) {
      ProcessHandle grandchild =
          ProcessHandle.of(Long.parseLong(lineOf(parent.output()))).orElseThrow();
      CompletableFuture<ProcessHandle> end = grandchild.onExit();
      parent.kill(true);

      assertThat(end.get(1, TimeUnit.MINUTES).isAlive(), is(false));
    }
  }

  @Test
  void where_the_name_of_the_machine_has_no_address_it_is_the_loopback_address_in_a_child(
      @TempDir Path folder) throws Exception {
    Path nothing = Files.createFile(folder.resolve("hosts"));
    ProcessBuilder parent = command("startToResolve");
    parent.command().add(1, "-Djdk.net.hosts.file=" + nothing);
    try (ChildJvm withoutNames = ChildJvm.start(parent)) {
      assertThat(lineOf(withoutNames.output()), is("no address here, 127.0.0.1 in the child"));
    }
  }

  /**
   * What the children do.
   *
   * @param args {@code exit}, {@code wait}, {@code resolve} the name of the machine, or {@code
   *     start} or {@code startWithParent} a child that waits, or {@code startToResolve} one
   * @throws Exception if the child cannot be started
   */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "exit" -> System.exit(7);
      case "start", "startWithParent" -> {
        ChildJvm child = ChildJvm.start(args[0].equals("start") ? command("wait") : withParent());
        lineOf(child.output());
        System.out.println(child.pid());
      }
      case "startToResolve" -> {
        try (ChildJvm child = ChildJvm.start(command("resolve"))) {
          System.out.println(own() + " here, " + lineOf(child.output()) + " in the child");
        }
      }
      case "resolve" -> System.out.println(own());
      default -> System.out.println("waiting");
    }
    Thread.currentThread().join();
  }

  private static String own() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      return "no address";
    }
  }

  private static ProcessBuilder command(String what) {
    return ChildJvm.command(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        ChildJvm.inheritedClassPath(),
        ChildJvmTest.class.getName(),
        List.of(what));
  }

  private static ProcessBuilder withParent() {
    return ChildJvm.commandWithParent(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        ChildJvm.inheritedClassPath(),
        ChildJvmTest.class.getName(),
        List.of("wait"));
  }

  private static String lineOf(InputStream output) {
    try {
      return new BufferedReader(new InputStreamReader(output)).readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package streamkata.grader.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stage has on its class path, and what it has not. */
class StageHomeTest {

  @TempDir private Path folder;

  @Test
  void every_class_of_the_kit_on_a_stage_loads_with_what_the_stage_has() throws Exception {
    StageHome home = home();
    List<String> missing = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(urls(home), ClassLoader.getPlatformClassLoader())) {
      for (String name : classes(home)) {
        try {
          // Links the class: all that its methods mention by name is looked up.
          Class.forName(name, false, loader).getDeclaredMethods();
        } catch (NoClassDefFoundError e) {
          missing.add(name + " needs " + e.getMessage());
        }
      }
    }

    assertThat(classes(home).size(), is(greaterThan(50)));
    assertThat(missing, is(empty()));
  }

  @Test
  void scripts_oracles_and_the_referee_are_not_on_a_stage() throws Exception {
    assertThat(
        classes(home()).stream()
            .filter(
                name ->
                    name.startsWith("streamkata.grader.labs")
                        || name.startsWith("streamkata.grader.grading")
                        || name.startsWith("streamkata.grader.scenario"))
            .toList(),
        is(empty()));
  }

  @Test
  void tests_and_the_command_line_are_not_on_a_stage() {
    assertThat(
        home().classPath().stream()
            .map(jar -> jar.getFileName().toString())
            .filter(name -> name.matches("(junit|opentest4j|hamcrest|mockito|picocli|xchart).*"))
            .toList(),
        is(empty()));
  }

  @Test
  void the_jar_is_packed_once_for_the_same_classes() throws Exception {
    home();
    home();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.count(), is(1L));
    }
  }

  private StageHome home() {
    return StageHome.of(ChildJvm.inheritedClassPath(), folder);
  }

  private static URL[] urls(StageHome home) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path jar : home.classPath()) {
      urls.add(jar.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static List<String> classes(StageHome home) throws Exception {
    try (JarFile jar = new JarFile(home.classPath().get(0).toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.replaceAll("\\.class$", "").replace('/', '.'))
          .toList();
    }
  }
}

package streamkata.grader.submission;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import streamkata.grader.wire.NamedFile;

/**
 * What counts of a lab in something handed in. Two hand-ins with the same content have the same
 * result, wherever the files lay, however they were packed and encoded, and whatever ended their
 * lines.
 *
 * @param files by the paths at which a compiler wants them, in the order of these; sources in UTF-8
 *     with line feeds
 */
public record LabContent(Map<String, byte[]> files) {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_$]+");

  /** Sorts the files. */
  public LabContent {
    files = new TreeMap<>(files);
  }

  /** Whether it consists of sources, and not of class files. */
  public boolean isSources() {
    return files.keySet().stream().allMatch(name -> name.endsWith(".java"));
  }

  /** The sources of a lab, and those of others that they mention, directly or not. */
  static LabContent ofSources(List<Source> ofLab, Collection<Source> all) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Set<String> words = new TreeSet<>();
    ofLab.forEach(source -> add(source, files, words));
    boolean grows = true;
    while (grows) {
      List<Source> mentioned =
          all.stream()
              .filter(source -> !source.packageName().isEmpty())
              .filter(source -> !files.containsKey(source.name()))
              .filter(source -> words.contains(source.typeName()) || words.contains("\\u"))
              .toList();
      mentioned.forEach(source -> add(source, files, words));
      grows = !mentioned.isEmpty();
    }
    return new LabContent(files);
  }

  /** The classes of a lab, and those of others that they name, directly or not. */
  static LabContent ofClasses(String packageName, Collection<NamedFile> all) {
    String folder = packageName.replace('.', '/') + "/";
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, byte[]> others = new LinkedHashMap<>();
    all.forEach(
        file -> (file.name().startsWith(folder) ? files : others).put(file.name(), file.content()));
    Map<String, byte[]> last = Map.copyOf(files);
    while (!last.isEmpty()) {
      String said = last.values().stream().map(ClassNames::in).collect(Collectors.joining("\n"));
      Map<String, byte[]> named = new LinkedHashMap<>(others);
      named.keySet().removeIf(file -> !ClassNames.isNamed(file.replace(".class", ""), said));
      others.keySet().removeAll(named.keySet());
      files.putAll(named);
      last = named;
    }
    return new LabContent(files);
  }

  /** A Unicode escape can hide any word. */
  private static void add(Source source, Map<String, byte[]> files, Set<String> words) {
    files.put(source.name(), source.file().content());
    String text = source.text().text();
    WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
    if (text.contains("\\u")) {
      words.add("\\u");
    }
  }
}

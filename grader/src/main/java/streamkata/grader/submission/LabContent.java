package streamkata.grader.submission;

import java.nio.charset.StandardCharsets;
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

  /** The classes of a lab, and those of others that they mention, directly or not. */
  static LabContent ofClasses(String packageName, List<NamedFile> all) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String folder = packageName.replace('.', '/') + "/";
    all.stream()
        .filter(file -> file.name().startsWith(folder))
        .forEach(file -> files.put(file.name(), file.content()));
    boolean grows = true;
    while (grows) {
      String said =
          files.values().stream()
              .map(content -> new String(content, StandardCharsets.ISO_8859_1))
              .collect(Collectors.joining());
      List<NamedFile> mentioned =
          all.stream()
              .filter(file -> !files.containsKey(file.name()))
              .filter(file -> isMentioned(file.name().replace(".class", ""), said))
              .toList();
      mentioned.forEach(file -> files.put(file.name(), file.content()));
      grows = !mentioned.isEmpty();
    }
    return new LabContent(files);
  }

  private static boolean isMentioned(String type, String said) {
    return said.contains(type) || said.contains(type.replace('/', '.'));
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

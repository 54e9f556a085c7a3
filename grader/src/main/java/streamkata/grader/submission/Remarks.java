package streamkata.grader.submission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;

/**
 * What is to be said of the files of something handed in: that they were read differently, not at
 * all, or not graded.
 *
 * @param rootPackage in which the packages of labs are
 * @param sources those that were read
 * @param unreadable why others were not, by their paths
 */
record Remarks(String rootPackage, List<Source> sources, Map<String, String> unreadable) {

  /** Packages of the kit itself, which come along with a copy of it. */
  private static final List<String> OF_THE_KIT =
      List.of(
          "streamkata.exercises.learn",
          "streamkata.common",
          "streamkata.grader",
          "streamkata.solutions");

  private static final int MOST_STRAYS = 5;

  /** A sentence about a file. */
  private record Remark(String file, String packageName, String sentence) {}

  /** All, but those on sources of no lab. */
  Stream<String> all() {
    return remarks().map(Remark::sentence);
  }

  /** Those on the files of a lab. */
  Stream<String> of(Lab lab) {
    return remarks().filter(remark -> isOf(lab, remark)).map(Remark::sentence);
  }

  /**
   * Those on files of none of the labs.
   *
   * @param labs all that there are
   * @param used the names of the sources that count for one of them
   */
  Stream<String> ofNone(List<Lab> labs, Set<String> used) {
    Stream<String> others =
        remarks()
            .filter(remark -> labs.stream().noneMatch(lab -> isOf(lab, remark)))
            .map(Remark::sentence);
    List<Source> strays =
        sources.stream()
            .filter(source -> !used.contains(source.name()))
            .filter(source -> !isOfTheKit(source))
            .filter(source -> labs.stream().noneMatch(lab -> isMeantFor(lab, source)))
            .toList();
    Stream<String> more =
        strays.size() > MOST_STRAYS
            ? Stream.of("%d more sources belong to no lab.".formatted(strays.size() - MOST_STRAYS))
            : Stream.empty();
    return Stream.of(others, strays.stream().limit(MOST_STRAYS).map(Remarks::stray), more)
        .flatMap(sentences -> sentences);
  }

  private Stream<Remark> remarks() {
    Stream<Remark> encodings =
        sources.stream()
            .flatMap(
                source ->
                    source.remark().stream()
                        .map(text -> new Remark(source.path(), source.packageName(), text)));
    Stream<Remark> notRead =
        unreadable.entrySet().stream()
            .map(
                file ->
                    new Remark(
                        file.getKey(),
                        "",
                        "%s was not read: %s.".formatted(file.getKey(), file.getValue())));
    return Stream.of(encodings, notRead, copies()).flatMap(some -> some);
  }

  private Stream<Remark> copies() {
    Map<String, Source> best = new LinkedHashMap<>();
    sources.forEach(source -> best.putIfAbsent(source.name(), source));
    return sources.stream()
        .filter(source -> source.packageName().startsWith(rootPackage + "."))
        .filter(source -> !best.get(source.name()).text().equals(source.text()))
        .map(
            source ->
                new Remark(
                    source.path(),
                    source.packageName(),
                    "%s was not graded: %s was."
                        .formatted(source.path(), best.get(source.name()).path())));
  }

  private boolean isOf(Lab lab, Remark remark) {
    return remark.packageName().equals(packageOf(lab))
        || ("/" + remark.file()).endsWith("/" + lab.className() + ".java");
  }

  private boolean isMeantFor(Lab lab, Source source) {
    return source.packageName().equals(packageOf(lab)) || source.typeName().equals(lab.className());
  }

  private String packageOf(Lab lab) {
    return rootPackage + "." + lab.packageName();
  }

  private static boolean isOfTheKit(Source source) {
    return OF_THE_KIT.stream()
        .anyMatch(
            kit -> source.packageName().equals(kit) || source.packageName().startsWith(kit + "."));
  }

  private static String stray(Source source) {
    return "%s was not graded: it declares %s."
        .formatted(
            source.path(),
            source.packageName().isEmpty()
                ? "no package"
                : "the package %s, which is that of no lab".formatted(source.packageName()));
  }
}

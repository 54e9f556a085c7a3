package streamkata.grader.submission;

import java.util.Comparator;
import java.util.Optional;
import streamkata.grader.wire.NamedFile;

/**
 * A source file of a submission.
 *
 * @param path where it was found, with slashes
 * @param packageName the package that it declares; empty if it declares none
 * @param typeName the name of the type for which it is there
 * @param text what it says
 */
record Source(String path, String packageName, String typeName, SourceText text) {

  /** The better a file lies and is called, the less it is a copy of another. */
  static final Comparator<Source> BEST_FIRST =
      Comparator.comparing((Source source) -> source.isInPlace() ? 0 : 1)
          .thenComparing(source -> source.hasOwnName() ? 0 : 1)
          .thenComparing(source -> source.path.split("/").length);

  static Source of(String path, byte[] content) {
    SourceText text = SourceText.of(content);
    String file = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.java$", "");
    return new Source(path, text.packageName(), text.typeName(file), text);
  }

  /** The name that a compiler wants it to have. */
  String name() {
    return (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/") + typeName + ".java";
  }

  NamedFile file() {
    return new NamedFile(name(), text.bytes());
  }

  /**
   * The folder that it belongs to, and whatever lies beside it: where the folders of packages
   * begin, or else its own.
   */
  String home() {
    String end = isInPlace() ? name() : path.substring(path.lastIndexOf('/') + 1);
    return path.substring(0, path.length() - end.length());
  }

  /** What is to be known about its encoding, if it is not the usual one. */
  Optional<String> remark() {
    return text.encoding().name().equals("UTF-8")
        ? Optional.empty()
        : Optional.of(
            "%s is not written in UTF-8: it was read as %s.".formatted(path, text.encoding()));
  }

  private boolean isInPlace() {
    return ("/" + path).endsWith("/" + name()) && !packageName.isEmpty();
  }

  private boolean hasOwnName() {
    return ("/" + path).endsWith("/" + typeName + ".java");
  }
}

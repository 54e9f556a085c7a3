package streamkata.grader.submission;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A source file as text, whatever it was saved as. The text may be a stranger's: it is looked
 * through once, without recursion.
 *
 * @param text with line feeds, and without a byte-order mark
 * @param encoding what it was read as
 */
public record SourceText(String text, Charset encoding) {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Set<String> TYPES = Set.of("class", "interface", "record", "enum");
  private static final String BLOCK = "\"\"\"";

  /**
   * Reads UTF-8; UTF-16 with a mark; or else what Windows wrote in the west of Europe.
   *
   * @param bytes the content of a file
   */
  public static SourceText of(byte[] bytes) {
    Charset encoding = encoding(bytes);
    String text = new String(bytes, encoding);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return new SourceText(text.replace("\r\n", "\n").replace('\r', '\n'), encoding);
  }

  /** What a stage is given of it. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The package that it declares; empty if it declares none. */
  String packageName() {
    String code = code().strip();
    int end = code.indexOf(';');
    return end > 0 && code.matches("(?s)package\\s.*")
        ? code.substring("package".length(), end).replaceAll("\\s", "")
        : "";
  }

  /**
   * The name of the type for which the file is there.
   *
   * @param fileName without {@code .java}
   * @return that name, if it declares such a type; or else its public type, or its first
   */
  String typeName(String fileName) {
    List<Declaration> types =
        Stream.of(outside(code()).split("[;{}]"))
            .flatMap(text -> Declaration.in(text).stream())
            .toList();
    return types.stream()
        .filter(type -> type.name().equals(fileName))
        .findFirst()
        .or(() -> types.stream().filter(Declaration::isPublic).findFirst())
        .or(() -> types.stream().findFirst())
        .map(Declaration::name)
        .orElse(fileName);
  }

  /** The declaration of a type. */
  private record Declaration(String name, boolean isPublic) {

    static Optional<Declaration> in(String text) {
      List<String> words = List.of(text.strip().split("\\W+"));
      for (int i = 0; i < words.size() - 1; i++) {
        if (TYPES.contains(words.get(i))) {
          return Optional.of(
              new Declaration(words.get(i + 1), words.subList(0, i).contains("public")));
        }
      }
      return Optional.empty();
    }
  }

  /** The text without comments and literals, in which words mean nothing. */
  private String code() {
    StringBuilder code = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int end = endOfQuoted(i);
      code.append(end > i ? ' ' : text.charAt(i));
      i = Math.max(end, i + 1);
    }
    return code.toString();
  }

  /** Where a comment or literal ends that begins at a place; the place itself if none does. */
  private int endOfQuoted(int i) {
    if (text.startsWith("//", i)) {
      return after("\n", i);
    } else if (text.startsWith("/*", i)) {
      return after("*/", i + 2);
    } else if (text.startsWith(BLOCK, i)) {
      return after(BLOCK, i + BLOCK.length());
    } else if (text.charAt(i) == '"' || text.charAt(i) == '\'') {
      return endOfLiteral(i);
    }
    return i;
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  private int endOfLiteral(int begin) {
    int i = begin + 1;
    while (i < text.length() && text.charAt(i) != text.charAt(begin) && text.charAt(i) != '\n') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }

  private static String outside(String code) {
    StringBuilder outside = new StringBuilder();
    int depth = 0;
    for (char c : code.toCharArray()) {
      depth -= c == '}' ? 1 : 0;
      if (depth == 0) {
        outside.append(c);
      }
      depth += c == '{' ? 1 : 0;
    }
    return outside.toString();
  }

  private static Charset encoding(byte[] bytes) {
    if (bytes.length >= 2
        && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
            || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
      return StandardCharsets.UTF_16;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return WINDOWS;
    }
  }
}

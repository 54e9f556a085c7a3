package streamkata.grader.classroom;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;

/**
 * A gradebook as Canvas, Moodle or Blackboard exports it. Cells of it are filled in; all other
 * bytes stay what they are.
 */
final class Gradebook {

  /** The column of all labs together. */
  static final String ALL = "streamkata";

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern NO_POINTS =
      Pattern.compile(
          "(?i).*(feedback|percentage|prozent|letter|comment|kommentar|status|last modified).*");
  private static final Pattern MAX_IN_TITLE = Pattern.compile("(?i).*total pts: *([\\d.,]+).*");

  /** The columns of the grade and of its maximum, in two languages. */
  private static final Map<String, String> MOODLE_SHEET =
      Map.of("Grade", "Maximum Grade", "Bewertung", "Bestwertung");

  private final String name;
  private final String text;
  private final Charset carrier;
  private final Charset letters;
  private final char separator;
  private final List<List<Cell>> rows;
  private final List<String> header;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Register register;

  /** A cell, quotes included, by the places where it begins and ends. */
  private record Cell(int begin, int end) {}

  /**
   * Reads a gradebook.
   *
   * @param file the file, in UTF-8, UTF-16 with a mark, or Windows-1252
   * @param labs those that are graded
   * @throws Refusal if it cannot be read, or has no column of any lab
   */
  Gradebook(Path file, List<Lab> labs) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Refusal("The gradebook %s cannot be read.".formatted(file));
    }
    name = file.getFileName().toString();
    carrier = carrier(bytes);
    letters = carrier == StandardCharsets.ISO_8859_1 ? WINDOWS : carrier;
    text = new String(bytes, carrier);
    separator = separator(text);
    rows = cells(text, separator);
    header = rows.isEmpty() ? List.of() : values(rows.get(0));
    labs.forEach(lab -> columnOf(lab).ifPresent(column -> columns.put(lab.id(), column)));
    columnOfAll().ifPresent(column -> columns.put(ALL, column));
    if (columns.isEmpty()) {
      throw new Refusal(
          "The gradebook %s has no column for a lab: name one like the lab, such as %s, or %s for all together, and export it again."
              .formatted(file, labs.get(0).id(), ALL));
    }
    register =
        new Register(header, rows.subList(1, rows.size()).stream().map(this::values).toList());
  }

  /** Whether there is a row of somebody. */
  boolean has(Person person) {
    return register.find(person).isPresent();
  }

  /** The labs that have a column, and {@link #ALL} if all together have one. */
  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** The name of the file. */
  String name() {
    return name;
  }

  /**
   * The same file with points filled in.
   *
   * @param points of people: by the id of a lab, or {@link #ALL}, what they have earned
   * @param max what there is to earn, by the same
   */
  byte[] with(Map<Person, Map<String, Integer>> points, Map<String, Integer> max) {
    TreeMap<Integer, String> changes = new TreeMap<>();
    Map<Integer, Integer> ends = new TreeMap<>();
    points.forEach(
        (person, earned) ->
            register
                .find(person)
                .ifPresent(
                    row ->
                        earned.forEach(
                            (title, value) -> {
                              Integer column = columns.get(title);
                              List<Cell> cells = rows.get(row + 1);
                              if (column != null && column < cells.size()) {
                                Cell cell = cells.get(column);
                                String now =
                                    filled(cell, scaled(value, max.get(title), row + 1, column));
                                changes.put(cell.begin(), now);
                                ends.put(cell.begin(), cell.end());
                              }
                            })));
    StringBuilder filled = new StringBuilder();
    int last = 0;
    for (Map.Entry<Integer, String> change : changes.entrySet()) {
      filled.append(text, last, change.getKey()).append(change.getValue());
      last = ends.get(change.getKey());
    }
    return filled.append(text.substring(last)).toString().getBytes(carrier);
  }

  /** What is to be known of columns that count more or less than the lab. */
  List<String> remarks(Map<String, Integer> max) {
    List<String> remarks = new ArrayList<>();
    columns.forEach(
        (title, column) ->
            maxOf(1, column)
                .filter(theirs -> theirs.compareTo(BigDecimal.valueOf(max.get(title))) != 0)
                .ifPresent(
                    theirs ->
                        remarks.add(
                            "%s counts %s points in %s and %d here. The points are converted in proportion."
                                .formatted(title, theirs.toPlainString(), name, max.get(title)))));
    return remarks;
  }

  /** The character between cells: the one that is most often in the first line. */
  static char separator(String text) {
    String first = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(first, candidate) > count(first, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(c -> c == wanted).count();
  }

  /** In these, every sequence of bytes that occurs is the same again when it is written. */
  private static Charset carrier(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  private static List<List<Cell>> cells(String text, char separator) {
    List<List<Cell>> rows = new ArrayList<>();
    List<Cell> row = new ArrayList<>();
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    boolean isQuoted = false;
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (!isQuoted && (c == separator || c == '\n' || c == '\r')) {
        row.add(new Cell(begin, i));
        begin = i + 1;
        if (c != separator) {
          boolean isPair = c == '\r' && begin < text.length() && text.charAt(begin) == '\n';
          begin += isPair ? 1 : 0;
          i += isPair ? 1 : 0;
          rows.add(row);
          row = new ArrayList<>();
        }
      }
    }
    if (begin < text.length() || !row.isEmpty()) {
      row.add(new Cell(begin, text.length()));
      rows.add(row);
    }
    return rows;
  }

  private List<String> values(List<Cell> row) {
    return row.stream().map(this::value).toList();
  }

  private String value(Cell cell) {
    String raw = text.substring(cell.begin(), cell.end()).strip();
    String plain =
        raw.length() > 1 && raw.startsWith("\"") && raw.endsWith("\"")
            ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"")
            : raw;
    return letters == carrier ? plain : new String(plain.getBytes(carrier), letters);
  }

  private Optional<Integer> columnOf(Lab lab) {
    return column(lab.id());
  }

  /** The column of a name, whatever a system writes around it. */
  private Optional<Integer> column(String title) {
    Pattern pattern = Pattern.compile("(.*-)?" + Pattern.quote(title) + "(-.*)?");
    List<Integer> found =
        IntStream.range(0, header.size())
            .filter(i -> pattern.matcher(words(header.get(i))).matches())
            .filter(i -> !NO_POINTS.matcher(header.get(i)).matches())
            .boxed()
            .toList();
    return found.stream()
        .filter(
            i -> found.size() == 1 || words(header.get(i)).replaceAll("-?\\d+$", "").equals(title))
        .findFirst();
  }

  /** Moodle's sheet for one task has a column for the grade, beside that of the maximum. */
  private Optional<Integer> columnOfAll() {
    return MOODLE_SHEET.entrySet().stream()
        .filter(names -> header.contains(names.getKey()) && header.contains(names.getValue()))
        .map(names -> header.indexOf(names.getKey()))
        .findFirst()
        .or(() -> column(ALL));
  }

  private static String words(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private String filled(Cell cell, String value) {
    String raw = text.substring(cell.begin(), cell.end());
    if (isSameNumber(value(cell), value)) {
      return raw;
    }
    return raw.startsWith("\"") ? '"' + value + '"' : value;
  }

  private static boolean isSameNumber(String one, String other) {
    return number(one)
        .flatMap(first -> number(other).map(second -> first.compareTo(second) == 0))
        .orElse(false);
  }

  private String scaled(int points, int max, int row, int column) {
    BigDecimal theirs = maxOf(row, column).orElse(BigDecimal.valueOf(max));
    BigDecimal value =
        max == 0
            ? BigDecimal.ZERO
            : BigDecimal.valueOf(points)
                .multiply(theirs)
                .divide(BigDecimal.valueOf(max), 2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    String plain = value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    return separator == ';' ? plain.replace('.', ',') : plain;
  }

  /**
   * What a column counts: Canvas has a row for it, Moodle a column, Blackboard says so in the
   * title.
   */
  private Optional<BigDecimal> maxOf(int row, int column) {
    int ofMoodle = header.indexOf(MOODLE_SHEET.get(header.get(column)));
    if (ofMoodle >= 0 && row < rows.size()) {
      return at(row, ofMoodle);
    }
    Matcher blackboard = MAX_IN_TITLE.matcher(header.get(column));
    if (blackboard.matches()) {
      return number(blackboard.group(1));
    }
    return IntStream.range(1, Math.min(rows.size(), 4))
        .filter(i -> value(rows.get(i).get(0)).equals("Points Possible"))
        .boxed()
        .findFirst()
        .flatMap(i -> at(i, column));
  }

  private Optional<BigDecimal> at(int row, int column) {
    List<Cell> cells = rows.get(row);
    return column < cells.size() ? number(value(cells.get(column))) : Optional.empty();
  }

  private static Optional<BigDecimal> number(String text) {
    String plain = text.strip().replace(',', '.');
    return plain.matches("\\d{1,9}(\\.\\d{1,9})?")
        ? Optional.of(new BigDecimal(plain))
        : Optional.empty();
  }
}

package streamkata.grader.classroom;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of a table, found by whatever the table has of them: number, address, name in any
 * order, with or without accents.
 */
final class Register {

  private static final Pattern ABOUT_PEOPLE =
      Pattern.compile(
          "(?i).*(student|studier|etudiant|étudiant|teilnehm|alumno|name|naam|mail|correo|login|"
              + "user|usuario|kennung|matri[ck]|ident|sis |\\bsid\\b|\\bid\\b|\\bnome?\\b|"
              + "nombre|apellido|cognome|number|nummer|github).*");
  private static final Pattern ABOUT_GRADES =
      Pattern.compile(
          "(?i).*(\\(\\d+\\)|\\(real\\)|\\[total pts.*|points?|score|grade|feedback).*");

  private final List<List<String>> rows;
  private final List<Integer> columns;
  private final Map<String, Set<Integer>> byForm = new HashMap<>();

  /**
   * Reads a table.
   *
   * @param header the names of its columns; empty if it has none
   * @param rows the cells of each row
   */
  Register(List<String> header, List<List<String>> rows) {
    this.rows = rows;
    List<Integer> ofPeople =
        IntStream.range(0, header.size())
            .filter(i -> isAboutPeople(header.get(i)))
            .boxed()
            .toList();
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    this.columns = ofPeople.isEmpty() ? IntStream.range(0, width).boxed().toList() : ofPeople;
    for (int row = 0; row < rows.size(); row++) {
      for (String form : forms(row)) {
        byForm.computeIfAbsent(form, any -> new HashSet<>()).add(row);
      }
    }
  }

  /** Whether a row is the header of a table of people. */
  static boolean isHeader(List<String> row) {
    return row.stream().noneMatch(cell -> cell.contains("@"))
        && row.stream().anyMatch(Register::isAboutPeople);
  }

  private static boolean isAboutPeople(String title) {
    return ABOUT_PEOPLE.matcher(title).matches() && !ABOUT_GRADES.matcher(title).matches();
  }

  /** The columns that are about who somebody is. */
  List<Integer> columns() {
    return columns;
  }

  /**
   * Finds somebody.
   *
   * @return the number of the row, counted from 0; empty if there is none, or more than one
   */
  Optional<Integer> find(Person person) {
    Set<Integer> byName = rowsOf(namesOf(person.name()));
    Set<Integer> byId = person.id().map(id -> rowsOf(Set.of(normal(id)))).orElse(Set.of());
    Set<Integer> byMail = person.mail().map(mail -> rowsOf(namesOf(mail))).orElse(Set.of());
    Set<Integer> byBoth = new HashSet<>(byName);
    byBoth.retainAll(byId);
    return Stream.of(byMail, byBoth, byName, byId)
        .filter(found -> found.size() == 1)
        .findFirst()
        .map(found -> found.iterator().next());
  }

  /** Whether a person is called exactly like a cell. */
  static boolean isCalled(Person person, String cell) {
    Set<String> forms = namesOf(cell);
    return person.marks().stream().anyMatch(mark -> forms.contains(normal(mark)));
  }

  private Set<Integer> rowsOf(Set<String> forms) {
    Set<Integer> found = new HashSet<>();
    forms.forEach(form -> found.addAll(byForm.getOrDefault(form, Set.of())));
    return found;
  }

  /** All by which somebody may call the person of a row. */
  private Set<String> forms(int row) {
    List<String> cells =
        columns.stream()
            .filter(column -> column < rows.get(row).size())
            .map(column -> rows.get(row).get(column).strip())
            .filter(cell -> !cell.isEmpty())
            .toList();
    Set<String> forms = new HashSet<>();
    for (String cell : cells) {
      forms.addAll(namesOf(cell));
      for (String other : cells) {
        if (!cell.equals(other)) {
          // First and last name in columns of their own.
          forms.addAll(List.of(normal(cell) + normal(other)));
        }
      }
    }
    return forms;
  }

  /** A name, and the same with its words in another order; of an address, also its beginning. */
  private static Set<String> namesOf(String text) {
    Set<String> names = new HashSet<>();
    names.add(normal(text));
    if (text.contains("@")) {
      names.add(normal(text.substring(0, text.indexOf('@'))));
      return names;
    }
    List<String> words =
        new ArrayList<>(
            Stream.of(text.split("[\\s,;._-]+"))
                .map(Register::normal)
                .filter(word -> !word.isEmpty())
                .toList());
    for (int turn = 0; turn < words.size(); turn++) {
      words.add(words.remove(0));
      names.add(String.join("", words));
    }
    return names;
  }

  /** Letters and digits only, small, without accents. */
  static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replace("ß", "ss")
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}

package streamkata.grader.classroom;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Refusal;

/** Who of a roster has handed in what. */
class RosterTest {

  @TempDir private Path folder;

  @Test
  void people_are_found_by_name_in_any_order_and_with_other_accents() throws IOException {
    Roster roster =
        read("Nachname;Vorname;E-Mail\nMüller;Anna Lena;al@x.example\nOtt;Bo;bo@x.example\n");

    for (String name :
        List.of("Anna Lena Müller", "Müller, Anna Lena", "mulleranna lena", "müller_anna-lena")) {
      assertThat(name, roster.labelOf(Person.named(name)).isPresent(), is(true));
    }
    assertThat(roster.labelOf(Person.named("Anna")), is(Optional.empty()));
  }

  @Test
  void the_column_that_names_most_hand_ins_names_everyone() throws IOException {
    String csv = "Name,Login,ID\nAnna Ott,aott,17\nBo Ut,but,18\nCem Et,cet,19\n";

    assertThat(read(csv, "aott", "but").labels(), is(List.of("aott", "but", "cet")));
    assertThat(read(csv, "Anna Ott").labels(), is(List.of("Anna Ott", "Bo Ut", "Cem Et")));
  }

  @Test
  void a_list_without_a_header_is_a_roster() throws IOException {
    assertThat(
        read("anna@x.example\nbert@x.example\n").labels(),
        is(List.of("anna@x.example", "bert@x.example")));
    assertThat(
        read("anna@x.example\nbert@x.example\n").labelOf(Person.named("anna")),
        is(Optional.of("anna@x.example")));
  }

  @Test
  void numbers_tell_namesakes_apart() throws IOException {
    Roster roster = read("Student,ID\nAnna Ott,17\nAnna Ott,18\n", "Anna Ott");

    assertThat(
        roster.labelOf(new Person("Anna Ott", Optional.of("18"), Optional.empty())),
        is(Optional.of("Anna Ott (18)")));
    assertThat(roster.labelOf(Person.named("Anna Ott")), is(Optional.empty()));
  }

  @Test
  void any_usual_encoding_and_separator_is_read() throws IOException {
    Path file = folder.resolve("roster.csv");
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252"))) {
      for (char separator : new char[] {',', ';', '\t'}) {
        Files.write(
            file,
            "Name?ID\r\nBär, \u00C4nne?5\r\n"
                .replace('?', separator)
                .replace("Bär, \u00C4nne", "\"Bär, \u00C4nne\"")
                .getBytes(charset));

        assertThat(Roster.read(file, List.of()).labels(), is(List.of("Bär, \u00C4nne")));
      }
    }
  }

  @Test
  void rows_of_canvas_that_are_no_students_are_left_out() throws IOException {
    assertThat(
        read("Student,ID\n    Points Possible,\nAnna,1\n\"Student, Test\",2\n").labels(),
        is(List.of("Anna")));
  }

  @Test
  void an_empty_roster_is_refused() {
    assertThat(
        assertThrows(Refusal.class, () -> read("Name,ID\n")).getMessage(),
        containsString("Nobody is in the roster"));
  }

  private Roster read(String csv, String... handedIn) throws IOException {
    Path file = folder.resolve("roster.csv");
    Files.writeString(file, csv);
    return Roster.read(file, List.of(handedIn).stream().map(Person::named).toList());
  }
}

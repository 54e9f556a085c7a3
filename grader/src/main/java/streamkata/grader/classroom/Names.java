package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What everyone is called: as the roster has it, or else by their hand-in.
 *
 * @param byPerson the name of everyone who has handed in, one for each
 * @param strangers those of them who are not on the roster
 */
record Names(Map<Person, String> byPerson, List<String> strangers) {

  /**
   * Names people.
   *
   * @param people who have handed in
   * @param roster a list of the class, if there is one
   */
  static Names of(List<Person> people, Optional<Roster> roster) {
    Map<Person, String> names = new LinkedHashMap<>();
    Map<String, Long> namesakes = new HashMap<>();
    people.stream().distinct().forEach(person -> namesakes.merge(person.name(), 1L, Long::sum));
    List<String> strangers = new ArrayList<>();
    for (Person person : people) {
      Optional<String> label = roster.flatMap(list -> list.labelOf(person));
      String own = namesakes.get(person.name()) > 1 ? person.inFull() : person.name();
      if (roster.isPresent() && label.isEmpty()) {
        strangers.add(own);
      }
      names.put(person, label.orElse(own));
    }
    return new Names(names, strangers);
  }

  String labelOf(Person person) {
    return byPerson.get(person);
  }
}

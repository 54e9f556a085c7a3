package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import streamkata.grader.kit.Refusal;

/**
 * What Gradescope says of the hand-ins that it exports. Only the tree of the file is read: it names
 * types of the language that it was written with.
 *
 * @param submissions by the names of their folders
 */
record GradescopeExport(Map<String, Submission> submissions) {

  /** The name of the file. */
  static final String NAME = "submission_metadata.yml";

  /**
   * One of them.
   *
   * @param people who have handed it in
   * @param attempt counted from 1
   */
  record Submission(List<Person> people, int attempt) {}

  static GradescopeExport of(String yaml) {
    Map<String, Submission> submissions = new HashMap<>();
    try {
      new Compose(LoadSettings.builder().build())
          .composeString(yaml)
          .ifPresent(
              root -> fields(root).forEach((name, node) -> submissions.put(name, read(node))));
    } catch (YamlEngineException e) {
      throw new Refusal("The file %s cannot be read as YAML: export it again.".formatted(NAME));
    }
    return new GradescopeExport(submissions);
  }

  private static Submission read(Node node) {
    Map<String, Node> fields = fields(node);
    List<Person> people = new ArrayList<>();
    for (Node submitter : elements(fields.get("submitters"))) {
      Map<String, Node> of = fields(submitter);
      Optional<String> id = text(of.get("sid"));
      Optional<String> mail = text(of.get("email"));
      text(of.get("name"))
          .or(() -> mail)
          .or(() -> id)
          .ifPresent(name -> people.add(new Person(name, id, mail)));
    }
    return new Submission(people, 1 + elements(fields.get("history")).size());
  }

  private static Map<String, Node> fields(Node node) {
    Map<String, Node> fields = new HashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple field : mapping.getValue()) {
        text(field.getKeyNode())
            .ifPresent(name -> fields.put(name.replaceFirst("^:", ""), field.getValueNode()));
      }
    }
    return fields;
  }

  private static List<Node> elements(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  private static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar
        ? Optional.of(scalar.getValue().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}

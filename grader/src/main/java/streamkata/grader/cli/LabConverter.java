package streamkata.grader.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;

/** Finds the lab that an argument names. */
final class LabConverter implements ITypeConverter<Lab> {

  @Override
  public Lab convert(String id) {
    try {
      return Course.PATH.labs().byId(id);
    } catch (IllegalArgumentException e) {
      List<String> similar = similar(id);
      String guess = similar.isEmpty() ? "" : " Did you mean %s?".formatted(similar.get(0));
      throw new Refusal(e.getMessage() + guess);
    }
  }

  /** What picocli would suggest if labs were commands. */
  private static List<String> similar(String id) {
    CommandLine labs = new CommandLine(CommandSpec.create());
    Course.PATH.labs().all().forEach(lab -> labs.addSubcommand(lab.id(), CommandSpec.create()));
    return new UnmatchedArgumentException(labs, List.of(id)).getSuggestions();
  }
}

package streamkata.grader.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;

/** Finds the lab that an argument names. */
final class LabConverter implements ITypeConverter<Lab> {

  @Override
  public Lab convert(String typed) {
    try {
      return Course.PATH.labs().named(typed);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          e.getMessage() + Similar.to(typed, ids()).map(" Did you mean %s?"::formatted).orElse(""));
    }
  }

  private static List<String> ids() {
    return Course.PATH.labs().all().stream().map(Lab::id).toList();
  }

  /** What a shell offers where a lab can be typed. */
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ids().iterator();
    }
  }
}

package streamkata.grader.wire;

import java.util.List;

/** What a stage answers to a {@link Request}. */
public sealed interface Reply {

  /** How the stage writes replies and the referee reads them. */
  Values<Reply> VALUES = Values.of(Reply.class);

  /**
   * The first thing that a stage says, unasked, on channel 0.
   *
   * @param kit the version of the kit that it is of
   */
  record Ready(String kit) implements Reply {}

  /**
   * The code of a lab is there, or does not compile.
   *
   * @param compileErrors one text for each error, with file, line and caret; empty if it compiles
   * @param classes what sources were compiled to, for other stages; none if there was no need
   * @param objections what it uses that a stream program must not use, one text for each place
   */
  record Loaded(List<String> compileErrors, List<NamedFile> classes, List<String> objections)
      implements Reply {}

  /**
   * It is done.
   *
   * @param outputs what has come out of each output since the last reply
   */
  record Done(List<Output> outputs) implements Reply {}

  /**
   * Files of a checkpoint or a savepoint.
   *
   * @param files the files
   * @param parts what a checkpoint holds, if that was asked for and can be told; empty otherwise
   * @param outputs what has come out of each output since the last reply
   */
  record Taken(List<NamedFile> files, List<StatePart> parts, List<Output> outputs)
      implements Reply {}

  /**
   * What is in the directory outside Flink, and what has happened there since it was last read.
   * What happens in a folder is known from the first time on that the folder was there when the
   * directory was read.
   *
   * @param files the files in the directory, in a folder {@link #DIRECTORY}, and those beside it
   * @param appeared names under which files have appeared, by now perhaps gone
   * @param written names of files in which something was written under this name
   */
  record Found(List<NamedFile> files, List<String> appeared, List<String> written)
      implements Reply {

    /** The name of the directory, in a folder in which nothing else is. */
    public static final String DIRECTORY = "output";
  }

  /**
   * What an environment is set to.
   *
   * @param settings as Flink will understand it
   */
  record Configured(EnvironmentSettings settings) implements Reply {}

  /**
   * It could not be done.
   *
   * @param failure why
   */
  record Failed(Failure failure) implements Reply {}
}

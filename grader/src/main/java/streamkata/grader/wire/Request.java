package streamkata.grader.wire;

import java.util.List;

/** What a referee asks of a stage. Each request has exactly one {@link Reply}. */
public sealed interface Request {

  /** How the referee writes requests and the stage reads them. */
  Values<Request> VALUES = Values.of(Request.class);

  /**
   * Takes the code of one lab. The answer is {@link Reply.Loaded}.
   *
   * @param program a number by which it is called from now on
   * @param className the full name of the class that is graded
   * @param sources whether the files are sources, to be compiled, or class files
   * @param files the files of the lab
   * @param beside further sources, which are compiled if those of the lab refer to them
   * @param refuses whether a class is refused that uses what a stream program must not use
   * @param filesAllowed whether the lab is about files
   */
  record Load(
      int program,
      String className,
      boolean sources,
      List<NamedFile> files,
      List<NamedFile> beside,
      boolean refuses,
      boolean filesAllowed)
      implements Request {}

  /**
   * Throws the code of a lab away. The answer is {@link Reply.Done}.
   *
   * @param program its number
   */
  record Forget(int program) implements Request {}

  /**
   * Builds and submits the job of a performance. The answer is {@link Reply.Done}.
   *
   * @param program the number of the code
   * @param contract the full name of the contract
   * @param arguments the plain arguments of its method, each written as {@link Values} of its type
   * @param parallelism the default of the job
   * @param sources the instances of each input
   * @param backend the name that Flink has for the state backend
   * @param kryo whether types that only Kryo can serialise are allowed
   * @param chaining whether operators are chained
   * @param limit the seconds of processor time that the program may use
   * @param from the files of the checkpoint or savepoint that it goes on from; none for a new job
   * @param base how many cues the job has read by then
   * @param place the name of the folder of the directory outside Flink that the job is given: its
   *     path is the same in every stage
   * @param directory what is in this folder
   */
  record Open(
      int program,
      String contract,
      List<byte[]> arguments,
      int parallelism,
      int sources,
      String backend,
      boolean kryo,
      boolean chaining,
      int limit,
      List<NamedFile> from,
      int base,
      String place,
      List<NamedFile> directory)
      implements Request {}

  /**
   * Gives the sources more to read. The answer, {@link Reply.Done}, comes when each source has read
   * all and every task runs.
   *
   * @param cues in the order of arrival
   */
  record Feed(List<Cue> cues) implements Request {}

  /**
   * Waits until every operator has processed all that came before. The answer, {@link Reply.Done},
   * has what was out by then, and nothing that only the waiting has brought out.
   */
  record Settle() implements Request {}

  /**
   * Waits, without a barrier, until results are out, or until nothing happens any more. Answered by
   * Done.
   *
   * @param counts for each output how many, since the job began
   */
  record AwaitResults(List<Integer> counts) implements Request {}

  /**
   * Takes a checkpoint. The answer is {@link Reply.Taken}.
   *
   * @param described whether to say what it holds
   */
  record Checkpoint(boolean described) implements Request {}

  /** Takes a checkpoint of which no task is told. The answer is {@link Reply.Taken}. */
  record CheckpointUntold() implements Request {}

  /**
   * Takes a checkpoint that does not simply complete. Answered by Done.
   *
   * @param how what happens to it
   */
  record Unusual(Checkpointing how) implements Request {}

  /** A task fails, and the job restarts from its last checkpoint. Answered by Done. */
  record FailTask() implements Request {}

  /**
   * The next result of the program is refused: an exception comes out of what it gives it to, as if
   * the operator behind it had failed, and the job restarts from its last checkpoint. If nothing
   * comes out of what is fed next, nothing fails. Answered by Done.
   */
  record RefuseResult() implements Request {}

  /**
   * Stops the job with a savepoint. The answer is {@link Reply.Taken}.
   *
   * @param canonical whether in the format that all state backends share, which has no trace of
   *     what was deleted. The answer tells its parts. Flink does not have it for asynchronous state
   */
  record StopWithSavepoint(boolean canonical) implements Request {}

  /** Ends the inputs, and waits for the job to come to its end. Answered by Done. */
  record End() implements Request {}

  /**
   * Reads the directory outside Flink that the job was given. The answer is {@link Reply.Found}.
   *
   * @param cancels whether the job is cancelled first, so that the program closes what it has open
   */
  record ReadDirectory(boolean cancels) implements Request {}

  /**
   * Lets a lab configure an environment. The answer is {@link Reply.Configured}.
   *
   * @param program the number of the code
   * @param contract the full name of the contract
   * @param arguments the plain arguments of its method, each written as {@link Values} of its type
   * @param limit the seconds of processor time that the program may use
   */
  record Configure(int program, String contract, List<byte[]> arguments, int limit)
      implements Request {}

  /** Ends the performance on this channel, whatever it is doing. Answered by Done. */
  record Close() implements Request {}
}

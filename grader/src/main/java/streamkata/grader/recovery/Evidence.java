package streamkata.grader.recovery;

import java.util.List;
import java.util.regex.Pattern;
import streamkata.grader.recovery.Recording.Finding;

/**
 * How the results of a lab show, from outside, whether its program remembers what it had seen
 * before its worker was killed.
 */
public interface Evidence {

  /** What a line with a result begins with; other lines are the program's own talk. */
  Pattern resultLine();

  /**
   * The arguments for the program's {@code main} with which the evidence can be had.
   *
   * @return options and their values
   */
  List<String> arguments();

  /**
   * Whether there is something to lose.
   *
   * @param position how many events the source has emitted
   * @param results what has been printed
   * @return whether the worker can be killed
   */
  boolean isEnoughToLose(long position, PrintedResults results);

  /**
   * Whether the new worker has shown enough.
   *
   * @param now how far the job has come
   * @param results what the new worker has printed
   * @return whether the job can be ended
   */
  boolean isEnoughAfter(Progress now, PrintedResults results);

  /**
   * The share that tells of a memory, of what the workers printed.
   *
   * @param workers the results of each worker
   * @return 0 to 1, NaN if nothing yet
   */
  double share(List<PrintedResults> workers);

  /**
   * What {@link #share} is a share of, for people.
   *
   * @return a few words
   */
  String shareName();

  /**
   * Compares the results of the worker that was killed with those of the new one.
   *
   * @param before what the first has printed
   * @param after what the second has printed
   * @return what they show
   */
  Finding compare(PrintedResults before, PrintedResults after);

  /**
   * How far a job has come.
   *
   * @param position how many events its source has emitted; -1 while nobody says
   * @param positionAtKill how many it had emitted when the worker was killed
   * @param isFinished whether it has come to its end
   */
  record Progress(long position, long positionAtKill, boolean isFinished) {}
}

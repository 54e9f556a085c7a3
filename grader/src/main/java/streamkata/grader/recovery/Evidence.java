package streamkata.grader.recovery;

import java.util.List;
import java.util.regex.Pattern;
import streamkata.grader.recovery.Recording.Finding;

/**
 * How the results of a lab show, from outside, whether its program remembers what it had seen
 * before its worker was killed.
 */
interface Evidence {

  /** What a line with a result begins with; other lines are the program's own talk. */
  Pattern resultLine();

  /** The arguments for the program's {@code main} with which the evidence can be had. */
  List<String> arguments();

  /** Whether there is something to lose, after so many events and these results. */
  boolean isEnoughToLose(long position, PrintedResults results);

  /** Whether the new worker has shown enough. */
  boolean isEnoughAfter(Progress now, PrintedResults results);

  /** The share that tells of a memory, of what the workers printed; 0 to 1, NaN if nothing yet. */
  double share(List<PrintedResults> workers);

  /** What {@link #share} is a share of, for people. */
  String shareName();

  /** Compares the results of the worker that was killed with those of the new one. */
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

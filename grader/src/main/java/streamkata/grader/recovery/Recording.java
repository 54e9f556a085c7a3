package streamkata.grader.recovery;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What was observed of one run from outside.
 *
 * @param checkpointing whether the job took checkpoints
 * @param samples what was seen over time, a few times a second
 * @param marks when, in seconds since the job ran, what happened to it
 * @param lastCheckpoint the last checkpoint before the restart
 * @param firstPositions for each stream, how many events were behind it when the source went on
 *     after the restart
 * @param finding whether its results show a memory
 * @param times how long things took
 */
public record Recording(
    boolean checkpointing,
    List<Sample> samples,
    Map<Mark, Double> marks,
    LastCheckpoint lastCheckpoint,
    Map<String, Long> firstPositions,
    Finding finding,
    Times times) {

  /** What happens to a job in a run, in this order. */
  public enum Mark {
    /** The worker is killed. */
    KILLED("worker killed"),
    /** The JobManager has noticed. */
    RESTARTING("RESTARTING"),
    /** A new worker is started. */
    NEW_WORKER("new worker"),
    /** The new worker prints its first result. */
    FIRST_RESULT("first result");

    private final String title;

    Mark(String title) {
      this.title = title;
    }

    /**
     * The name for people.
     *
     * @return one or two words
     */
    public String title() {
      return title;
    }
  }

  /**
   * What was seen at one moment.
   *
   * @param seconds since the job ran
   * @param state of the job, as the dashboard names it
   * @param position how many events the source has emitted; -1 while nobody says
   * @param results how many results have been printed
   * @param share the share of results that tell of a memory, 0 to 1; NaN before the first
   * @param checkpoints how many checkpoints have been completed
   */
  public record Sample(
      double seconds, String state, long position, long results, double share, long checkpoints) {}

  /**
   * The checkpoint that a run restarted from.
   *
   * @param id its number; empty if the run restarted from none
   * @param positions for each stream, how many events were behind it; empty if there is none
   */
  public record LastCheckpoint(OptionalLong id, Map<String, Long> positions) {}

  /**
   * What the results of the two workers show.
   *
   * @param remembers whether the new worker went on with what the old one knew
   * @param beganAnew whether the new worker knew nothing
   * @param figures what shows it
   */
  public record Finding(boolean remembers, boolean beganAnew, String figures) {}

  /**
   * How long things took, in seconds.
   *
   * @param firstWorker from the start of the first worker until it was registered
   * @param toRestarting from the kill until the job was RESTARTING
   * @param secondWorker from the start of the new worker until it was registered
   * @param toFirstResult from the start of the new worker until it printed a result
   */
  public record Times(
      double firstWorker, double toRestarting, double secondWorker, double toFirstResult) {}
}

package streamkata.common.lab;

import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/** The contract of the lab exactly-once-files: a sink of files that have each event once. */
public interface ExactlyOnceFilesLab {

  /**
   * Writes each event as one line of a file. Other programs read the files while the job runs.
   *
   * <ul>
   *   <li>The line of an event is {@link TaxiRide#toCsv}. It ends with a line break. An event that
   *       arrives twice has two lines.
   *   <li>A line stands in a file {@code <hour>/<name>.csv} below the directory. The hour is that
   *       of the event time, UTC, such as {@code 2013-01-01-13} for 13:00:00.000 to 13:59:59.999.
   *       The event time of a START is its start time, that of an END its end time. Watermarks play
   *       no part: an event that is late has a line, too.
   *   <li>Readers ignore a file if its name, or the name of a folder that it is in, begins with a
   *       dot or an underscore. They see every other file, at any moment. So each other file has
   *       its complete content from the moment at which it appears. It never changes, and it is
   *       neither renamed nor deleted. How many files there are, and how many lines are in one,
   *       does not matter.
   *   <li>Readers see a line when a checkpoint or savepoint that covers its event has completed and
   *       Flink has notified the job, and not before. If a failure comes before the notification,
   *       they see the line at the latest when the next checkpoint has completed.
   *   <li>Readers see each line once, whatever fails and whenever: between two checkpoints, during
   *       a checkpoint, between its completion and the notification, after it, several times in a
   *       row; also if the job continues at another parallelism.
   *   <li>When the input ends, readers see all lines.
   *   <li>Files that readers ignore are temporary. While the job runs without a failure, their
   *       number does not grow from checkpoint to checkpoint; when the input has ended, none is
   *       left. A failure may leave some. Of a file that is committed, nothing is left in state.
   *   <li>Nothing is written outside the directory.
   * </ul>
   *
   * @param rides START and END events, in any order
   * @param directory exists, and is empty for a new job; after a failure it has the same path and
   *     the same files
   */
  void write(DataStream<TaxiRide> rides, Path directory);
}

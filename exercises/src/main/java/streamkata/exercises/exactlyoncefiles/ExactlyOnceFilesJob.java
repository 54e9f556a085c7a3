package streamkata.exercises.exactlyoncefiles;

import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.model.TaxiRide;

/**
 * Lab exactly-once-files: files that have each event once, whatever fails.
 *
 * <p>Write {@link #write}; {@link #main} runs it. The task is in the README.md beside this class,
 * the exact rules are in {@link ExactlyOnceFilesLab}. You will meet {@link
 * org.apache.flink.api.connector.sink2.SupportsCommitter} and {@link
 * org.apache.flink.api.connector.sink2.Committer}.
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  /**
   * Runs the lab on the taxi stream.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("exactly-once-files", args);
    job.makeFaultTolerant();
    new ExactlyOnceFilesJob().write(job.rides(), job.outputDirectory());
    job.run();
  }

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    // TODO: a sink that writes hidden files before a checkpoint, and renames them when the
    // checkpoint is complete. Path is not serialisable: give the sink directory.toString().
    throw new MissingSolutionException();
  }
}

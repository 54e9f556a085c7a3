package streamkata.solutions.exactlyoncefiles;

import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/** Reference solution of the lab exactly-once-files; DISCUSSION.md beside it says why. */
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
    rides.sinkTo(new HourlyFiles(directory.toString())).name("hourly files").uid("hourly-files");
  }
}

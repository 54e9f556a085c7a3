// Loses: behaviour, state hygiene
package streamkata.exercises.exactlyoncefiles;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import streamkata.common.job.LabJob;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * Uses FileSink with a Flink path made of the text of the URI of the directory, in which a space
 * is %20; Flink takes that literally, and writes to another directory beside it. Rule 9: "Write
 * only below directory". Shown by: a directory whose path has a space, an umlaut or another
 * character that a URI escapes, such as "/tmp/taxi files": nothing is below it; with plain paths
 * all is right
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("exactly-once-files", args);
    job.makeFaultTolerant();
    new ExactlyOnceFilesJob().write(job.rides(), job.outputDirectory());
    job.run();
  }

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    org.apache.flink.core.fs.Path base =
        new org.apache.flink.core.fs.Path(directory.toUri().toString());
    rides
        .sinkTo(
            FileSink.<TaxiRide>forRowFormat(
                    base,
                    (ride, stream) ->
                        stream.write((ride.toCsv() + "\n").getBytes(StandardCharsets.UTF_8)))
                .withBucketAssigner(new HourOfEvent())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                    OutputFileConfig.builder()
                        .withPartPrefix("rides")
                        .withPartSuffix(".csv")
                        .build())
                .build())
        .name("files")
        .uid("files");
  }

  static String hour(TaxiRide ride) {
    return HOUR.format(Instant.ofEpochMilli(ride.eventTime()));
  }

  /** The folder of an event. */
  static class HourOfEvent implements BucketAssigner<TaxiRide, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(TaxiRide ride, Context context) {
      return hour(ride);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}

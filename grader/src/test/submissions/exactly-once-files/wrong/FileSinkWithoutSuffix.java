package streamkata.exercises.exactlyoncefiles;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/**
 * FileSink whose files do not end with .csv.
 *
 * <p>Loses: behaviour
 *
 * <p>Says: A reader sees the file 2013-01-01-13/part-
 */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    FileSink<String> sink =
        FileSink.forRowFormat(
                new org.apache.flink.core.fs.Path(directory.toUri()),
                new SimpleStringEncoder<String>())
            .withBucketAssigner(new ByHour())
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .build();
    rides.map(TaxiRide::toCsv).sinkTo(sink).uid("files");
  }

  static class ByHour implements BucketAssigner<String, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(String line, Context context) {
      return DateTimeFormatter.ofPattern("yyyy-MM-dd-HH")
          .withZone(ZoneOffset.UTC)
          .format(Instant.ofEpochMilli(context.timestamp()));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}

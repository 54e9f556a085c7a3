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
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import streamkata.common.lab.ExactlyOnceFilesLab;
import streamkata.common.model.TaxiRide;

/** Flink's own sink: a bucket for each hour, and a new file at each checkpoint. */
public class ExactlyOnceFilesJob implements ExactlyOnceFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    FileSink<TaxiRide> sink =
        FileSink.<TaxiRide>forRowFormat(
                new org.apache.flink.core.fs.Path(directory.toUri()),
                (ride, stream) ->
                    new SimpleStringEncoder<String>().encode(ride.toCsv(), stream))
            .withBucketAssigner(new ByHour())
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(".csv").build())
            .build();
    rides.sinkTo(sink).uid("files");
  }

  static class ByHour implements BucketAssigner<TaxiRide, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(TaxiRide ride, Context context) {
      return DateTimeFormatter.ofPattern("yyyy-MM-dd-HH")
          .withZone(ZoneOffset.UTC)
          .format(Instant.ofEpochMilli(ride.eventTime()));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}

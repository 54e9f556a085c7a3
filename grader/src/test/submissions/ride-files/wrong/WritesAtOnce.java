package streamkata.exercises.ridefiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.ridefiles.RideFilesLab;

/**
 * Does not wait for a checkpoint: what is replayed is written again.
 *
 * <p>Loses: behaviour, task failure, worker loss
 *
 * <p>Says: ride 1: expected nothing, got a line
 */
public class RideFilesJob implements RideFilesLab {

  @Override
  public void write(DataStream<TaxiRide> rides, Path directory) {
    String file = directory.resolve("rides").toString();
    rides
        .map(
            ride -> {
              Files.write(
                  Path.of(file),
                  List.of(Long.toString(ride.rideId())),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND);
              return ride;
            })
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
  }
}

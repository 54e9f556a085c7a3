package streamkata.grader.labs.ridefiles;

import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/** The contract of a lab that owns its sink. */
public interface RideFilesLab {

  /**
   * Writes the ids of rides into files, one a line. A file whose name begins with a dot is not read
   * by anybody; the others have each ride once, up to the last checkpoint.
   *
   * @param directory existing; after a failure it has the same path and the same files in it
   */
  void write(DataStream<TaxiRide> rides, Path directory);
}

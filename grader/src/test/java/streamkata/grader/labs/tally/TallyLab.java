package streamkata.grader.labs.tally;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/** The contract of a lab whose job goes on from a savepoint of an older version. */
public interface TallyLab {

  /**
   * Counts for each START the rides of its driver so far, and their passengers. The version before
   * this one knew nothing of passengers; its operator has the uid and the state the name {@code
   * tally}.
   */
  DataStream<Tally> tally(DataStream<TaxiRide> rides);
}

package streamkata.exercises.learn;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A filter: the smallest stream program. */
public final class KeepHeavy {

  private KeepHeavy() {}

  /** Prints the parcels of 1000 grams and more. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    DataStream<Scan> scans =
        env.fromData( // the source
            Scan.of("A", "Bremen", 700, "09:00"),
            Scan.of("B", "Kassel", 2400, "09:05"),
            Scan.of("C", "Bremen", 1000, "09:20"));

    scans
        .filter(scan -> scan.grams() >= 1000) // an operator
        .map(scan -> "parcel " + scan.parcel() + ", " + scan.grams() + " g") // an operator
        .print(); // the sink

    env.execute("keep-heavy");
  }
}

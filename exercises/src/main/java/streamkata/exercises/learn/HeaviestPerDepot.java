package streamkata.exercises.learn;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** keyBy and reduce: one running result for each key. */
public final class HeaviestPerDepot {

  private HeaviestPerDepot() {}

  /** Prints, after each scan, the heaviest parcel of its depot so far. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    DataStream<Scan> scans =
        env.fromData(
            Scan.of("A", "Bremen", 700, "09:00"),
            Scan.of("B", "Kassel", 2400, "09:05"),
            Scan.of("C", "Bremen", 1000, "09:20"),
            Scan.of("D", "Bremen", 900, "09:25"));

    scans
        .keyBy(Scan::depot)
        .reduce((heaviest, scan) -> scan.grams() > heaviest.grams() ? scan : heaviest)
        .map(scan -> scan.depot() + ": parcel " + scan.parcel())
        .print();

    env.execute("heaviest-per-depot");
  }
}

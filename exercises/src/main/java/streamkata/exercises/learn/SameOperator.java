package streamkata.exercises.learn;

import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Which operator of a changed job gets the state of the old one. */
public final class SameOperator {

  private SameOperator() {}

  /** Compares the operators of two versions of a job. No job runs. */
  public static void main(String[] args) {
    System.out.println("without uid: " + compare(countOf(false, false), countOf(true, false)));
    System.out.println("with uid: " + compare(countOf(false, true), countOf(true, true)));
  }

  private static String compare(OperatorID before, OperatorID after) {
    return before.equals(after) ? "the state is found" : "the state is not found";
  }

  /** The id of the operator that counts, in a job with or without a filter before it. */
  private static OperatorID countOf(boolean hasFilter, boolean hasUid) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<Scan> scans = env.fromData(Scan.of("A", "Bremen", 700, "09:00"));
    if (hasFilter) {
      scans = scans.filter(scan -> scan.grams() > 0).name("new");
    }
    SingleOutputStreamOperator<String> counts =
        scans.keyBy(Scan::parcel).process(new CountScans.Count()).name("count");
    if (hasUid) {
      counts.uid("count-scans"); // fixed by you, not by the shape of the job
    }
    counts.print();
    JobVertex count =
        StreamSupport.stream(env.getStreamGraph().getJobGraph().getVertices().spliterator(), false)
            .filter(vertex -> vertex.getName().startsWith("count"))
            .findFirst()
            .orElseThrow();
    List<OperatorIDPair> ids = count.getOperatorIDs();
    return ids.get(ids.size() - 1).getGeneratedOperatorID();
  }
}

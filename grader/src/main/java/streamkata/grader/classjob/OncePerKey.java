package streamkata.grader.classjob;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a line of each hand-in. Results are written with the first that has them, and not again.
 */
final class OncePerKey extends KeyedProcessFunction<String, Graded, String> {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private transient ValueState<Boolean> isWritten;

  @Override
  public void open(OpenContext context) {
    isWritten =
        getRuntimeContext().getState(new ValueStateDescriptor<>("is-written", Boolean.class));
  }

  @Override
  public void processElement(Graded graded, Context context, Collector<String> out)
      throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("handIn", graded.handIn());
    line.put("key", graded.key());
    line.set("lost", JSON.readTree(graded.lost()));
    line.set(
        "results",
        isWritten.value() == null ? JSON.readTree(graded.results()) : JSON.createArrayNode());
    if (line.path("lost").isEmpty()) {
      isWritten.update(true);
    }
    out.collect(line.toString());
  }
}

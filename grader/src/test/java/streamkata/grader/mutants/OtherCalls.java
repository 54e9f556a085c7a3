package streamkata.grader.mutants;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import streamkata.grader.mutants.Instruction.Call;

/** A method that is easily taken for another of the same types. */
final class OtherCalls {

  private static final String WINDOWS =
      "org/apache/flink/streaming/api/windowing/assigners/%sTimeWindows";

  private static final Map<String, List<String>> TAKEN_FOR =
      Map.ofEntries(
          entry("max", List.of("min")),
          entry("min", List.of("max")),
          entry("maxBy", List.of("max", "minBy")),
          entry("minBy", List.of("min", "maxBy")),
          entry("getGridCellCenterLon", List.of("getGridCellCenterLat")),
          entry("getGridCellCenterLat", List.of("getGridCellCenterLon")),
          entry("getEnd", List.of("getStart", "maxTimestamp")),
          entry("getStart", List.of("getEnd", "maxTimestamp")),
          entry("maxTimestamp", List.of("getEnd", "getStart")),
          entry("currentWatermark", List.of("currentProcessingTime")),
          entry("registerEventTimeTimer", List.of("registerProcessingTimeTimer")),
          entry("deleteEventTimeTimer", List.of("deleteProcessingTimeTimer")));

  private static final Map<String, String> OTHER_OWNER =
      Map.of(
          WINDOWS.formatted("TumblingEvent"), WINDOWS.formatted("TumblingProcessing"),
          WINDOWS.formatted("SlidingEvent"), WINDOWS.formatted("SlidingProcessing"));

  private OtherCalls() {}

  static List<Change> changes(Call call) {
    String owner = OTHER_OWNER.get(call.owner());
    if (owner != null && call.opcode() == Opcodes.INVOKESTATIC) {
      String descriptor = call.descriptor().replace(call.owner(), owner);
      return List.of(
          new Change(
              "windows of processing time",
              put(new Call(call.opcode(), owner, call.name(), descriptor, false))));
    }
    return TAKEN_FOR.getOrDefault(call.name(), List.of()).stream()
        .map(
            other ->
                new Change("%s() for %s()".formatted(other, call.name()), put(call.named(other))))
        .toList();
  }

  static Consumer<MethodVisitor> put(Call call) {
    return code ->
        code.visitMethodInsn(
            call.opcode(), call.owner(), call.name(), call.descriptor(), call.isInterface());
  }
}

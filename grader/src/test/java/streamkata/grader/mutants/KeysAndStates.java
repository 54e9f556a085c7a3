package streamkata.grader.mutants;

import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import streamkata.grader.mutants.Instruction.Call;
import streamkata.mutants.MemoryState;
import streamkata.mutants.OneField;
import streamkata.mutants.OneKey;

/** One key for all events; keyed state that is a field. */
final class KeysAndStates {

  /** The classes that mutants then need. */
  static final List<Class<?>> NEEDED = List.of(MemoryState.class, OneField.class, OneKey.class);

  private static final Type SELECTOR = Type.getType(KeySelector.class);
  private static final String GET_STATE =
      Type.getMethodDescriptor(
          Type.getType(ValueState.class), Type.getType(ValueStateDescriptor.class));

  private KeysAndStates() {}

  static List<Change> changes(Call call) {
    if (call.name().equals("getState") && call.descriptor().equals(GET_STATE)) {
      return List.of(
          new Change("a value for each key, in a field", code -> state(MemoryState.class, code)),
          new Change("one value for all keys, in a field", code -> state(OneField.class, code)));
    }
    Type[] arguments = call.arguments();
    if (call.name().equals("keyBy") && arguments.length == 1 && arguments[0].equals(SELECTOR)) {
      return List.of(
          new Change(
              "one key for all",
              code -> {
                code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Type.getInternalName(OneKey.class),
                    "of",
                    Type.getMethodDescriptor(SELECTOR, SELECTOR),
                    false);
                OtherCalls.put(call).accept(code);
              }));
    }
    return List.of();
  }

  private static void state(Class<?> type, MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(type),
        "of",
        Type.getMethodDescriptor(
            Type.getType(ValueState.class),
            Type.getType(RuntimeContext.class),
            Type.getType(ValueStateDescriptor.class)),
        false);
  }
}

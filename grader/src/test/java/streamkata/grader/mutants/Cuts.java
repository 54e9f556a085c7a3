package streamkata.grader.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import streamkata.grader.mutants.Instruction.Arithmetic;
import streamkata.grader.mutants.Instruction.Call;

/** A number loses digits on its way. */
final class Cuts {

  /** What is given as an int by these may be more than a short holds. */
  private static final Set<String> COUNTS = Set.of("count", "intValue");

  private Cuts() {}

  static List<Change> changes(Call call) {
    boolean isInt = call.result().equals(Type.INT_TYPE);
    if (call.isConstructor() || isInt && !COUNTS.contains(call.name())) {
      return List.of();
    }
    Consumer<MethodVisitor> original = OtherCalls.put(call);
    List<Change> changes =
        new ArrayList<>(changes(call.result().getSort(), call.name() + "()", original));
    if (call.name().endsWith("Time") && call.result().equals(Type.LONG_TYPE)) {
      changes.add(
          new Change(call.name() + "() cut to seconds", original.andThen(Cuts::cutToSeconds)));
    }
    return changes;
  }

  static List<Change> changes(Arithmetic arithmetic) {
    Consumer<MethodVisitor> original = code -> code.visitInsn(arithmetic.opcode());
    return changes(Inverses.sort(arithmetic), Inverses.symbol(arithmetic), original);
  }

  private static List<Change> changes(int sort, String what, Consumer<MethodVisitor> original) {
    return switch (sort) {
      case Type.LONG -> List.of(cut(what + " cut to int", original, Opcodes.L2I, Opcodes.I2L));
      case Type.DOUBLE ->
          List.of(
              cut(what + " cut to whole", original, Opcodes.D2L, Opcodes.L2D),
              cut(what + " cut to float", original, Opcodes.D2F, Opcodes.F2D));
      case Type.INT -> List.of(cut(what + " cut to short", original, Opcodes.I2S));
      default -> List.of();
    };
  }

  private static Change cut(String what, Consumer<MethodVisitor> original, int... conversions) {
    return new Change(
        what,
        original.andThen(
            code -> {
              for (int conversion : conversions) {
                code.visitInsn(conversion);
              }
            }));
  }

  private static void cutToSeconds(MethodVisitor code) {
    code.visitLdcInsn(1000L);
    code.visitInsn(Opcodes.LDIV);
    code.visitLdcInsn(1000L);
    code.visitInsn(Opcodes.LMUL);
  }
}

package streamkata.grader.mutants;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import streamkata.grader.mutants.Instruction.Call;

/** A call is left out: nothing is cleared, updated, registered, filtered, named, put out. */
final class CallsLeftOut {

  private static final Set<String> ON_STREAMS =
      Set.of("filter", "uid", "name", "setParallelism", "returns");
  private static final Set<String> ON_COLLECTIONS = Set.of("put", "merge", "remove", "add");

  private CallsLeftOut() {}

  static List<Change> changes(Call call) {
    if (call.isConstructor()) {
      return List.of();
    }
    boolean isStatic = call.opcode() == Opcodes.INVOKESTATIC;
    if (call.result().equals(Type.VOID_TYPE)) {
      return leftOut(call, code -> popReceiver(isStatic, code));
    }
    if (isStatic || call.result().getSort() != Type.OBJECT) {
      return List.of();
    }
    String result = call.result().getInternalName();
    if (ON_COLLECTIONS.contains(call.name())) {
      return leftOut(
          call,
          code -> {
            popReceiver(false, code);
            code.visitInsn(Opcodes.ACONST_NULL);
          });
    }
    if (result.equals(call.owner())) {
      return leftOut(call, code -> {});
    }
    return ON_STREAMS.contains(call.name())
        ? leftOut(call, code -> code.visitTypeInsn(Opcodes.CHECKCAST, result))
        : List.of();
  }

  private static List<Change> leftOut(Call call, java.util.function.Consumer<MethodVisitor> rest) {
    return List.of(
        new Change(
            "no " + call.name() + "()",
            code -> {
              popArguments(call, code);
              rest.accept(code);
            }));
  }

  static void popArguments(Call call, MethodVisitor code) {
    Type[] arguments = call.arguments();
    for (int i = arguments.length - 1; i >= 0; i--) {
      code.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }
  }

  private static void popReceiver(boolean isStatic, MethodVisitor code) {
    if (!isStatic) {
      code.visitInsn(Opcodes.POP);
    }
  }
}

package streamkata.grader.mutants;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import streamkata.grader.mutants.Instruction.Call;

/** The last two arguments change places. */
final class Arguments {

  private static final Set<String> SYMMETRIC = Set.of("max", "min", "sum", "equals");

  private Arguments() {}

  static List<Change> changes(Call call) {
    Type[] types = call.arguments();
    int last = types.length - 1;
    if (last < 1 || !types[last].equals(types[last - 1]) || SYMMETRIC.contains(call.name())) {
      return List.of();
    }
    Consumer<MethodVisitor> swap =
        types[last].getSize() == 1
            ? code -> code.visitInsn(Opcodes.SWAP)
            : code -> {
              code.visitInsn(Opcodes.DUP2_X2);
              code.visitInsn(Opcodes.POP2);
            };
    return List.of(
        new Change(
            "last two arguments of %s swapped".formatted(call.name()),
            swap.andThen(OtherCalls.put(call))));
  }
}

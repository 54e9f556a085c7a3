package streamkata.grader.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import streamkata.grader.mutants.Instruction.Jump;

/** A condition is negated, met always or never, or its boundary is moved. */
final class Conditions {

  private static final Map<Integer, Integer> NEGATED =
      Pairs.both(
          Map.of(
              Opcodes.IFEQ, Opcodes.IFNE,
              Opcodes.IFLT, Opcodes.IFGE,
              Opcodes.IFGT, Opcodes.IFLE,
              Opcodes.IFNULL, Opcodes.IFNONNULL,
              Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE,
              Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE,
              Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE,
              Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE));

  private static final Map<Integer, Integer> MOVED =
      Pairs.both(
          Map.of(
              Opcodes.IFLT, Opcodes.IFLE,
              Opcodes.IFGT, Opcodes.IFGE,
              Opcodes.IF_ICMPLT, Opcodes.IF_ICMPLE,
              Opcodes.IF_ICMPGT, Opcodes.IF_ICMPGE));

  private Conditions() {}

  static List<Change> changes(Jump jump) {
    if (!NEGATED.containsKey(jump.opcode())) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    int negated = NEGATED.get(jump.opcode());
    changes.add(new Change("negated", code -> code.visitJumpInsn(negated, jump.target())));
    changes.add(new Change("no jump", code -> dropOperands(jump, code)));
    changes.add(
        new Change(
            "always a jump",
            code -> {
              dropOperands(jump, code);
              // Not a goto: what follows would need a frame.
              code.visitInsn(Opcodes.ICONST_0);
              code.visitJumpInsn(Opcodes.IFEQ, jump.target());
            }));
    if (MOVED.containsKey(jump.opcode())) {
      int moved = MOVED.get(jump.opcode());
      changes.add(new Change("boundary", code -> code.visitJumpInsn(moved, jump.target())));
    }
    return changes;
  }

  static List<Change> answered() {
    return List.of(
        new Change(
            "answer negated",
            code -> {
              code.visitInsn(Opcodes.ICONST_1);
              code.visitInsn(Opcodes.IXOR);
              code.visitInsn(Opcodes.IRETURN);
            }));
  }

  private static void dropOperands(Jump jump, MethodVisitor code) {
    boolean comparesTwo = jump.opcode() >= Opcodes.IF_ICMPEQ && jump.opcode() <= Opcodes.IF_ACMPNE;
    code.visitInsn(comparesTwo ? Opcodes.POP2 : Opcodes.POP);
  }
}

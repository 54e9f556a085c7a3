package streamkata.grader.mutants;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import streamkata.grader.mutants.Instruction.Arithmetic;

/** Minus for plus, division for multiplication, and the other way round. */
final class Inverses {

  private static final String SYMBOLS = "+-*/";
  private static final int[] SORTS = {Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE};

  private Inverses() {}

  static boolean isArithmetic(int opcode) {
    return opcode >= Opcodes.IADD && opcode <= Opcodes.DDIV;
  }

  static List<Change> changes(Arithmetic arithmetic) {
    // Plus and minus differ by four, and so do times and divided by.
    int inverse = kind(arithmetic) % 2 == 0 ? 4 : -4;
    Arithmetic other = new Arithmetic(arithmetic.opcode() + inverse);
    return List.of(
        new Change(
            symbol(other) + " for " + symbol(arithmetic), code -> code.visitInsn(other.opcode())));
  }

  static String symbol(Arithmetic arithmetic) {
    return SYMBOLS.substring(kind(arithmetic), kind(arithmetic) + 1);
  }

  /** As {@link Type#getSort} says. */
  static int sort(Arithmetic arithmetic) {
    return SORTS[(arithmetic.opcode() - Opcodes.IADD) % 4];
  }

  private static int kind(Arithmetic arithmetic) {
    return (arithmetic.opcode() - Opcodes.IADD) / 4;
  }
}

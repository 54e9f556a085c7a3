package streamkata.grader.mutants;

import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/** An instruction that an operator may change. */
sealed interface Instruction {

  /** A conditional jump. */
  record Jump(int opcode, Label target) implements Instruction {}

  /** Puts an Integer, a Long or a Double on the stack. */
  record Constant(Number value) implements Instruction {}

  /** Adds, subtracts, multiplies or divides. */
  record Arithmetic(int opcode) implements Instruction {}

  /** The return of a method that answers yes or no. */
  record Answer() implements Instruction {}

  /** A call of a method or a constructor. */
  record Call(int opcode, String owner, String name, String descriptor, boolean isInterface)
      implements Instruction {

    /** The same call of another method of the owner. */
    Call named(String other) {
      return new Call(opcode, owner, other, descriptor, isInterface);
    }

    Type result() {
      return Type.getReturnType(descriptor);
    }

    Type[] arguments() {
      return Type.getArgumentTypes(descriptor);
    }

    boolean isConstructor() {
      return name.equals("<init>");
    }
  }
}

package streamkata.grader.mutants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import streamkata.grader.mutants.Instruction.Answer;
import streamkata.grader.mutants.Instruction.Arithmetic;
import streamkata.grader.mutants.Instruction.Call;
import streamkata.grader.mutants.Instruction.Constant;
import streamkata.grader.mutants.Instruction.Jump;

/** Finds all changes that can be made in a class, and makes one of them. */
final class Mutator extends ClassVisitor {

  /** Only session windows merge accumulators. */
  private static final Pattern NOT_GRADED =
      Pattern.compile("main|[$]deserializeLambda[$]|merge|lambda[$]merge[$].*");

  private final Predicate<Mutation> isChosen;
  private final List<Mutation> found = new ArrayList<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private String className;

  private Mutator(ClassVisitor next, Predicate<Mutation> isChosen) {
    super(Opcodes.ASM9, next);
    this.isChosen = isChosen;
  }

  static List<Mutation> mutations(byte[] classFile) {
    Mutator mutator = new Mutator(new ClassWriter(0), mutation -> false);
    new ClassReader(classFile).accept(mutator, 0);
    return mutator.found;
  }

  static byte[] mutate(byte[] classFile, Mutation mutation) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new ClassReader(classFile).accept(new Mutator(writer, mutation::equals), 0);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    // An anonymous class has a number behind the last dollar sign.
    className = name.replaceFirst(".*/", "").replaceFirst(".*[$](?=[A-Za-z])", "");
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return NOT_GRADED.matcher(name).matches() || (access & Opcodes.ACC_BRIDGE) != 0
        ? next
        : new Places(name, Type.getReturnType(descriptor), next);
  }

  /** The places of one method. */
  private final class Places extends MethodVisitor {

    private final String method;
    private final Type result;
    private int line;

    Places(String method, Type result, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.method = className + "." + method;
      this.result = result;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      super.visitLineNumber(number, start);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      change(new Jump(opcode, target), () -> super.visitJumpInsn(opcode, target));
    }

    @Override
    public void visitInsn(int opcode) {
      Runnable original = () -> super.visitInsn(opcode);
      if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
        change(new Constant(opcode - Opcodes.ICONST_0), original);
      } else if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
        change(new Constant((long) opcode - Opcodes.LCONST_0), original);
      } else if (opcode == Opcodes.DCONST_0 || opcode == Opcodes.DCONST_1) {
        change(new Constant((double) opcode - Opcodes.DCONST_0), original);
      } else if (Inverses.isArithmetic(opcode)) {
        change(new Arithmetic(opcode), original);
      } else if (opcode == Opcodes.IRETURN && result.equals(Type.BOOLEAN_TYPE)) {
        change(new Answer(), original);
      } else {
        original.run();
      }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      Runnable original = () -> super.visitIntInsn(opcode, operand);
      if (opcode == Opcodes.NEWARRAY) {
        original.run();
      } else {
        change(new Constant(operand), original);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      Runnable original = () -> super.visitLdcInsn(value);
      if (value instanceof Integer || value instanceof Long || value instanceof Double) {
        change(new Constant((Number) value), original);
      } else {
        original.run();
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      change(
          new Call(opcode, owner, name, descriptor, isInterface),
          () -> super.visitMethodInsn(opcode, owner, name, descriptor, isInterface));
    }

    private void change(Instruction instruction, Runnable original) {
      Runnable put = original;
      for (Operator operator : Operator.values()) {
        for (Change change : operator.changes(instruction)) {
          Mutation mutation = mutation(operator, change.what());
          found.add(mutation);
          if (isChosen.test(mutation)) {
            put = () -> change.put().accept(mv);
          }
        }
      }
      put.run();
    }

    private Mutation mutation(Operator operator, String what) {
      int ordinal = ordinals.merge(method + operator + what, 1, Integer::sum);
      return new Mutation(method, operator, what, ordinal, line);
    }
  }
}

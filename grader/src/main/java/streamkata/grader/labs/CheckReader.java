package streamkata.grader.labs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Rung;

/**
 * Reads the checks of a lab from the class file. Reflection would not know in which order they
 * stand there, and would load what they are written with: much for a command that lists labs.
 */
final class CheckReader extends ClassVisitor {

  private static final String GRADED = Type.getDescriptor(GradedCheck.class);

  private final String lab;
  private final List<Check> checks = new ArrayList<>();

  private CheckReader(String lab) {
    super(Opcodes.ASM9);
    this.lab = lab;
  }

  /** The checks of a class, in the order in which they stand there. */
  static List<Check> read(String lab, Class<?> type) {
    CheckReader reader = new CheckReader(lab);
    try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      new ClassReader(file).accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reader.checks;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new MethodVisitor(api) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return type.equals(GRADED) ? new Values(name) : null;
      }
    };
  }

  /** The values of one annotation; those that are left out have their default. */
  private final class Values extends AnnotationVisitor {

    private final String method;
    private final Map<String, Object> values = new HashMap<>();

    Values(String method) {
      super(Opcodes.ASM9);
      this.method = method;
      values.put("rung", Rung.BEHAVIOUR);
    }

    @Override
    public void visit(String name, Object value) {
      values.put(name, value);
    }

    @Override
    public void visitEnum(String name, String descriptor, String value) {
      values.put(name, Rung.valueOf(value));
    }

    @Override
    public void visitEnd() {
      Rung rung = (Rung) values.get("rung");
      checks.add(
          new Check(
              lab,
              Check.idOf(method),
              rung,
              (Integer) values.get("points"),
              (String) values.get("claim"),
              (String) values.getOrDefault("lesson", rung.lesson())));
    }
  }
}

package streamkata.grader.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Looks through all classes of a submission for what a stream program must not use. It sees what is
 * used by name; who gets around it by tricks still sits in the sandbox.
 */
final class ApiScan {

  private static final int API = Opcodes.ASM9;

  private final boolean filesAllowed;
  private final Map<String, List<String>> parents = new LinkedHashMap<>();
  private final Map<String, String> objections = new LinkedHashMap<>();

  private ApiScan(boolean filesAllowed) {
    this.filesAllowed = filesAllowed;
  }

  /**
   * Looks through classes.
   *
   * @param classes all class files of the submission
   * @param filesAllowed whether the lab is about files
   * @return what is to be objected to: file, line, what is used and why not
   * @throws LabMistake if a class file cannot be read
   */
  static List<String> objections(List<byte[]> classes, boolean filesAllowed) {
    ApiScan scan = new ApiScan(filesAllowed);
    try {
      List<ClassReader> readers = classes.stream().map(ClassReader::new).toList();
      readers.forEach(scan::remember);
      readers.forEach(reader -> reader.accept(scan.new ScannedClass(), ClassReader.SKIP_FRAMES));
    } catch (RuntimeException | StackOverflowError e) {
      throw Instrumenter.unreadable();
    }
    return List.copyOf(scan.objections.values());
  }

  private void remember(ClassReader reader) {
    parents.put(
        reader.getClassName(),
        Stream.concat(Stream.ofNullable(reader.getSuperName()), Stream.of(reader.getInterfaces()))
            .toList());
  }

  /** One class. */
  private final class ScannedClass extends ClassVisitor {

    private String file;
    private int line;

    ScannedClass() {
      super(API);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      file = name.substring(name.lastIndexOf('/') + 1);
      if (Api.isTaken(name.replace('/', '.'))) {
        object(name.replace('/', '.'), Api.reason("internal"));
      }
      used(superName, null);
      Stream.of(interfaces).forEach(type -> used(type, null));
    }

    @Override
    public void visitSource(String source, String debug) {
      file = source == null ? file : source;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      line = 0;
      if ((access & Opcodes.ACC_NATIVE) != 0) {
        object(name, Api.reason("native"));
      }
      return new ScannedMethod(this);
    }

    /** Whoever inherits a member from somebody else's class uses that class. */
    private void used(String owner, String member) {
      if (owner == null || owner.startsWith("[")) {
        return;
      }
      if (parents.containsKey(owner)) {
        parents.get(owner).stream()
            .filter(parent -> member != null && !member.startsWith("<init>"))
            .filter(parent -> !parent.equals(owner))
            .forEach(parent -> used(parent, member));
        return;
      }
      String name = owner.replace('/', '.') + (member == null ? "" : "." + member);
      Api.objection(name, filesAllowed).ifPresent(reason -> object(name, reason));
    }

    private void used(Object constant) {
      if (constant instanceof Type type) {
        used(type);
      } else if (constant instanceof Handle handle) {
        used(handle.getOwner(), handle.getName());
      } else if (constant instanceof ConstantDynamic dynamic) {
        used(dynamic.getBootstrapMethod());
        for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
          used(dynamic.getBootstrapMethodArgument(i));
        }
      }
    }

    private void used(Type type) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT) {
        used(element.getInternalName(), null);
      }
    }

    private void object(String name, String reason) {
      String place = line > 0 ? file + ":" + line : file;
      objections.putIfAbsent(
          file + ":" + line, "%s uses %s. %s".formatted(place, readable(name), reason));
    }
  }

  private static String readable(String name) {
    int constructor = name.indexOf(".<init>");
    return constructor < 0 ? name : "new " + name.substring(0, constructor);
  }

  /** One method. */
  private static final class ScannedMethod extends MethodVisitor {

    private final ScannedClass type;

    ScannedMethod(ScannedClass type) {
      super(API);
      this.type = type;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
      type.line = line;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean takesText = name.equals("<init>") && descriptor.startsWith("(Ljava/lang/String;");
      type.used(owner, takesText ? name + ".String" : name);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      type.used(owner, name);
    }

    @Override
    public void visitTypeInsn(int opcode, String name) {
      type.used(Type.getObjectType(name));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      type.used(Type.getType(descriptor));
    }

    @Override
    public void visitLdcInsn(Object constant) {
      type.used(constant);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      type.used(bootstrap);
      Stream.of(arguments).forEach(type::used);
    }
  }
}

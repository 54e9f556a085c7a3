package streamkata.grader.learn;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What a program says: the texts of a source file that end as a sentence does. */
final class Messages extends TreeScanner<Void, Void> {

  private static final String GAP = " X ";

  private final List<String> found = new ArrayList<>();

  private Messages() {}

  /** The sentences, with a word in the place of all that is put in. */
  static List<String> in(Path source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
      Messages messages = new Messages();
      for (CompilationUnitTree unit : task.parse()) {
        messages.scan(unit, null);
      }
      return messages.found.stream()
          .flatMap(text -> Stream.of(text.split("%n|\\R")))
          .map(text -> text.replaceAll("%[-,\\d.]*[sdf]|\\{\\d}", GAP).strip())
          .filter(text -> text.endsWith("."))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Void visitBinary(BinaryTree sum, Void nothing) {
    if (sum.getKind() == Tree.Kind.PLUS && isText(sum)) {
      found.add(text(sum));
      return null;
    }
    return super.visitBinary(sum, nothing);
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void nothing) {
    if (literal.getValue() instanceof String text) {
      found.add(text);
    }
    return null;
  }

  private static boolean isText(ExpressionTree tree) {
    return tree instanceof BinaryTree sum
        ? isText(sum.getLeftOperand()) || isText(sum.getRightOperand())
        : tree instanceof LiteralTree literal && literal.getValue() instanceof String;
  }

  private static String text(ExpressionTree tree) {
    if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      return text(sum.getLeftOperand()) + text(sum.getRightOperand());
    }
    return tree instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : GAP;
  }
}

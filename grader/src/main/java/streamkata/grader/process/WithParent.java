package streamkata.grader.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * A program that ends when the process that has started it ends, also when that was killed and
 * could not say so.
 */
public final class WithParent {

  private WithParent() {}

  /**
   * Runs another {@code main}.
   *
   * @param args the number of the process that has started this one, the name of a class, and the
   *     arguments of its {@code main}
   * @throws Throwable whatever that throws
   */
  public static void main(String[] args) throws Throwable {
    ProcessHandle.of(Long.parseLong(args[0]))
        .ifPresentOrElse(
            parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)),
            () -> Runtime.getRuntime().halt(1));
    try {
      Class.forName(args[1])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

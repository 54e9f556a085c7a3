package streamkata.grader.program;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.List;

/**
 * A submission's class for one lab, in a class loader of its own: never on the grader's class path,
 * so that a worker that dies takes its static fields with it.
 */
public final class Implementation {

  /** Packages that a submission cannot replace by classes of its own. */
  public static final List<String> PARENT_FIRST =
      List.of("streamkata.common.", "streamkata.grader.");

  private final String className;
  private final Class<?> contract;
  private final ClassLoader classLoader;
  private final List<URL> classPath;

  /**
   * A class that is to be graded.
   *
   * @param className its full name
   * @param contract the interface that it is to implement
   * @param classLoader a child-first class loader over the class path
   * @param classPath directories
   */
  public Implementation(
      String className, Class<?> contract, ClassLoader classLoader, List<URL> classPath) {
    this.className = className;
    this.contract = contract;
    this.classLoader = classLoader;
    this.classPath = List.copyOf(classPath);
  }

  /**
   * Whether a file would be a class of the kit. The kit's own class is used then, and this file is
   * neither compiled nor loaded.
   *
   * @param file its path, relative to where packages begin
   */
  public static boolean isOfTheKit(String file) {
    String name = file.replace('/', '.').replace('\\', '.');
    return PARENT_FIRST.stream().anyMatch(name::startsWith);
  }

  /**
   * The class that is graded.
   *
   * @return its full name
   */
  public String className() {
    return className;
  }

  /**
   * The class loader that builds pipelines with this implementation.
   *
   * @return a child-first class loader over {@link #classPath}
   */
  public ClassLoader classLoader() {
    return classLoader;
  }

  /**
   * What a cluster needs to load this implementation itself.
   *
   * @return directories
   */
  public List<URL> classPath() {
    return classPath;
  }

  /**
   * Creates a new instance.
   *
   * @return the instance
   * @throws LabMistake if the class is missing, does not implement the contract or has no usable
   *     constructor
   */
  public Object instantiate() {
    try {
      Class<?> type = Class.forName(className, true, classLoader);
      if (!contract.isAssignableFrom(type)) {
        throw new LabMistake(
            "The class %s does not implement %s.".formatted(className, contract.getName()));
      }
      if (Modifier.isAbstract(type.getModifiers())) {
        throw new LabMistake(
            "The class %s is abstract: the grader cannot create an instance of it."
                .formatted(className));
      }
      Constructor<?> constructor = type.getDeclaredConstructor();
      if (!Modifier.isPublic(type.getModifiers())
          || !Modifier.isPublic(constructor.getModifiers())) {
        throw noConstructor();
      }
      return constructor.newInstance();
    } catch (ClassNotFoundException e) {
      throw new LabMistake("The class %s is missing.".formatted(className));
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
      throw noConstructor();
    } catch (InvocationTargetException e) {
      throw sneaky(e.getCause());
    } catch (UnsupportedClassVersionError e) {
      throw new LabMistake(
          "The class %s was compiled for a newer Java than that of the grader."
              .formatted(className));
    }
  }

  private LabMistake noConstructor() {
    return new LabMistake(
        "The class %s has no usable constructor: it must be public, with a public constructor"
                .formatted(className)
            + " that takes no arguments.");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneaky(Throwable cause) throws E {
    throw (E) cause;
  }
}

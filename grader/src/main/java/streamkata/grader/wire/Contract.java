package streamkata.grader.wire;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import streamkata.common.lab.BuiltBy;

/**
 * What the interface of a lab asks for, as its signatures say: streams and plain arguments go in, a
 * stream or a record of streams comes out, or nothing where a program writes its results itself,
 * into a directory that it is given. A second method may configure an environment. The pipeline of
 * an interface of another shape is that of the class which {@link BuiltBy} names.
 *
 * @param type the interface
 * @param pipeline the method that builds the lab's part of a job; if it is static, it takes the lab
 *     first
 * @param configuration the method that configures an environment, if there is one
 * @param inputs the types of the events of its input streams, in the order of the parameters
 * @param outputs the types of the results by the name of their stream, in the order of declaration
 */
public record Contract(
    Class<?> type,
    Method pipeline,
    Optional<Method> configuration,
    List<Class<?>> inputs,
    Map<String, Class<?>> outputs) {

  /** The name of the output of a lab that has only one. */
  public static final String RESULT = "result";

  /**
   * Reads an interface.
   *
   * @param type the contract of a lab
   * @return what it asks for
   * @throws IllegalArgumentException if its methods are not of this shape; the message says why
   */
  public static Contract of(Class<?> type) {
    List<Method> methods =
        Stream.of(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .toList();
    List<Method> configurations = methods.stream().filter(Contract::configures).toList();
    List<Method> pipelines = methods.stream().filter(method -> !configures(method)).toList();
    BuiltBy builder = type.getAnnotation(BuiltBy.class);
    if (builder != null) {
      pipelines =
          Stream.of(builder.value().getMethods())
              .filter(method -> Modifier.isStatic(method.getModifiers()))
              .toList();
    }
    if (pipelines.size() != 1 || configurations.size() > 1) {
      throw new IllegalArgumentException(
          "%s must have one method that builds a pipeline, and at most one that configures an environment."
              .formatted(type.getName()));
    }
    Method pipeline = pipelines.get(0);
    List<Class<?>> inputs = new ArrayList<>();
    for (Type parameter : pipeline.getGenericParameterTypes()) {
      if (isStream(parameter)) {
        inputs.add(elementOf(parameter));
      }
    }
    return new Contract(
        type,
        pipeline,
        configurations.stream().findFirst(),
        List.copyOf(inputs),
        outputsOf(pipeline.getGenericReturnType()));
  }

  /**
   * The types of the plain arguments of a method: what is neither a stream, nor an environment, nor
   * a directory, nor the lab.
   *
   * @param method one of the methods of this contract
   * @return the types, in the order of the parameters
   */
  public static List<Type> argumentsOf(Method method) {
    return Stream.of(method.getGenericParameterTypes())
        .skip(Modifier.isStatic(method.getModifiers()) ? 1 : 0)
        .filter(parameter -> !isStream(parameter))
        .filter(parameter -> parameter != StreamExecutionEnvironment.class)
        .filter(parameter -> parameter != Path.class)
        .toList();
  }

  /**
   * The plain arguments of a method as a request has them.
   *
   * @param method one of the methods of this contract
   * @param arguments in the order of the parameters
   * @return each written as {@link Values} of its type
   */
  public static List<byte[]> written(Method method, List<Object> arguments) {
    List<Type> types = argumentsOf(method);
    return IntStream.range(0, arguments.size())
        .mapToObj(i -> Values.of(types.get(i)).write(arguments.get(i)))
        .toList();
  }

  /**
   * Whether its programs are given a directory to write into.
   *
   * @return true for a lab that owns its sink
   */
  public boolean writesFiles() {
    return List.of(pipeline.getParameterTypes()).contains(Path.class);
  }

  /**
   * Which input an event belongs to.
   *
   * @return the index of the first input whose type it has
   * @throws IllegalArgumentException if no input takes it
   */
  public int inputOf(Object event) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).isInstance(event)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "%s has no input for a %s.".formatted(type.getSimpleName(), event.getClass().getName()));
  }

  /**
   * One of the outputs.
   *
   * @param returned what the method that builds the pipeline has returned
   * @param name the name of the output
   * @return its stream; null if the lab has returned null, or null in its place
   */
  public DataStream<?> output(Object returned, String name) {
    if (returned == null || returned instanceof DataStream<?>) {
      return (DataStream<?>) returned;
    }
    try {
      return (DataStream<?>) returned.getClass().getMethod(name).invoke(returned);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether a parameter or a result is a stream.
   *
   * @return whether it is a {@code DataStream} of something
   */
  public static boolean isStream(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == DataStream.class;
  }

  private static boolean configures(Method method) {
    return method.getReturnType() == void.class
        && List.of(method.getParameterTypes()).contains(StreamExecutionEnvironment.class);
  }

  private static Map<String, Class<?>> outputsOf(Type returned) {
    Map<String, Class<?>> outputs = new LinkedHashMap<>();
    if (isStream(returned)) {
      outputs.put(RESULT, elementOf(returned));
    } else if (returned instanceof Class<?> type && type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        outputs.put(component.getName(), elementOf(component.getGenericType()));
      }
    } else if (returned != void.class) {
      throw new IllegalArgumentException(
          "%s is neither a stream nor a record of streams.".formatted(returned.getTypeName()));
    }
    return outputs;
  }

  private static Class<?> elementOf(Type stream) {
    return (Class<?>) ((ParameterizedType) stream).getActualTypeArguments()[0];
  }
}

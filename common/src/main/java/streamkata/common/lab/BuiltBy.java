package streamkata.common.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the class that builds the pipeline of a lab whose contract does not: one that asks for a
 * query, for instance, and not for a stream.
 *
 * <p>That class has one public static method. It takes the lab, then what a contract would be
 * given: streams, plain arguments, a directory. It returns the stream of results, or a record of
 * streams.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BuiltBy {

  /**
   * The class.
   *
   * @return a class beside the contract
   */
  Class<?> value();
}

package streamkata.exercises.learn;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;

/** Asks Flink how it serialises a class. */
public final class WhichSerialiser {

  private WhichSerialiser() {}

  /** Prints who serialises some classes. No job is needed for this. */
  public static void main(String[] args) {
    System.out.println("long: " + serialiser(Long.class));
    System.out.println("Scan: " + serialiser(Scan.class));
    System.out.println("Hidden: " + serialiser(Hidden.class));
    System.out.println("Optional: " + serialiser(Optional.class));
  }

  private static String serialiser(Class<?> type) {
    return TypeInformation.of(type) instanceof GenericTypeInfo ? "Kryo" : "Flink";
  }

  /** Not public, so Flink cannot read its field: the class is no POJO. */
  static class Hidden {
    private int grams;
  }
}

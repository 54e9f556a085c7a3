package streamkata.grader.mutants;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import streamkata.common.model.TaxiEvent;
import streamkata.grader.mutants.Instruction.Call;

/** Another component of a record of the model, of the same type. */
final class Components {

  /** What is not a component, but is taken for one. */
  private static final Map<String, List<String>> LIKE =
      Map.of("TaxiRide.eventTime", List.of("startTime", "endTime"));

  private Components() {}

  static List<Change> changes(Call call) {
    return model(call).stream()
        .flatMap(type -> others(type, call))
        .map(
            other ->
                new Change(
                    "%s() for %s()".formatted(other, call.name()),
                    OtherCalls.put(call.named(other))))
        .toList();
  }

  private static Stream<String> others(Class<?> type, Call call) {
    List<String> sameType =
        Stream.of(type.getRecordComponents())
            .filter(
                component ->
                    call.descriptor().equals("()" + Type.getDescriptor(component.getType())))
            .map(component -> component.getName())
            .toList();
    return sameType.stream()
        .filter(other -> !other.equals(call.name()))
        .filter(
            other ->
                sameType.contains(call.name())
                    || LIKE.getOrDefault(type.getSimpleName() + "." + call.name(), List.of())
                        .contains(other));
  }

  private static Optional<Class<?>> model(Call call) {
    try {
      Class<?> type = Class.forName(Type.getObjectType(call.owner()).getClassName());
      return Optional.<Class<?>>of(type)
          .filter(Class::isRecord)
          .filter(model -> model.getPackage().equals(TaxiEvent.class.getPackage()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}

package streamkata.mutants;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * What a mutant has in the place of a keyed state: one value in a field, whatever the key.
 *
 * @param <T> the type of the value
 */
public final class OneField<T> implements ValueState<T> {

  private T value;

  /** Takes the place of {@link RuntimeContext#getState}. */
  public static <T> ValueState<T> of(RuntimeContext context, ValueStateDescriptor<T> descriptor) {
    return new OneField<>();
  }

  @Override
  public T value() {
    return value;
  }

  @Override
  public void update(T newValue) {
    value = newValue;
  }

  @Override
  public void clear() {
    value = null;
  }
}

package streamkata.mutants;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * What a mutant has in the place of a keyed state: values in a field, by a number that alone is in
 * the state.
 *
 * @param <T> the type of the values
 */
public final class MemoryState<T> implements ValueState<T> {

  private final ValueState<Long> numbers;
  private final Map<Long, T> values = new HashMap<>();
  private long last;

  private MemoryState(ValueState<Long> numbers) {
    this.numbers = numbers;
  }

  /**
   * Takes the place of {@link RuntimeContext#getState}.
   *
   * @param context of the function
   * @param descriptor of the state
   */
  public static <T> ValueState<T> of(RuntimeContext context, ValueStateDescriptor<T> descriptor) {
    return new MemoryState<>(
        context.getState(new ValueStateDescriptor<>(descriptor.getName(), Long.class)));
  }

  @Override
  public T value() throws IOException {
    return values.get(numbers.value());
  }

  @Override
  public void update(T value) throws IOException {
    clear();
    if (value != null) {
      numbers.update(++last);
      values.put(last, value);
    }
  }

  @Override
  public void clear() {
    try {
      values.remove(numbers.value());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    numbers.clear();
  }
}

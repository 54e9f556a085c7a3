package streamkata.mutants;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;

/** What a mutant has in the place of a key selector: everything has the same key. */
public final class OneKey implements KeySelector<Object, Long>, ResultTypeQueryable<Long> {

  private static final long serialVersionUID = 1L;

  /** Takes the place of another. */
  public static KeySelector<Object, Long> of(KeySelector<?, ?> other) {
    return new OneKey();
  }

  @Override
  public Long getKey(Object event) {
    return 0L;
  }

  @Override
  public TypeInformation<Long> getProducedType() {
    return Types.LONG;
  }
}

package streamkata.common.source;

/** A feed of events that are nothing but their event times; the number of an event is its index. */
final class Numbers implements Feed<Long> {

  private final long[] times;
  private int index = -1;

  Numbers(long... times) {
    this.times = times;
  }

  @Override
  public void seek(long number, long time) {
    index = (int) Math.max(0, number) - 1;
  }

  @Override
  public Long next() {
    return ++index < times.length ? times[index] : null;
  }

  @Override
  public long number() {
    return index;
  }

  @Override
  public long timeOf(Long event) {
    return event;
  }

  @Override
  public void close() {}
}

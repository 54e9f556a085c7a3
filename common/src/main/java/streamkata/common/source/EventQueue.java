package streamkata.common.source;

import java.util.Arrays;

/**
 * Events waiting for their time, the earliest first and among those of the same time the one with
 * the smallest number: a binary heap.
 *
 * <p>Millions of events a second pass through it. So it allocates nothing for an event, and while
 * events change places only their times and the numbers of the slots that they lie in are moved.
 */
final class EventQueue<T> {

  private static final int FIRST_CAPACITY = 1024;

  /** The heap: the time and the slot of each event. Behind it are the slots that are free. */
  private long[] times = new long[FIRST_CAPACITY];

  private int[] slots = new int[FIRST_CAPACITY];
  private int size;

  private long[] numbers = new long[FIRST_CAPACITY];
  private long[] marks = new long[FIRST_CAPACITY];
  private Object[] events = new Object[FIRST_CAPACITY];

  EventQueue() {
    Arrays.setAll(slots, i -> i);
  }

  static boolean isBefore(long time, long number, long otherTime, long otherNumber) {
    return time < otherTime || time == otherTime && number < otherNumber;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The time of the first event; there must be one. */
  long time() {
    return times[0];
  }

  /** The number of the first event; there must be one. */
  long number() {
    return numbers[slots[0]];
  }

  /**
   * Adds an event.
   *
   * @param mark a figure to keep with the event
   */
  void add(long time, long number, long mark, T event) {
    if (size == slots.length) {
      grow();
    }
    int slot = slots[size];
    numbers[slot] = number;
    marks[slot] = mark;
    events[slot] = event;
    times[size] = time;
    rise(size++);
  }

  private void rise(int place) {
    int risen = place;
    while (risen > 0 && isBefore(risen, (risen - 1) / 2)) {
      swap(risen, (risen - 1) / 2);
      risen = (risen - 1) / 2;
    }
  }

  private void grow() {
    int capacity = 2 * size;
    times = Arrays.copyOf(times, capacity);
    slots = Arrays.copyOf(slots, capacity);
    numbers = Arrays.copyOf(numbers, capacity);
    marks = Arrays.copyOf(marks, capacity);
    events = Arrays.copyOf(events, capacity);
    for (int i = size; i < capacity; i++) {
      slots[i] = i;
    }
  }

  /** Takes the first event; there must be one. */
  T remove() {
    int slot = slots[0];
    @SuppressWarnings("unchecked")
    T event = (T) events[slot];
    events[slot] = null;
    size--;
    int hole = sinkHole();
    times[hole] = times[size];
    slots[hole] = slots[size];
    slots[size] = slot;
    rise(hole);
    return event;
  }

  /** Fills the first place from below, and so on, down to a place that has none below it. */
  private int sinkHole() {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && isBefore(child + 1, child)) {
        child++;
      }
      times[hole] = times[child];
      slots[hole] = slots[child];
      hole = child;
    }
    return hole;
  }

  private boolean isBefore(int place, int otherPlace) {
    return times[place] < times[otherPlace]
        || times[place] == times[otherPlace] && numbers[slots[place]] < numbers[slots[otherPlace]];
  }

  private void swap(int place, int otherPlace) {
    long time = times[place];
    times[place] = times[otherPlace];
    times[otherPlace] = time;
    int slot = slots[place];
    slots[place] = slots[otherPlace];
    slots[otherPlace] = slot;
  }

  /** The smallest number of all waiting events; there must be one. */
  long smallestNumber() {
    return numbers[slotOfSmallestNumber()];
  }

  /** The mark of the event with the smallest number; there must be one. */
  long markOfSmallestNumber() {
    return marks[slotOfSmallestNumber()];
  }

  private int slotOfSmallestNumber() {
    int smallest = slots[0];
    for (int i = 1; i < size; i++) {
      if (numbers[slots[i]] < numbers[smallest]) {
        smallest = slots[i];
      }
    }
    return smallest;
  }
}

package streamkata.grader.learn;

import static streamkata.grader.labs.PaidRides.end;
import static streamkata.grader.labs.PaidRides.start;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import streamkata.common.model.TaxiRide;
import streamkata.grader.picture.Paint;
import streamkata.grader.picture.Svg;
import streamkata.grader.picture.Svg.Anchor;

/** Pictures that are not lanes. */
final class Drawings {

  private static final int FONT = 13;
  private static final int SMALL = 12;
  private static final int MOST_PARALLELISM = 128;

  private Drawings() {}

  static Map<String, String> all() {
    return Map.of("concepts", concepts(), "cluster", cluster());
  }

  /** Five events enter a filter, three leave it. */
  static String stream() {
    List<TaxiRide> events = List.of(start(17), start(18), end(17), start(19), end(18));
    Svg svg = new Svg();
    row(svg, 30, "source", "rides");
    row(svg, 106, "operator", ".filter(ride -> ride.isStart())");
    row(svg, 182, "sink", ".print()");
    svg.fill(100, 96, 340, 32, 4, Paint.STORED);
    svg.border(100, 96, 340, 32, 4, Paint.INK, "");
    svg.text(270, 116, FONT, Anchor.MIDDLE, Paint.INK, "filter");
    StringBuilder said = new StringBuilder("Events enter in this order:");
    for (int i = 0; i < events.size(); i++) {
      double x = 136 + 66.0 * i;
      TaxiRide ride = events.get(i);
      String name = (ride.isStart() ? "S" : "E") + ride.rideId();
      said.append(' ').append(name).append(ride.isStart() ? " (passes)" : " (is dropped)");
      event(svg, x, 20, name, ride.isStart());
      svg.arrow(x, 48, x, 92, Paint.FAINT);
      if (ride.isStart()) {
        svg.arrow(x, 130, x, 168, Paint.FAINT);
        event(svg, x, 172, name, true);
      }
    }
    return svg.document(
        720,
        220,
        "Five taxi events enter a filter; the three START events leave it",
        said + ". Beside each part stands its line of Java.");
  }

  private static void row(Svg svg, int y, String part, String code) {
    svg.text(8, y + 8, FONT, Anchor.START, Paint.FAINT, part);
    svg.text(470, y + 8, FONT, Anchor.START, Paint.INK, code);
  }

  private static void event(Svg svg, double x, double y, String name, boolean isStart) {
    svg.fill(x - 24, y, 48, 24, isStart ? 0 : 12, Paint.PAPER);
    svg.border(x - 24, y, 48, 24, isStart ? 0 : 12, Paint.INK, "");
    svg.text(x, y + 17, FONT, Anchor.MIDDLE, Paint.INK, name);
  }

  /** Where Flink sends eight keys, at parallelism 2 and at parallelism 4. */
  static String keys() {
    long[] ids = LongStream.range(17, 25).toArray();
    Svg svg = new Svg();
    svg.text(80, 18, FONT, Anchor.MIDDLE, Paint.FAINT, "parallelism 2");
    svg.text(330, 18, FONT, Anchor.MIDDLE, Paint.FAINT, "ride id, key group");
    svg.text(580, 18, FONT, Anchor.MIDDLE, Paint.FAINT, "parallelism 4");
    IntStream.range(0, 2).forEach(i -> instance(svg, 20, center(i, 2), i));
    IntStream.range(0, 4).forEach(i -> instance(svg, 520, center(i, 4), i));
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < ids.length; i++) {
      double y = 48 + 34.0 * i;
      int group = KeyGroupRangeAssignment.assignToKeyGroup(ids[i], MOST_PARALLELISM);
      int ofTwo = instanceOf(group, 2);
      int ofFour = instanceOf(group, 4);
      svg.border(266, y - 13, 128, 26, 0, Paint.INK, "");
      svg.text(330, y + 5, FONT, Anchor.MIDDLE, Paint.INK, "%d in %d".formatted(ids[i], group));
      svg.arrow(264, y, 144, center(ofTwo, 2), ofTwo == 0 ? Paint.BLUE : Paint.RED);
      Paint paint = List.of(Paint.BLUE, Paint.GREEN, Paint.RED, Paint.FAINT).get(ofFour);
      svg.arrow(396, y, 518, center(ofFour, 4), paint);
      said.append(
          "Ride %d is in key group %d: instance %d of 2, instance %d of 4. "
              .formatted(ids[i], group, ofTwo + 1, ofFour + 1));
    }
    return svg.document(
        660,
        320,
        "Eight ride ids go to two instances, and the same ids go to four instances",
        said.toString().strip());
  }

  private static int instanceOf(int group, int parallelism) {
    return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
        MOST_PARALLELISM, parallelism, group);
  }

  private static double center(int index, int count) {
    return 30 + 272.0 * (2 * index + 1) / (2 * count);
  }

  private static void instance(Svg svg, double x, double y, int index) {
    box(svg, x, y - 20, 120, 40, Paint.STORED, "instance " + (index + 1));
  }

  private static void box(
      Svg svg, double x, double y, double width, double height, Paint ground, String... lines) {
    svg.fill(x, y, width, height, 4, ground);
    svg.border(x, y, width, height, 4, Paint.INK, "");
    double first = y + height / 2 + 5 - 8 * (lines.length - 1);
    for (int i = 0; i < lines.length; i++) {
      svg.text(x + width / 2, first + 16 * i, FONT, Anchor.MIDDLE, Paint.INK, lines[i]);
    }
  }

  private static void note(Svg svg, double x, double y, Anchor anchor, String... lines) {
    for (int i = 0; i < lines.length; i++) {
      svg.text(x, y + 15 * i, SMALL, anchor, Paint.FAINT, lines[i]);
    }
  }

  /** The four places where objects become bytes. */
  static String bytes() {
    Svg svg = new Svg();
    box(svg, 250, 120, 160, 70, Paint.STORED, "an instance of", "your function");
    box(svg, 270, 10, 120, 36, Paint.PAPER, "main");
    box(svg, 10, 130, 120, 50, Paint.PAPER, "an instance", "elsewhere");
    box(svg, 530, 130, 120, 50, Paint.PAPER, "checkpoint", "storage");
    box(svg, 60, 290, 220, 50, Paint.EMITTED, "hashmap backend:", "objects in memory");
    box(svg, 380, 290, 220, 50, Paint.EMITTED, "RocksDB backend:", "bytes on disk");
    svg.arrow(130, 155, 246, 155, Paint.BLUE);
    note(svg, 188, 132, Anchor.MIDDLE, "1 event");
    svg.arrow(330, 46, 330, 116, Paint.BLUE);
    note(svg, 340, 80, Anchor.START, "4 your function, when the job starts");
    svg.arrow(410, 155, 526, 155, Paint.BLUE);
    note(svg, 470, 132, Anchor.MIDDLE, "3 state");
    svg.arrow(190, 288, 280, 194, Paint.FAINT);
    note(svg, 218, 226, Anchor.END, "value(): the", "stored object itself");
    svg.arrow(440, 288, 352, 194, Paint.BLUE);
    svg.arrow(382, 194, 470, 288, Paint.BLUE);
    note(svg, 444, 226, Anchor.START, "2 value(): a copy,", "  update(): stores it");
    note(svg, 330, 366, Anchor.MIDDLE, "blue arrows: objects become bytes, by a serialiser");
    return svg.document(
        660,
        380,
        "Four places where objects become bytes; with RocksDB, value returns a copy",
        "1: an event travels to an instance elsewhere. 2: the RocksDB backend stores bytes, so"
            + " value returns a copy and update stores it; the hashmap backend gives the stored"
            + " object itself. 3: state goes to checkpoint storage. 4: your function travels from"
            + " main to the workers when the job starts.");
  }

  /** A cluster, and what is lost with a worker. */
  static String cluster() {
    Svg svg = new Svg();
    box(svg, 220, 10, 220, 50, Paint.STORED, "JobManager", "coordinates, decides");
    worker(svg, 10, "worker 0");
    worker(svg, 340, "worker 1");
    box(svg, 160, 320, 340, 44, Paint.EMITTED, "checkpoint storage", "state and source positions");
    svg.arrow(260, 60, 170, 96, Paint.FAINT);
    svg.arrow(400, 60, 490, 96, Paint.FAINT);
    svg.arrow(160, 266, 250, 316, Paint.BLUE);
    svg.arrow(410, 316, 500, 266, Paint.BLUE);
    note(svg, 150, 296, Anchor.END, "copies of state");
    note(svg, 510, 296, Anchor.START, "after a failure");
    svg.border(16, 118, 298, 144, 6, Paint.RED, "stroke-width=\"2\" stroke-dasharray=\"5 4\"");
    svg.text(165, 256, SMALL, Anchor.MIDDLE, Paint.RED, "lost when worker 0 is lost");
    return svg.document(
        660,
        376,
        "A Flink cluster: a JobManager, two workers, checkpoint storage",
        "The JobManager coordinates two workers. Each worker runs instances of your functions and"
            + " holds their fields, static fields and state. All that is lost with the worker."
            + " Checkpoint storage is outside of the workers: it has copies of the state and the"
            + " positions of the sources, and another worker continues from them.");
  }

  private static void worker(Svg svg, double x, String name) {
    svg.border(x, 96, 310, 170, 4, Paint.INK, "");
    svg.text(x + 155, 113, FONT, Anchor.MIDDLE, Paint.INK, name + " (TaskManager)");
    box(svg, x + 16, 126, 130, 48, Paint.PAPER, "your functions,", "their fields");
    box(svg, x + 164, 126, 130, 48, Paint.PAPER, "static fields");
    box(svg, x + 16, 186, 278, 48, Paint.STORED, "state of its keys,", "their timers");
  }

  /** Which page needs which. */
  private static String concepts() {
    Svg svg = new Svg();
    box(svg, 10, 100, 110, 44, Paint.STORED, "1 Streams");
    box(svg, 170, 40, 110, 44, Paint.STORED, "2 Keys");
    box(svg, 330, 40, 110, 44, Paint.STORED, "3 State");
    box(svg, 490, 10, 120, 44, Paint.STORED, "4 Failure");
    box(svg, 490, 74, 120, 44, Paint.STORED, "5 Bytes");
    box(svg, 170, 170, 130, 44, Paint.STORED, "6 Event time");
    box(svg, 490, 140, 120, 44, Paint.STORED, "7 Windows");
    box(svg, 490, 206, 120, 44, Paint.STORED, "8 Timers");
    box(svg, 330, 272, 120, 44, Paint.STORED, "9 Broadcast");
    box(svg, 650, 10, 110, 44, Paint.STORED, "10 Output");
    svg.arrow(610, 32, 646, 32, Paint.FAINT);
    box(svg, 490, 272, 120, 44, Paint.STORED, "11 Upgrade");
    svg.arrow(385, 86, 388, 268, Paint.FAINT);
    svg.arrow(402, 86, 490, 268, Paint.FAINT);
    svg.arrow(120, 112, 166, 76, Paint.FAINT);
    svg.arrow(120, 132, 166, 180, Paint.FAINT);
    svg.arrow(280, 62, 326, 62, Paint.FAINT);
    svg.arrow(440, 54, 486, 36, Paint.FAINT);
    svg.arrow(440, 72, 486, 90, Paint.FAINT);
    svg.arrow(420, 86, 486, 210, Paint.FAINT);
    svg.arrow(270, 86, 486, 156, Paint.FAINT);
    svg.arrow(300, 186, 486, 168, Paint.FAINT);
    svg.arrow(300, 202, 486, 230, Paint.FAINT);
    return svg.document(
        770,
        328,
        "Which page needs which: streams come first, then keys and event time; failure, bytes,"
            + " windows, timers, broadcast state, output and upgrades build on them",
        "Page 1 Streams leads to 2 Keys and 6 Event time. 2 Keys leads to 3 State. 3 State leads"
            + " to 4 Failure and 5 Bytes. 2 Keys and 6 Event time lead to 7 Windows. 3 State and"
            + " 6 Event time lead to 8 Timers. 3 State leads to 9 Broadcast and"
            + " 11 Upgrade, and 4 Failure to 10 Output.");
  }
}

package streamkata.grader.learn;

import static streamkata.grader.labs.Trip.at;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiFare;
import streamkata.grader.labs.OutOfOrder;
import streamkata.grader.labs.PaidRides;
import streamkata.grader.picture.Box;
import streamkata.grader.picture.Lanes;
import streamkata.grader.picture.Paint;
import streamkata.grader.picture.Svg;
import streamkata.grader.picture.Svg.Anchor;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;

/** Event time against the order of arrival. */
final class TimePlots {

  private static final int LEFT = 60;
  private static final int TOP = 20;
  private static final int SMALL = 12;
  private static final long MINUTE = 60_000;

  private final Svg svg = new Svg();
  private final long first;
  private final long last;
  private final int tall;

  private TimePlots(long first, long last, int tall) {
    this.first = first;
    this.last = last;
    this.tall = tall;
  }

  /** Twenty fares, the watermark, and one that is late; eight of them in both orders. */
  static String outOfOrder() {
    Duration bound = Duration.ofMinutes(5);
    List<TaxiFare> arrivals = lateFares(bound);
    TimePlots plot = new TimePlots(at("12:50:00"), at("13:24:00"), 280);
    plot.grid(5 * MINUTE, 640);
    long largest = Long.MIN_VALUE;
    List<String> late = new ArrayList<>();
    StringBuilder stairs = new StringBuilder();
    for (int i = 0; i < arrivals.size(); i++) {
      double x = LEFT + 24 + 28.0 * i;
      long time = arrivals.get(i).eventTime();
      boolean isLate = i > 0 && time <= watermark(largest, bound);
      plot.svg.dot(x, plot.y(time), 4, isLate ? Paint.RED : Paint.BLUE);
      if (isLate) {
        plot.ring(x, plot.y(time));
        plot.svg.text(x, plot.y(time) + 24, SMALL, Anchor.MIDDLE, Paint.RED, "late");
        late.add("fare %d of %s".formatted(i + 1, Event.clock(time)));
      }
      largest = Math.max(largest, time);
      stairs.append(
          "%s%s %sH%s"
              .formatted(
                  i == 0 ? "M" : "L",
                  Svg.number(x + 4),
                  Svg.number(plot.y(watermark(largest, bound))),
                  Svg.number(x + 28)));
    }
    plot.svg.path(stairs.toString(), Paint.INK, "stroke-width=\"2\" stroke-dasharray=\"3 4\"");
    plot.svg.text(
        630, plot.y(watermark(largest, bound)) + 34, SMALL, Anchor.END, Paint.INK, "watermark");
    plot.svg.text(340, 318, SMALL, Anchor.MIDDLE, Paint.FAINT, "order of arrival");
    plot.bothOrders(arrivals.subList(0, 8));
    return plot.svg.document(
        640,
        450,
        "20 fares in the order of arrival and their times, with the watermark as a staircase; one"
            + " fare is late",
        "Fares arrive up to five minutes out of order. The watermark is the largest time so far"
            + " minus five minutes: it only rises. Late is %s. Below, the first eight fares by"
                .formatted(String.join(", ", late))
            + " event time and by arrival: the same fares in another order.");
  }

  private static long watermark(long largest, Duration bound) {
    return largest - bound.toMillis() - 1;
  }

  private static List<TaxiFare> lateFares(Duration bound) {
    List<TaxiFare> fares =
        LongStream.range(0, 20)
            .mapToObj(i -> fareAt(31 + i, at("12:58:00") + i * MINUTE + i * i % 7 * 9_000))
            .toList();
    List<TaxiFare> arrivals = new ArrayList<>(OutOfOrder.shuffle(fares, bound, new Random(1)));
    arrivals.add(16, arrivals.remove(9));
    return arrivals;
  }

  private static TaxiFare fareAt(long ride, long time) {
    TaxiFare fare = PaidRides.fare(ride);
    return new TaxiFare(ride, fare.taxiId(), fare.driverId(), time, "CRD", 1, 0, 10);
  }

  private void bothOrders(List<TaxiFare> fares) {
    List<TaxiFare> byTime =
        fares.stream().sorted(Comparator.comparingLong(TaxiFare::eventTime)).toList();
    svg.text(8, 357, SMALL, Anchor.START, Paint.FAINT, "by event time");
    svg.text(8, 427, SMALL, Anchor.START, Paint.FAINT, "by arrival");
    for (int i = 0; i < fares.size(); i++) {
      double x = 140 + 62.0 * i;
      double arrives = 140 + 62.0 * fares.indexOf(byTime.get(i));
      svg.path(
          "M%s 366L%s 408".formatted(Svg.number(x), Svg.number(arrives)),
          x == arrives ? Paint.FAINT : Paint.RED,
          "stroke-width=\"1.5\"");
      fareBox(x, 340, byTime.get(i));
      fareBox(140 + 62.0 * i, 410, fares.get(i));
    }
  }

  private void fareBox(double x, double y, TaxiFare fare) {
    svg.border(x - 24, y, 48, 26, 0, Paint.INK, "");
    svg.border(x - 21, y + 3, 42, 20, 0, Paint.INK, "");
    svg.text(x, y + 17, SMALL, Anchor.MIDDLE, Paint.INK, "F" + fare.rideId());
  }

  /** The example of lab hourly-tips: hours as bands, fares, watermarks, results. */
  static String hours(Script script) {
    Lanes lanes = Theatre.lanes("", "hourly-tips", script, null);
    List<List<Box>> emitted = lanes.rows().get(lanes.rows().size() - 1).cells();
    TimePlots plot = new TimePlots(at("12:45:00"), at("15:15:00"), 300);
    plot.band(at("13:00:00"), at("14:00:00"), Paint.STORED, "hour 13-14");
    plot.band(at("14:00:00"), at("15:00:00"), Paint.EMITTED, "hour 14-15");
    plot.grid(30 * MINUTE, 660);
    long watermark = Long.MIN_VALUE;
    List<String> said = new ArrayList<>();
    List<Step> steps = script.steps();
    for (int i = 0; i < steps.size(); i++) {
      double x = LEFT + 60 + 58.0 * i;
      if (steps.get(i) instanceof Step.Emit emit) {
        long time = emit.event().eventTime();
        boolean isDropped = (time / (60 * MINUTE) + 1) * 60 * MINUTE - 1 <= watermark;
        plot.svg.dot(x, plot.y(time), 5, isDropped ? Paint.RED : Paint.BLUE);
        String clock = Event.clock(time).substring(0, 5);
        if (isDropped) {
          plot.svg.text(x + 14, plot.y(time) + 4, SMALL, Anchor.START, Paint.INK, clock);
          plot.ring(x, plot.y(time));
          plot.svg.text(x, plot.y(time) + 24, SMALL, Anchor.MIDDLE, Paint.RED, "dropped");
        } else {
          plot.svg.text(x, plot.y(time) - 13, SMALL, Anchor.MIDDLE, Paint.INK, clock);
        }
        said.add("A fare of %s %s.".formatted(clock, isDropped ? "is dropped" : "counts"));
      } else if (steps.get(i) instanceof Step.Watermark mark) {
        watermark = mark.time();
        plot.svg.path(
            "M%s %sH%s"
                .formatted(Svg.number(x - 24), Svg.number(plot.y(watermark)), Svg.number(x + 24)),
            Paint.INK,
            "stroke-width=\"3\" stroke-dasharray=\"4 3\"");
        plot.mark(x, watermark);
        said.add("Watermark %s.".formatted(Event.clock(watermark)));
      }
      plot.result(x, emitted.get(i), said);
    }
    plot.svg.text(340, 410, SMALL, Anchor.MIDDLE, Paint.FAINT, "order of arrival; W: watermark");
    return plot.svg.document(
        700,
        420,
        "The hour 13 to 14 of lab hourly-tips: a fare of 13:31 counts after watermark 13:40, a fare"
            + " of 13:50 is dropped after the hour has fired",
        String.join(" ", said));
  }

  /** A time with milliseconds is too long for its column: it ends where its watermark ends. */
  private void mark(double x, long watermark) {
    String clock = Event.clock(watermark);
    boolean isLong = clock.length() > 8;
    svg.text(
        isLong ? x + 24 : x,
        y(watermark) + 16,
        SMALL,
        isLong ? Anchor.END : Anchor.MIDDLE,
        Paint.INK,
        "W " + (isLong ? clock : clock.substring(0, 5)));
  }

  private void result(double x, List<Box> emitted, List<String> said) {
    if (emitted.isEmpty()) {
      return;
    }
    svg.text(x, 334, SMALL, Anchor.MIDDLE, Paint.GREEN, "fires");
    List<String> lines = emitted.get(0).lines();
    for (int line = 0; line < lines.size(); line++) {
      svg.text(x, 350 + 14 * line, SMALL, Anchor.MIDDLE, Paint.GREEN, lines.get(line));
    }
    said.add(
        "Emits: "
            + emitted.stream()
                .map(box -> String.join(" ", box.lines()))
                .collect(Collectors.joining(", "))
            + ".");
  }

  private void band(long from, long to, Paint paint, String name) {
    svg.fill(LEFT, y(to), 632, y(from) - y(to), 0, paint);
    svg.text(LEFT + 6, y(to) + 16, SMALL, Anchor.START, Paint.FAINT, name);
  }

  private void grid(long every, int right) {
    for (long time = first; time <= last; time += 5 * MINUTE) {
      if (time % every == 0) {
        svg.path("M%d %sH%d".formatted(LEFT, Svg.number(y(time)), right), Paint.GRID, "");
        svg.text(
            LEFT - 8,
            y(time) + 4,
            SMALL,
            Anchor.END,
            Paint.FAINT,
            Event.clock(time).substring(0, 5));
      }
    }
  }

  private void ring(double x, double y) {
    svg.border(x - 9, y - 9, 18, 18, 9, Paint.RED, "stroke-width=\"2\"");
  }

  private double y(long time) {
    return TOP + tall * (double) (last - time) / (last - first);
  }
}

package streamkata.grader.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Kit;
import streamkata.grader.page.Canvas;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Chart;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Figure.Format;
import streamkata.grader.page.LineChart;
import streamkata.grader.page.Page;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Section;
import streamkata.grader.page.Table;
import streamkata.grader.page.Theme;
import streamkata.grader.recovery.Recording.Mark;
import streamkata.grader.recovery.Recording.Sample;

/**
 * The two runs on one page, side by side: pictures over time, and the same numbers as tables.
 *
 * @param program whose program it was, a few words
 * @param how how the workers were killed, and on which stream
 * @param shareName what {@link Sample#share} is a share of
 * @param with the run with checkpoints
 * @param without the run without
 */
public record RecoveryPage(
    String program, String how, String shareName, Recording with, Recording without) {

  /** Of the page and of the picture beside it. */
  public static final String FILE_NAME = "recovery.html";

  /** Of the picture. */
  public static final String PICTURE_NAME = "recovery.svg";

  /** What lies there is on no chart. */
  private static final double FAR_AWAY = -1_000_000;

  private static final String TIME = "seconds since the kill";

  /**
   * Writes the page, and a picture of both runs as a file of its own.
   *
   * @param folder an existing folder; gets {@link #FILE_NAME} and, where Java can draw text, {@link
   *     #PICTURE_NAME}
   * @throws IOException if something cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    Kit.replace(folder.resolve(FILE_NAME), page().html());
    if (Chart.canBeDrawn()) {
      Canvas canvas = Format.WIDE.canvas(Theme.LIGHT);
      LineChart both = new LineChart(canvas, TIME, "event in the stream");
      addLine(both, "with checkpoints", with, Sample::position);
      addLine(both, "without checkpoints", without, Sample::position);
      both.mark(Mark.KILLED.title(), 0);
      Kit.replace(folder.resolve(PICTURE_NAME), Chart.of(both.chart()).svg());
    }
  }

  /** The page. */
  Page page() {
    RecoveryVerdict verdict = RecoveryVerdict.of(with, without);
    return new Page(
        "A worker is lost: " + program,
        verdict.summary(),
        List.of(
            new Section("Claims and observations", List.of(claims(verdict))),
            new Section("Where the source was", List.of(positions())),
            new Section("What the program remembers", List.of(shares())),
            new Section("The same as numbers", List.of(times(), samples(with), samples(without)))),
        how);
  }

  private static Table claims(RecoveryVerdict verdict) {
    return new Table(
        "Claims",
        List.of("Claim", "Holds", "What shows it"),
        verdict.claims().stream()
            .map(
                claim ->
                    List.of(
                        Cell.text(claim.text()),
                        new Cell(
                            claim.holds() ? "yes" : "no",
                            claim.holds() ? Cell.Kind.GOOD : Cell.Kind.BAD),
                        Cell.text((claim.evidence() + ". " + claim.advice()).strip())))
            .toList());
  }

  private Figure positions() {
    double most =
        1.1
            * both()
                .flatMap(run -> run.samples().stream())
                .mapToLong(Sample::position)
                .max()
                .orElse(1);
    return sideBySide(
        "The number of events that the source has emitted. With checkpoints, the source continues"
            + " from the last checkpoint before the kill. Without checkpoints, it begins again.",
        (run, canvas) -> {
          LineChart chart = new LineChart(canvas, TIME, "event in the stream").yRange(0, most);
          addLine(chart, "position", run, Sample::position);
          addCheckpoints(chart, run);
          return chart;
        },
        run -> format("%s: %s", name(run), RecoveryVerdict.of(run).claims().get(1).evidence()));
  }

  private Figure shares() {
    return sideBySide(
        "With checkpoints, the new worker has everything that the old worker had learned. Without"
            + " checkpoints, it must learn everything again.",
        (run, canvas) -> {
          LineChart chart = new LineChart(canvas, TIME, shareName).yRange(0, 1);
          addLine(chart, shareName, run, Sample::share);
          return chart;
        },
        run -> format("%s: %s", name(run), RecoveryVerdict.of(run).claims().get(0).evidence()));
  }

  private Figure sideBySide(
      String caption,
      BiFunction<Recording, Canvas, LineChart> drawing,
      Function<Recording, String> alt) {
    double begin = both().mapToDouble(run -> sinceKill(run, 0)).min().orElse(0);
    double end =
        both()
            .mapToDouble(
                run -> sinceKill(run, run.samples().get(run.samples().size() - 1).seconds()))
            .max()
            .orElse(0);
    return new Figure(
        caption,
        Format.HALF,
        both()
            .map(
                run ->
                    new Picture(
                        name(run),
                        alt.apply(run),
                        canvas -> {
                          LineChart chart = drawing.apply(run, canvas).xRange(begin, end);
                          addMarks(chart, run);
                          return chart.chart();
                        }))
            .toList());
  }

  /** RESTARTING is a time, and not a moment. */
  private static void addMarks(LineChart chart, Recording run) {
    for (Mark mark : Mark.values()) {
      double begin = run.marks().get(mark);
      double end = mark == Mark.RESTARTING ? endOfRestarting(run) : begin;
      chart.band(mark.title(), sinceKill(run, begin), sinceKill(run, end));
    }
  }

  private static double endOfRestarting(Recording run) {
    return run.samples().stream()
        .filter(sample -> sample.state().equals(Mark.RESTARTING.title()))
        .mapToDouble(Sample::seconds)
        .max()
        .orElse(run.marks().get(Mark.NEW_WORKER));
  }

  /** While no worker runs the source, nobody knows where it is: a gap. */
  private static void addLine(
      LineChart chart, String name, Recording run, Function<Sample, Number> value) {
    double gapBegin = run.marks().get(Mark.KILLED);
    double gapEnd = run.marks().get(Mark.FIRST_RESULT);
    chart.line(
        name,
        run.samples().stream().mapToDouble(sample -> sinceKill(run, sample.seconds())).toArray(),
        run.samples().stream()
            .mapToDouble(
                sample ->
                    sample.seconds() > gapBegin && sample.seconds() < gapEnd
                            || sample.position() < 0
                        ? Double.NaN
                        : value.apply(sample).doubleValue())
            .toArray());
  }

  private static void addCheckpoints(LineChart chart, Recording run) {
    List<Sample> taken =
        Stream.iterate(1, i -> i < run.samples().size(), i -> i + 1)
            .filter(
                i -> run.samples().get(i).checkpoints() > run.samples().get(i - 1).checkpoints())
            .map(run.samples()::get)
            .filter(sample -> sample.position() >= 0)
            .toList();
    if (taken.isEmpty()) {
      // A legend as high as that of the other chart, so that both have the same scale.
      chart.dots("checkpoint: none", new double[] {FAR_AWAY}, new double[] {FAR_AWAY});
    } else {
      chart.dots(
          "checkpoint",
          taken.stream().mapToDouble(sample -> sinceKill(run, sample.seconds())).toArray(),
          taken.stream().mapToDouble(Sample::position).toArray());
    }
  }

  private Table times() {
    return new Table(
        "What happened when",
        List.of("", name(with), name(without)),
        Stream.of(
                row("Checkpoints completed", run -> format("%d", last(run).checkpoints())),
                row("Restarted from", RecoveryPage::checkpoint),
                row("The source went on after event", run -> text(run.firstPositions())),
                row("Results printed", run -> format("%,d", last(run).results())),
                row("First worker: start to registered", run -> seconds(run.times().firstWorker())),
                row("Kill to RESTARTING", run -> seconds(run.times().toRestarting())),
                row("New worker: start to registered", run -> seconds(run.times().secondWorker())),
                row(
                    "New worker: start to first result",
                    run -> seconds(run.times().toFirstResult())))
            .toList());
  }

  private List<Cell> row(String name, Function<Recording, String> value) {
    return Stream.concat(Stream.of(Cell.text(name)), both().map(value).map(Cell::number)).toList();
  }

  private Table samples(Recording run) {
    return new Table(
        name(run) + ": what was seen",
        List.of("Seconds since the kill", "Job", "Event", "Results", shareName, "Checkpoints"),
        telling(run.samples()).stream()
            .map(
                sample ->
                    List.of(
                        Cell.number(format("%.1f", sinceKill(run, sample.seconds()))),
                        Cell.text(sample.state()),
                        Cell.number(sample.position() < 0 ? "" : format("%,d", sample.position())),
                        Cell.number(format("%,d", sample.results())),
                        Cell.number(
                            Double.isNaN(sample.share()) ? "" : format("%.2f", sample.share())),
                        Cell.number(format("%d", sample.checkpoints()))))
            .toList(),
        true);
  }

  /** Those at which something has changed, and of the others one in every second. */
  private static List<Sample> telling(List<Sample> samples) {
    List<Sample> telling = new ArrayList<>();
    for (Sample sample : samples) {
      Sample last = telling.isEmpty() ? null : telling.get(telling.size() - 1);
      if (last == null
          || !sample.state().equals(last.state())
          || sample.position() < 0 != last.position() < 0
          || sample.seconds() - last.seconds() >= 1) {
        telling.add(sample);
      }
    }
    return telling;
  }

  private Stream<Recording> both() {
    return Stream.of(with, without);
  }

  private static double sinceKill(Recording run, double seconds) {
    return seconds - run.marks().get(Mark.KILLED);
  }

  private static Sample last(Recording run) {
    return run.samples().get(run.samples().size() - 1);
  }

  private static String name(Recording run) {
    return run.checkpointing() ? "With checkpoints" : "Without checkpoints";
  }

  private static String checkpoint(Recording run) {
    return run.lastCheckpoint().id().isPresent()
        ? format(
            "checkpoint %d, event %s",
            run.lastCheckpoint().id().getAsLong(), text(run.lastCheckpoint().positions()))
        : "nothing";
  }

  private static String text(Map<String, Long> positions) {
    return positions.size() == 1
        ? format("%,d", positions.values().iterator().next())
        : positions.entrySet().stream()
            .map(entry -> format("%,d (%s)", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static String seconds(double seconds) {
    return format("%.1f s", seconds);
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}

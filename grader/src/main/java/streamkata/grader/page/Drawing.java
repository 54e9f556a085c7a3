package streamkata.grader.page;

import org.knowm.xchart.internal.chartpart.IChart;

/** Draws one chart, once for each canvas that a page needs it on. */
@FunctionalInterface
public interface Drawing {

  /**
   * Draws.
   *
   * @param canvas the size and the colours to draw with
   * @return a new chart
   */
  IChart on(Canvas canvas);
}

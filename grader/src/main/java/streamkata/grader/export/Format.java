package streamkata.grader.export;

/** How a report is written for one other grader. */
@FunctionalInterface
interface Format {

  /**
   * Writes a report.
   *
   * @param report of no grader fault
   * @return the whole file
   */
  String write(Report report);
}

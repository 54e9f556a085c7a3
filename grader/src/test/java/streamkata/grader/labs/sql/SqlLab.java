package streamkata.grader.labs.sql;

import streamkata.common.lab.BuiltBy;

/** The contract of a lab that is not written in Java. */
@BuiltBy(SqlPipeline.class)
public interface SqlLab {

  /**
   * Counts the STARTs of each driver.
   *
   * @return a query of the table {@code rides} with the columns {@code driverId} and {@code
   *     isStart}; its result has a driver and a number
   */
  String query();
}

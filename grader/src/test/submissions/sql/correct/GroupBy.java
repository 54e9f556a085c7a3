package streamkata.exercises.sql;

import streamkata.grader.labs.sql.SqlLab;

/** Groups. */
public class SqlJob implements SqlLab {

  @Override
  public String query() {
    return "SELECT driverId, COUNT(*) FROM rides WHERE isStart GROUP BY driverId";
  }
}

package streamkata.exercises.sql;

import streamkata.grader.labs.sql.SqlLab;

/**
 * Counts every event.
 *
 * <p>Loses: behaviour
 *
 * <p>Says: driver 2013500007
 */
public class SqlJob implements SqlLab {

  @Override
  public String query() {
    return "SELECT driverId, COUNT(*) FROM rides GROUP BY driverId";
  }
}

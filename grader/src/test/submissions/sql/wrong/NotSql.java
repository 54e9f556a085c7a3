package streamkata.exercises.sql;

import streamkata.grader.labs.sql.SqlLab;

/**
 * Is not SQL.
 *
 * <p>Loses: behaviour
 *
 * <p>Says: ParseException: Encountered "count the"
 */
public class SqlJob implements SqlLab {

  @Override
  public String query() {
    return "count the rides";
  }
}

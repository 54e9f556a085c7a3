package streamkata.grader.labs;

import streamkata.grader.kit.Labs;
import streamkata.grader.labs.sql.SqlChecks;
import streamkata.grader.labs.sql.SqlLab;

/** A lab on SQL; in the tests only, and only with the profile that downloads Flink's planner. */
public final class SqlSeam {

  /** The lab. */
  public static final Labs LABS =
      new Course("Seams", Course.lab("sql", SqlLab.class, SqlChecks.class)).labs();

  private SqlSeam() {}
}

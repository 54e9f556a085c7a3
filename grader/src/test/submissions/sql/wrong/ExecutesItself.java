package streamkata.exercises.sql;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import streamkata.grader.labs.sql.SqlLab;

/**
 * Runs a job of its own.
 *
 * <p>Loses: behaviour
 *
 * <p>Says: execute() was called inside the lab
 */
public class SqlJob implements SqlLab {

  @Override
  public String query() {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.executeSql("SELECT 1");
    return "SELECT driverId, COUNT(*) FROM rides WHERE isStart GROUP BY driverId";
  }
}

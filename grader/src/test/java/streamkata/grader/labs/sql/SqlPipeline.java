package streamkata.grader.labs.sql;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import streamkata.common.model.TaxiRide;

/** Makes a stream of a query. */
public final class SqlPipeline {

  private SqlPipeline() {}

  /** What the contract would ask for if it were in Java. */
  public static DataStream<SqlCount> build(SqlLab lab, DataStream<TaxiRide> rides) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(rides.getExecutionEnvironment());
    tables.createTemporaryView(
        "rides",
        rides
            .map(ride -> Row.of(ride.driverId(), ride.isStart()))
            .returns(
                Types.ROW_NAMED(new String[] {"driverId", "isStart"}, Types.LONG, Types.BOOLEAN)));
    return tables
        .toChangelogStream(tables.sqlQuery(lab.query()))
        .filter(row -> row.getKind() != RowKind.UPDATE_BEFORE)
        .map(row -> new SqlCount((long) row.getField(0), (long) row.getField(1)));
  }
}

// Loses: behaviour, state hygiene
// A timer is registered only if it is ahead of the watermark: an END after the alert stays for ever
package streamkata.exercises.longridealerts;

import java.io.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import org.apache.flink.api.common.functions.*;
import org.apache.flink.api.common.state.*;
import org.apache.flink.api.common.typeinfo.*;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.*;
import org.apache.flink.configuration.*;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.state.*;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.*;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.*;
import org.apache.flink.streaming.api.functions.co.*;
import org.apache.flink.streaming.api.functions.windowing.*;
import org.apache.flink.streaming.api.windowing.assigners.*;
import org.apache.flink.streaming.api.windowing.triggers.*;
import org.apache.flink.streaming.api.windowing.windows.*;
import org.apache.flink.util.*;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.*;
import streamkata.common.model.*;
import streamkata.common.prediction.*;

/** TimerOnlyIfAhead. */
public class LongRideAlertsJob implements LongRideAlertsLab {
  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {

    return rides.keyBy(TaxiRide::rideId).process(new F());
  }

  static final long LIMIT = 7_200_000;
  static class F extends KeyedProcessFunction<Long, TaxiRide, Long> {
    private transient ValueState<Boolean> started; private transient ValueState<Long> took;
    @Override public void open(OpenContext c) { started = getRuntimeContext().getState(new ValueStateDescriptor<>("s", Types.BOOLEAN)); took = getRuntimeContext().getState(new ValueStateDescriptor<>("t", Types.LONG)); }
    @Override public void processElement(TaxiRide r, Context c, Collector<Long> out) throws Exception {
      if (r.isStart()) { started.update(true); } else { took.update(r.endTime() - r.startTime()); }
      if (r.startTime() + LIMIT > c.timerService().currentWatermark()) { c.timerService().registerEventTimeTimer(r.startTime() + LIMIT); }
    }
    @Override public void onTimer(long t, OnTimerContext c, Collector<Long> out) throws Exception {
      if (started.value() != null && (took.value() == null || took.value() > LIMIT)) { out.collect(c.getCurrentKey()); }
      started.clear(); took.clear();
    }
  }
}

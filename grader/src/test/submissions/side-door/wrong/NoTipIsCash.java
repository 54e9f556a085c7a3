// Loses: behaviour
// Says: 
package streamkata.exercises.step16;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiFare;

public class SideDoor implements Steps.SideDoor {

  private static final OutputTag<TaxiFare> CASH = new OutputTag<>("cash") {};

  @Override
  public Separated separate(DataStream<TaxiFare> fares) {
    SingleOutputStreamOperator<TaxiFare> card = fares.process(new ByPayment());
    return new Separated(card, card.getSideOutput(CASH));
  }

  /** Emits each fare to one of two outputs. */
  static class ByPayment extends ProcessFunction<TaxiFare, TaxiFare> {

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<TaxiFare> out) {
      if (fare.tip() == 0) {
        context.output(CASH, fare);
      } else {
        out.collect(fare);
      }
    }
  }
}

package streamkata.exercises.step16;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiFare;

/**
 * Step 16: a second output. (5 minutes)
 *
 * <p>Before: exercises/learn/8-timers.md and api.md#side-output
 *
 * <p>Emit fares that were paid by card to the main output, and fares that were paid in cash to the
 * side output {@code CASH}. The program emits all of them to the main output.
 *
 * <p>Delete the first line, then change {@code processElement}.
 */
public class SideDoor implements Steps.SideDoor {

  private static final OutputTag<TaxiFare> CASH = new OutputTag<>("cash") {};

  @Override
  public Separated separate(DataStream<TaxiFare> fares) {
    if (true) throw new MissingSolutionException(); // delete this line
    SingleOutputStreamOperator<TaxiFare> card = fares.process(new ByPayment());
    return new Separated(card, card.getSideOutput(CASH));
  }

  /** Emits each fare to one of two outputs. */
  static class ByPayment extends ProcessFunction<TaxiFare, TaxiFare> {

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<TaxiFare> out) {
      out.collect(fare); // TODO: cash fares go to the side output
    }
  }
}

package streamkata.grader.report;

import java.util.List;
import streamkata.common.model.TaxiEvent;
import streamkata.grader.page.Block;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;

/**
 * How a lab's results are shown.
 *
 * @param <L> the contract of the lab
 */
interface Portrait<L> {

  /** The id of the lab. */
  String lab();

  /** Which events of the stream the lab is given, in the order of arrival. */
  List<? extends TaxiEvent> input(TaxiStream stream);

  /** When the results are looked at: at the end of each slot. */
  default Timeline looks(TaxiStream stream) {
    return Timeline.of(input(stream));
  }

  /** How the contract is applied. */
  Pipeline<L> pipeline(TaxiStream stream);

  /** Pictures and numbers of what came out. */
  List<Block> show(TaxiStream stream, Outcome outcome);
}

package streamkata.grader.report;

import java.util.List;
import streamkata.common.model.Event;
import streamkata.grader.page.Block;
import streamkata.grader.scenario.Outcome;

/** How the results of a lab are shown. */
public interface LabPicture {

  /**
   * When the results are looked at: at the end of each slot.
   *
   * @param slots the slots into which the stream is cut
   * @return these slots, or finer ones
   */
  default Timeline looks(Timeline slots) {
    return slots;
  }

  /**
   * The plain arguments of the program.
   *
   * @param stream what it is run on
   * @return what the contract asks for beside streams, in the order of its parameters
   */
  default List<Object> arguments(TaxiStream stream) {
    return List.of();
  }

  /**
   * What the program is given before the taxi stream begins.
   *
   * @param stream what it is run on
   * @return events of another input; none if the taxi stream is all that it needs
   */
  default List<? extends Event> before(TaxiStream stream) {
    return List.of();
  }

  /**
   * Shows what came out.
   *
   * @param stream what the program was run on
   * @param looks when its results were looked at
   * @param outcome what came out
   * @return pictures and numbers
   */
  List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome);
}

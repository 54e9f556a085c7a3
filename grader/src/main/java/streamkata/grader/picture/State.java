package streamkata.grader.picture;

import java.util.List;
import streamkata.common.model.Event;

/** What a right program has in state, computed without Flink, to be shown in a picture. */
public interface State {

  /**
   * An event arrives.
   *
   * @param event the event
   */
  void arrives(Event event);

  /**
   * A watermark arrives in every input.
   *
   * @param time milliseconds since the epoch, UTC
   */
  void watermark(long time);

  /**
   * What is in state.
   *
   * @return for each thing what to write, in a few short lines
   */
  List<String> content();

  /**
   * The same at this moment, to go back to.
   *
   * @return a copy that does not change with this one
   */
  State copy();
}

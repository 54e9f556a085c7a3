package streamkata.common.source;

import java.util.Optional;

/**
 * What the {@link SingleSplitEnumerator} has to remember.
 *
 * @param split the split, unless a reader has it
 */
record SplitAtHand(Optional<StreamSplit> split) {}

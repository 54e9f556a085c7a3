package streamkata.common.source;

import org.apache.flink.api.connector.source.SourceSplit;

/** The one split of a {@link FeedSource}: the whole stream, read up to a position. */
record StreamSplit(StreamPosition position) implements SourceSplit {

  @Override
  public String splitId() {
    return "stream";
  }
}

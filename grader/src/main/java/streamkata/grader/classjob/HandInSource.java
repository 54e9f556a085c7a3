package streamkata.grader.classjob;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Hand-ins, graded where they are read: a line of JSON for each, with the results of the labs that
 * no earlier one has handed in in the same way. A split is one hand-in, and a reader asks for the
 * next one when it is done with the last: so a hand-in that takes long holds up no other. An
 * operator behind the source could not promise that, because a record would already wait in front
 * of it.
 */
final class HandInSource
    implements Source<String, HandInSplit, ToCome>, ResultTypeQueryable<String> {

  private static final long serialVersionUID = 1L;

  private final JobOrder order;

  HandInSource(JobOrder order) {
    this.order = order;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<String, HandInSplit> createReader(SourceReaderContext context) {
    return new HandInReader(context, order);
  }

  @Override
  public SplitEnumerator<HandInSplit, ToCome> createEnumerator(
      SplitEnumeratorContext<HandInSplit> context) {
    return new HandInEnumerator(context, order);
  }

  @Override
  public SplitEnumerator<HandInSplit, ToCome> restoreEnumerator(
      SplitEnumeratorContext<HandInSplit> context, ToCome toCome) {
    HandInEnumerator enumerator = new HandInEnumerator(context, order);
    enumerator.restore(toCome);
    return enumerator;
  }

  @Override
  public SimpleVersionedSerializer<HandInSplit> getSplitSerializer() {
    return new HandInSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<ToCome> getEnumeratorCheckpointSerializer() {
    return new ToCome.Serializer();
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }
}

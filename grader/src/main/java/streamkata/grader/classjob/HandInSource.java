package streamkata.grader.classjob;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Hand-ins, graded where they are read. A split is one hand-in, and a reader asks for the next one
 * when it is done with the last: so a hand-in that takes long holds up no other. An operator behind
 * the source could not promise that, because a record would already wait in front of it.
 */
final class HandInSource
    implements Source<Graded, HandInSplit, ToCome>, ResultTypeQueryable<Graded> {

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
  public SourceReader<Graded, HandInSplit> createReader(SourceReaderContext context) {
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
  public TypeInformation<Graded> getProducedType() {
    return TypeInformation.of(Graded.class);
  }
}

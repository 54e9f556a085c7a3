package streamkata.grader.stage;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Reads the cues of one input from the {@link Rendezvous} of its job. */
final class CueSource<T> implements Source<T, Lane, Integer>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final String rendezvous;
  private final int input;
  private final Class<T> eventType;

  CueSource(String rendezvous, int input, Class<T> eventType) {
    this.rendezvous = rendezvous;
    this.input = input;
    this.eventType = eventType;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, Lane> createReader(SourceReaderContext context) {
    return new CueReader<>(
        Rendezvous.withId(rendezvous), input, eventType, context.getIndexOfSubtask());
  }

  @Override
  public SplitEnumerator<Lane, Integer> createEnumerator(SplitEnumeratorContext<Lane> context) {
    return new LaneEnumerator(context, true);
  }

  @Override
  public SplitEnumerator<Lane, Integer> restoreEnumerator(
      SplitEnumeratorContext<Lane> context, Integer state) {
    return new LaneEnumerator(context, false);
  }

  @Override
  public SimpleVersionedSerializer<Lane> getSplitSerializer() {
    return new Lane.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new IntSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(eventType);
  }
}

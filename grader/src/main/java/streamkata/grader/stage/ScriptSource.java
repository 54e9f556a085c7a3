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
import streamkata.common.model.Event;

/** Plays the events of one type, and all watermarks and gates, of the script of a {@link Run}. */
final class ScriptSource<T extends Event>
    implements Source<T, Lane, Integer>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final String runId;
  private final Class<T> eventType;

  ScriptSource(String runId, Class<T> eventType) {
    this.runId = runId;
    this.eventType = eventType;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, Lane> createReader(SourceReaderContext context) {
    return new ScriptReader<>(Run.withId(runId), eventType, context.getIndexOfSubtask());
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

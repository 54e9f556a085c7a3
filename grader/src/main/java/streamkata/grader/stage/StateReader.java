package streamkata.grader.stage;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.RegisteredKeyValueStateBackendMetaInfo;
import org.apache.flink.runtime.state.RegisteredPriorityQueueStateBackendMetaInfo;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;
import org.apache.flink.runtime.state.ttl.TtlStateFactory.TtlSerializer;
import org.apache.flink.util.StateMigrationException;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.StatePart;

/** Reads what a checkpoint of state on the heap holds, or a savepoint in the canonical format. */
final class StateReader {

  private static final String PROCESSING_TIME = "_timer_state/processing_";

  private final ClassLoader loader;
  private final List<StatePart> parts = new ArrayList<>();

  private StateReader(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Reads a checkpoint.
   *
   * @param files of the checkpoint
   * @param loader has the classes of the program
   * @return one entry for each state of the program that has something in it
   * @throws IOException if it is none of both, or does not stand in one file
   */
  static List<StatePart> read(List<NamedFile> files, ClassLoader loader) throws IOException {
    StateReader reader = new StateReader(loader);
    for (NamedFile file : files) {
      if (file.name().equals("_metadata")) {
        DataInputStream metadata = new DataInputStream(new ByteArrayInputStream(file.content()));
        for (OperatorState operator :
            Checkpoints.loadCheckpointMetadata(metadata, loader, "").getOperatorStates()) {
          reader.read(operator);
        }
      }
    }
    return reader.parts;
  }

  private void read(OperatorState operator) throws IOException {
    String name = operator.getOperatorUid().or(operator::getOperatorName).orElse("");
    if (JobBuilder.isOfTheKit(name)) {
      return;
    }
    for (OperatorSubtaskState instance : operator.getStates()) {
      for (KeyedStateHandle handle : instance.getManagedKeyedState()) {
        if (handle instanceof KeyGroupsSavepointStateHandle savepoint) {
          readCanonical(name, savepoint);
        } else if (handle instanceof KeyGroupsStateHandle keyGroups) {
          read(name, keyGroups);
        }
      }
      for (OperatorStateHandle handle : instance.getManagedOperatorState()) {
        handle
            .getStateNameToPartitionOffsets()
            .forEach(
                (state, entries) ->
                    add(
                        new StatePart(
                            name,
                            state,
                            StatePart.Kind.OPERATOR,
                            entries.getOffsets().length,
                            0,
                            false)));
      }
    }
  }

  /** As Flink's own restore of a heap backend does. */
  private <K> void read(String operator, KeyGroupsStateHandle handle) throws IOException {
    try (FSDataInputStream in = handle.openInputStream()) {
      KeyedBackendSerializationProxy<K> proxy = new KeyedBackendSerializationProxy<>(loader);
      proxy.read(new DataInputViewStreamWrapper(in));
      TypeSerializer<K> keys = proxy.getKeySerializerSnapshot().restoreSerializer();
      List<StateMetaInfoSnapshot> states = proxy.getStateMetaInfoSnapshots();
      for (Tuple2<Integer, Long> group : handle.getGroupRangeOffsets()) {
        if (group.f1 >= 0) {
          in.seek(group.f1);
          DataInputView view = new DataInputViewStreamWrapper(in);
          view.readInt();
          for (int i = 0; i < states.size(); i++) {
            readState(operator, states.get(view.readShort()), keys, view, in);
          }
        }
      }
    }
  }

  /** As Flink's own restore does in every backend. An entry of a map is one entry here. */
  private <K> void readCanonical(String operator, KeyGroupsSavepointStateHandle handle)
      throws IOException {
    try (ThrowingIterator<SavepointRestoreResult> results =
        new FullSnapshotRestoreOperation<>(
                handle.getKeyGroupRange(),
                loader,
                List.of(handle),
                StateSerializerProvider.fromNewRegisteredSerializer(this.<K>keys(handle)))
            .restore()) {
      while (results.hasNext()) {
        SavepointRestoreResult result = results.next();
        try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
          while (groups.hasNext()) {
            readGroup(operator, result.getStateMetaInfoSnapshots(), groups.next());
          }
        }
      }
    } catch (StateMigrationException e) {
      throw new IOException(e);
    }
  }

  private void readGroup(String operator, List<StateMetaInfoSnapshot> states, KeyGroup group)
      throws IOException, StateMigrationException {
    try (ThrowingIterator<KeyGroupEntry> entries = group.getKeyGroupEntries()) {
      while (entries.hasNext()) {
        KeyGroupEntry entry = entries.next();
        StateMetaInfoSnapshot state = states.get(entry.getKvStateId());
        long bytes = (long) entry.getKey().length + entry.getValue().length;
        add(new StatePart(operator, state.getName(), kind(state), 1, bytes, false));
      }
    }
  }

  private <K> TypeSerializer<K> keys(KeyGroupsStateHandle handle) throws IOException {
    try (FSDataInputStream in = handle.openInputStream()) {
      KeyedBackendSerializationProxy<K> proxy = new KeyedBackendSerializationProxy<>(loader);
      proxy.read(new DataInputViewStreamWrapper(in));
      return proxy.getKeySerializerSnapshot().restoreSerializer();
    }
  }

  private static StatePart.Kind kind(StateMetaInfoSnapshot state) {
    if (state.getBackendStateType() != BackendStateType.PRIORITY_QUEUE) {
      return StatePart.Kind.KEYED;
    }
    return state.getName().startsWith(PROCESSING_TIME)
        ? StatePart.Kind.PROCESSING_TIME_TIMERS
        : StatePart.Kind.EVENT_TIME_TIMERS;
  }

  private <K> void readState(
      String operator,
      StateMetaInfoSnapshot state,
      TypeSerializer<K> keys,
      DataInputView view,
      FSDataInputStream in)
      throws IOException {
    List<TypeSerializer<?>> serializers = new ArrayList<>();
    StatePart.Kind kind = kind(state);
    if (kind != StatePart.Kind.KEYED) {
      serializers.add(
          new RegisteredPriorityQueueStateBackendMetaInfo<>(state).getElementSerializer());
    } else {
      RegisteredKeyValueStateBackendMetaInfo<?, ?> described =
          new RegisteredKeyValueStateBackendMetaInfo<>(state);
      serializers.add(described.getNamespaceSerializer());
      serializers.add(keys);
      serializers.add(described.getStateSerializer());
    }
    long begin = in.getPos();
    int entries = view.readInt();
    for (int i = 0; i < entries; i++) {
      for (TypeSerializer<?> serializer : serializers) {
        serializer.deserialize(view);
      }
    }
    boolean expires = serializers.stream().anyMatch(StateReader::expires);
    add(new StatePart(operator, state.getName(), kind, entries, in.getPos() - begin - 4, expires));
  }

  private static boolean expires(TypeSerializer<?> serializer) {
    return TtlSerializer.isTtlStateSerializer(serializer)
        || serializer instanceof ListSerializer<?> list && expires(list.getElementSerializer())
        || serializer instanceof MapSerializer<?, ?> map && expires(map.getValueSerializer());
  }

  private void add(StatePart more) {
    if (more.entries() == 0) {
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      StatePart part = parts.get(i);
      if (part.operator().equals(more.operator())
          && part.name().equals(more.name())
          && part.kind() == more.kind()) {
        parts.set(
            i,
            new StatePart(
                part.operator(),
                part.name(),
                part.kind(),
                part.entries() + more.entries(),
                part.bytes() + more.bytes(),
                part.expires() || more.expires()));
        return;
      }
    }
    parts.add(more);
  }
}

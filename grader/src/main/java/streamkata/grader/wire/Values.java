package streamkata.grader.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes and reads values of one type, which whoever reads must know beforehand: numbers, booleans,
 * texts, bytes, enums, lists, optionals, records of these, and sealed interfaces of such records.
 * No name of a type is ever read. Anything but a primitive may be null.
 *
 * @param <T> the type of the values
 */
public final class Values<T> {

  private static final Map<Type, Codec> CODECS = new ConcurrentHashMap<>();

  private final Codec codec;

  private Values(Codec codec) {
    this.codec = codec;
  }

  /** How the values of one type are written and read. */
  private interface Codec {
    void write(Object value, DataOutput out) throws IOException;

    Object read(DataInputStream in) throws IOException;
  }

  /**
   * Values of a class.
   *
   * @param <T> the type of the values
   * @return what writes and reads them
   * @throws IllegalArgumentException if there is no way to write them; the message names the type
   */
  public static <T> Values<T> of(Class<T> type) {
    return new Values<>(codec(type));
  }

  /**
   * Values of any type.
   *
   * @param type a class, or a list or optional of such a type
   * @return what writes and reads them
   * @throws IllegalArgumentException if there is no way to write them; the message names the type
   */
  public static Values<Object> of(Type type) {
    return new Values<>(codec(type));
  }

  /** Writes a value. */
  public byte[] write(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      codec.write(value, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a value.
   *
   * @param bytes all of its bytes, and no others
   * @throws IOException if these are not the bytes of such a value
   */
  @SuppressWarnings("unchecked")
  public T read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Object value = codec.read(in);
    if (in.available() > 0) {
      throw new IOException("There are %d bytes too many.".formatted(in.available()));
    }
    return (T) value;
  }

  private static Codec codec(Type type) {
    Codec known = CODECS.get(type);
    if (known == null) {
      known =
          type instanceof Class<?> c && c.isPrimitive() ? primitive(c) : nullable(reference(type));
      CODECS.put(type, known);
    }
    return known;
  }

  private static Codec reference(Type type) {
    if (type instanceof ParameterizedType generic) {
      Codec element = codec(generic.getActualTypeArguments()[0]);
      if (generic.getRawType() == List.class) {
        return list(element);
      }
      if (generic.getRawType() == Optional.class) {
        return optional(element);
      }
    } else if (type == String.class) {
      return text();
    } else if (type == byte[].class) {
      return bytes();
    } else if (type instanceof Class<?> c) {
      if (c.isEnum()) {
        return enumeration(c.getEnumConstants());
      }
      if (c.isRecord()) {
        return new RecordCodec(c);
      }
      if (c.isSealed()) {
        return sealed(c);
      }
      Class<?> primitive = PRIMITIVES.get(c);
      if (primitive != null) {
        return primitive(primitive);
      }
    }
    throw new IllegalArgumentException("There is no way to write a " + type.getTypeName() + ".");
  }

  private static final Map<Class<?>, Class<?>> PRIMITIVES =
      Map.of(
          Boolean.class, boolean.class,
          Byte.class, byte.class,
          Short.class, short.class,
          Integer.class, int.class,
          Long.class, long.class,
          Float.class, float.class,
          Double.class, double.class,
          Character.class, char.class);

  private static Codec primitive(Class<?> type) {
    if (type == long.class) {
      return codec((value, out) -> out.writeLong((Long) value), DataInput::readLong);
    } else if (type == int.class) {
      return codec((value, out) -> out.writeInt((Integer) value), DataInput::readInt);
    } else if (type == short.class) {
      return codec((value, out) -> out.writeShort((Short) value), DataInput::readShort);
    } else if (type == byte.class) {
      return codec((value, out) -> out.writeByte((Byte) value), DataInput::readByte);
    } else if (type == char.class) {
      return codec((value, out) -> out.writeChar((Character) value), DataInput::readChar);
    } else if (type == boolean.class) {
      return codec((value, out) -> out.writeBoolean((Boolean) value), DataInput::readBoolean);
    } else if (type == float.class) {
      return codec(
          (value, out) -> out.writeInt(Float.floatToRawIntBits((Float) value)),
          in -> Float.intBitsToFloat(in.readInt()));
    } else {
      return codec(
          (value, out) -> out.writeLong(Double.doubleToRawLongBits((Double) value)),
          in -> Double.longBitsToDouble(in.readLong()));
    }
  }

  private static Codec nullable(Codec codec) {
    return codec(
        (value, out) -> {
          out.writeBoolean(value != null);
          if (value != null) {
            codec.write(value, out);
          }
        },
        in -> in.readBoolean() ? codec.read(in) : null);
  }

  private static Codec list(Codec element) {
    return codec(
        (value, out) -> {
          List<?> list = (List<?>) value;
          out.writeInt(list.size());
          for (Object one : list) {
            element.write(one, out);
          }
        },
        in -> {
          int size = length(in);
          List<Object> list = new ArrayList<>();
          for (int i = 0; i < size; i++) {
            list.add(element.read(in));
          }
          return list;
        });
  }

  private static Codec optional(Codec element) {
    return codec(
        (value, out) -> element.write(((Optional<?>) value).orElse(null), out),
        in -> Optional.ofNullable(element.read(in)));
  }

  private static Codec text() {
    return codec(
        (value, out) -> writeBytes(((String) value).getBytes(StandardCharsets.UTF_8), out),
        in -> new String(readBytes(in), StandardCharsets.UTF_8));
  }

  private static Codec bytes() {
    return codec((value, out) -> writeBytes((byte[]) value, out), Values::readBytes);
  }

  private static Codec enumeration(Object[] constants) {
    return codec(
        (value, out) -> out.writeInt(((Enum<?>) value).ordinal()),
        in -> constants[index(in.readInt(), constants.length)]);
  }

  /** The records that implement an interface, by their place in its declaration. */
  private static Codec sealed(Class<?> type) {
    List<Class<?>> permitted = List.of(type.getPermittedSubclasses());
    List<Codec> codecs = permitted.stream().map(Values::codec).toList();
    return codec(
        (value, out) -> {
          int kind = permitted.indexOf(value.getClass());
          out.writeByte(kind);
          codecs.get(kind).write(value, out);
        },
        in -> codecs.get(index(in.readByte(), codecs.size())).read(in));
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(length(in));
  }

  /** A length that what is left can have: every element takes a byte at least. */
  private static int length(DataInputStream in) throws IOException {
    return index(in.readInt(), in.available() + 1);
  }

  private static int index(int read, int bound) throws IOException {
    if (read < 0 || read >= bound) {
      throw new IOException("%d is out of bounds.".formatted(read));
    }
    return read;
  }

  private interface Writer {
    void write(Object value, DataOutput out) throws IOException;
  }

  private interface Reader {
    Object read(DataInputStream in) throws IOException;
  }

  private static Codec codec(Writer writer, Reader reader) {
    return new Codec() {
      @Override
      public void write(Object value, DataOutput out) throws IOException {
        writer.write(value, out);
      }

      @Override
      public Object read(DataInputStream in) throws IOException {
        return reader.read(in);
      }
    };
  }

  /** Component by component, in the order of declaration. */
  private static final class RecordCodec implements Codec {

    private final Constructor<?> constructor;
    private final List<Method> accessors = new ArrayList<>();
    private final List<Codec> codecs = new ArrayList<>();

    RecordCodec(Class<?> type) {
      List<Class<?>> types = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        accessors.add(accessor);
        codecs.add(codec(component.getGenericType()));
        types.add(component.getType());
      }
      try {
        constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        constructor.setAccessible(true);
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException(type.getName() + " is no record.", e);
      }
    }

    @Override
    public void write(Object value, DataOutput out) throws IOException {
      for (int i = 0; i < codecs.size(); i++) {
        try {
          codecs.get(i).write(accessors.get(i).invoke(value), out);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public Object read(DataInputStream in) throws IOException {
      Object[] components = new Object[codecs.size()];
      for (int i = 0; i < components.length; i++) {
        components[i] = codecs.get(i).read(in);
      }
      try {
        return constructor.newInstance(components);
      } catch (InvocationTargetException e) {
        throw new IOException("A record refuses its components.", e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

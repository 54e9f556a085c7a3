package streamkata.grader.submission;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import streamkata.grader.kit.Refusal;

/**
 * A zip, jar, tar or tar.gz, by whatever name. Nothing of it is unpacked to a disk: a zip is read
 * where it is, of a tar the files that can matter are kept in memory.
 */
public final class Archive implements Closeable {

  /** What people pack with, also what cannot be read here. */
  private static final List<String> ENDINGS =
      List.of(".zip", ".jar", ".tar", ".tar.gz", ".tgz", ".rar", ".7z", ".tar.bz2", ".tar.xz");

  private static final int BEGINNING = 512;
  private static final int TAR_MARK = 257;
  private static final int MOST_KEPT = 256 << 20;
  private static final long MOST_UNPACKED = 2L << 30;
  private static final Charset OLD_NAMES =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  private final String name;
  private final Closeable file;
  private final List<Piece> pieces = new ArrayList<>();

  private Archive(String name, SeekableByteChannel channel) throws IOException {
    this.name = name;
    byte[] begin = beginning(channel);
    if (startsWith(begin, 0, "PK")) {
      ZipFile zip =
          ZipFile.builder()
              .setSeekableByteChannel(channel)
              .setCharset(StandardCharsets.UTF_8)
              .get();
      this.file = zip;
      Collections.list(zip.getEntries()).forEach(entry -> add(zip, entry));
      return;
    }
    this.file = channel;
    InputStream in = Channels.newInputStream(channel);
    if (begin.length > 1 && (begin[0] & 0xFF) == 0x1F && (begin[1] & 0xFF) == 0x8B) {
      addTar(new GZIPInputStream(in));
    } else if (startsWith(begin, TAR_MARK, "ustar")) {
      addTar(in);
    } else {
      throw new IOException("it is neither a zip, nor a jar, nor a tar.gz");
    }
  }

  /** Whether a file has the name of an archive, of whatever kind. */
  public static boolean isNamed(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** A name without what says that it is an archive. */
  public static String withoutEnding(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return ENDINGS.stream()
        .filter(name::endsWith)
        .max((one, other) -> Integer.compare(one.length(), other.length()))
        .map(ending -> file.substring(0, file.length() - ending.length()))
        .orElse(file);
  }

  /**
   * Opens an archive.
   *
   * @param path the file; no link is followed
   * @throws Refusal with one sentence, if it cannot be read
   */
  public static Archive open(Path path) {
    try {
      return open(
          path.toString(),
          Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /**
   * Opens an archive that has been read.
   *
   * @param name what it is called
   * @param content all of it
   * @throws Refusal with one sentence, if it cannot be read
   */
  public static Archive open(String name, byte[] content) {
    return open(name, new SeekableInMemoryByteChannel(content));
  }

  private static Archive open(String name, SeekableByteChannel channel) {
    try {
      return new Archive(name, channel);
    } catch (IOException | RuntimeException e) {
      close(channel);
      throw e instanceof Refusal refusal ? refusal : unreadable(name, e);
    }
  }

  /** The files in it; they can be read until this is closed. */
  public List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void add(ZipFile zip, ZipArchiveEntry entry) {
    String path = inside(name(entry));
    if (entry.isDirectory()) {
      return;
    }
    if (entry.isUnixSymlink()) {
      pieces.add(Piece.unreadable(path, HandIn.LINK));
    } else if (entry.getGeneralPurposeBit().usesEncryption()) {
      pieces.add(Piece.unreadable(path, "it is encrypted: pack it without a password"));
    } else {
      pieces.add(Piece.of(path, entry.getSize(), () -> zip.getInputStream(entry)));
    }
  }

  private void addTar(InputStream unpacked) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
    int kept = 0;
    for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
      String path = inside(entry.getName());
      if (tar.getBytesRead() > MOST_UNPACKED || entry.getSize() > MOST_UNPACKED) {
        throw new IOException("it unpacks to more than 2 GB");
      }
      if (entry.isSymbolicLink() || entry.isLink()) {
        pieces.add(Piece.unreadable(path, HandIn.LINK));
      } else if (entry.isFile() && HandIn.canMatter(path)) {
        byte[] content = tar.readNBytes(MOST_KEPT - kept + 1);
        kept += content.length;
        if (kept > MOST_KEPT) {
          throw new IOException(
              "more than 256 MB of it can matter: unpack it, and name the folder");
        }
        pieces.add(Piece.of(path, content.length, () -> new ByteArrayInputStream(content)));
      } else if (entry.isFile()) {
        pieces.add(Piece.of(path, entry.getSize(), InputStream::nullInputStream));
      } else if (!entry.isDirectory()) {
        pieces.add(Piece.unreadable(path, "it is not a file"));
      }
    }
  }

  private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    return tar.getNextEntry();
  }

  private String inside(String path) {
    String slashed = path.replace('\\', '/').replaceFirst("^(\\./)+", "");
    boolean isOutside =
        slashed.startsWith("/")
            || slashed.matches("[A-Za-z]:.*")
            || Arrays.asList(slashed.split("/")).contains("..");
    if (isOutside) {
      throw new Refusal(
          "The archive %s names a place outside itself, %s: pack it again."
              .formatted(name, slashed));
    }
    return slashed;
  }

  /** Older systems write names in letters of their own. */
  private static String name(ZipArchiveEntry entry) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(entry.getRawName()))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(entry.getRawName(), OLD_NAMES);
    }
  }

  private static byte[] beginning(SeekableByteChannel channel) throws IOException {
    ByteBuffer begin = ByteBuffer.allocate(BEGINNING);
    while (begin.hasRemaining() && channel.read(begin) > 0) {
      // Until there are so many bytes, or no more.
    }
    channel.position(0);
    return Arrays.copyOf(begin.array(), begin.position());
  }

  private static boolean startsWith(byte[] begin, int at, String mark) {
    byte[] bytes = mark.getBytes(StandardCharsets.US_ASCII);
    return begin.length >= at + bytes.length
        && Arrays.equals(begin, at, at + bytes.length, bytes, 0, bytes.length);
  }

  private static Refusal unreadable(String name, Exception e) {
    String reason =
        e instanceof EOFException
            ? "it ends too early"
            : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new Refusal(
        "The archive %s cannot be read: %s. Hand in a folder, a zip or .java files."
            .formatted(name, reason.strip()));
  }

  private static void close(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      // It could not be read anyway.
    }
  }
}

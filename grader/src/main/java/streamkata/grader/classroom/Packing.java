package streamkata.grader.classroom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Ways to hand in files, given by their paths; the same files give the same bytes. */
enum Packing {
  /** A folder. */
  FOLDER {
    @Override
    void write(Map<String, byte[]> files, Path place) throws IOException {
      Files.createDirectories(place);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path copy = place.resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Files.write(copy, file.getValue());
      }
    }
  },
  /** A zip, or a jar: it is the same. */
  ZIP {
    @Override
    void write(Map<String, byte[]> files, Path place) throws IOException {
      Files.write(place, zipped(files));
    }
  },
  /** A tar.gz. */
  TAR {
    @Override
    void write(Map<String, byte[]> files, Path place) throws IOException {
      try (OutputStream out = Files.newOutputStream(place);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
          entry.setSize(file.getValue().length);
          entry.setModTime(0);
          tar.putArchiveEntry(entry);
          tar.write(file.getValue());
          tar.closeArchiveEntry();
        }
      }
    }
  };

  /**
   * Writes files.
   *
   * @param files content by path
   * @param place the folder or archive, which is not there yet
   * @throws IOException if it cannot be written
   */
  abstract void write(Map<String, byte[]> files, Path place) throws IOException;

  /** The bytes of a zip. */
  static byte[] zipped(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(LocalDateTime.of(2013, 1, 1, 12, 0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}

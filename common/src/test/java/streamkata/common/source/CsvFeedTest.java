package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.common.model.TaxiFare;
import streamkata.common.testing.RealRides;

class CsvFeedTest {

  private static final String LINES =
      """
      1,11,21,2013-01-01 00:00:01,CSH,0,0,5.5
      2,12,22,2013-01-01 00:00:02,CRD,1.1,0,6.6
      3,13,23,2013-01-01 00:00:03,CSH,0,4.8,17.3
      """;

  @TempDir private Path folder;

  private final Counter skipped = new SimpleCounter();
  private boolean skipsBadRecords;

  @Nested
  class Reading {

    @Test
    void every_line_is_an_event() throws IOException {
      assertThat(rideIds(plain("fares.csv", LINES)), contains(1L, 2L, 3L));
    }

    @Test
    void a_gzipped_file_is_told_by_its_first_bytes() throws IOException {
      assertThat(rideIds(write("fares.csv", gzip(LINES))), contains(1L, 2L, 3L));
    }

    @Test
    void a_large_gzipped_file_is_read_to_its_end() throws IOException {
      assertThat(rideIds(write("fares.gz", gzip(LINES.repeat(10_000)))), hasSize(30_000));
    }

    @Test
    void blank_lines_are_passed_over() throws IOException {
      assertThat(rideIds(plain("fares.csv", "\n" + LINES + " \n\n")), contains(1L, 2L, 3L));
    }

    @Test
    void a_byte_order_mark_is_passed_over() throws IOException {
      assertThat(rideIds(plain("fares.csv", "\uFEFF" + LINES)), contains(1L, 2L, 3L));
      assertThat(rideIds(write("fares.gz", gzip("\uFEFF" + LINES))), contains(1L, 2L, 3L));
    }

    @Test
    void the_last_line_needs_no_end() throws IOException {
      assertThat(rideIds(plain("fares.csv", LINES.strip())), contains(1L, 2L, 3L));
    }

    @Test
    void lines_may_end_as_on_windows() throws IOException {
      assertThat(rideIds(plain("fares.csv", LINES.replace("\n", "\r\n"))), contains(1L, 2L, 3L));
    }

    @Test
    void the_number_of_an_event_is_that_of_its_line() throws IOException {
      try (CsvFeed<TaxiFare> feed = open(plain("fares.csv", "\n\n" + LINES))) {
        feed.next();

        assertThat(feed.number(), is(3L));
      }
    }

    @Test
    void a_feed_can_begin_at_any_line() throws IOException {
      try (CsvFeed<TaxiFare> feed = open(plain("fares.csv", LINES))) {
        feed.seek(3, 0);

        assertThat(feed.next().rideId(), is(3L));
      }
    }

    @Test
    void a_feed_that_begins_behind_the_last_line_has_no_events() throws IOException {
      assertThat(rideIdsFrom(4, plain("fares.csv", LINES)), is(empty()));
    }

    @Test
    void lines_before_the_first_one_wanted_may_be_malformed() throws IOException {
      assertThat(rideIdsFrom(2, plain("fares.csv", "rubbish\n" + LINES)), contains(1L, 2L, 3L));
    }

    @Test
    void lines_longer_than_the_buffer_are_read() throws IOException {
      List<String> lines = List.of("a".repeat(300_000), "", "b".repeat(65_536), "c");

      assertThat(linesOf(String.join("\n", lines)), is(lines));
    }

    @Test
    void the_recorded_file_has_100_000_events() throws IOException {
      Path file = RealRides.file();
      int count = 0;
      try (LineReader lines = new RecordedFile(file).open()) {
        while (lines.next() != null) {
          count++;
        }
      }

      assertThat(count, is(100_000));
    }
  }

  @Nested
  class Malformed {

    private static final String BAD = LINES + "\n4,14,24,yesterday,CSH,0,0,1\n" + LINES;

    @Test
    void a_malformed_line_is_an_error_that_says_what_is_wrong_where_and_what_to_do()
        throws IOException {
      Path file = plain("fares.csv", BAD);
      Exception e = assertThrows(IOException.class, () -> rideIds(file));

      assertThat(
          e.getMessage(),
          is(
              "The file "
                  + file
                  + " is malformed in line 5: field 4 is 'yesterday', expected a time like"
                  + " 2013-01-01 00:00:00; --skip-bad-records skips such lines."));
    }

    @Test
    void malformed_lines_are_skipped_if_wanted() throws IOException {
      skipsBadRecords = true;

      assertThat(rideIds(plain("fares.csv", BAD)), contains(1L, 2L, 3L, 1L, 2L, 3L));
    }

    @Test
    void at_the_end_it_is_said_how_many_were_skipped_and_which_was_the_first() throws IOException {
      skipsBadRecords = true;
      Path file = plain("fares.csv", BAD + BAD);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream err = System.err;
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      try {
        rideIds(file);
      } finally {
        System.setErr(err);
      }

      assertThat(
          said.toString(StandardCharsets.UTF_8),
          startsWith("Lines of " + file + " that were skipped: 2. The first is line 5: "));
    }

    @Test
    void skipped_lines_are_counted() throws IOException {
      skipsBadRecords = true;
      rideIds(plain("fares.csv", BAD));

      assertThat(skipped.getCount(), is(1L));
    }
  }

  @Nested
  class Unreadable {

    @Test
    void a_truncated_gz_file_is_an_error_that_says_so() throws IOException {
      byte[] whole = gzip(LINES.repeat(10_000));
      Path file = write("fares.gz", Arrays.copyOf(whole, whole.length / 2));
      Exception e = assertThrows(IOException.class, () -> rideIds(file));

      assertThat(
          e.getMessage(),
          allOf(
              startsWith("The file " + file + " is truncated or corrupt"),
              containsString("beyond line")));
    }

    @Test
    void a_corrupt_gz_file_is_an_error_that_says_so() throws IOException {
      byte[] bytes = gzip(LINES.repeat(10_000));
      Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 0x55);
      Path file = write("fares.gz", bytes);
      Exception e = assertThrows(IOException.class, () -> rideIds(file));

      assertThat(e.getMessage(), startsWith("The file " + file + " is truncated or corrupt"));
    }

    @Test
    void a_file_that_is_only_named_gz_is_an_error_that_says_so() throws IOException {
      Path file = plain("fares.gz", LINES);
      Exception e = assertThrows(IOException.class, () -> rideIds(file));

      assertThat(
          e.getMessage(),
          is("The file " + file + " cannot be read: it is named .gz but is not gzipped."));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            PK\3\4rest      | is a zip file, not CSV
            PAR1\0\1         | is a Parquet file, not CSV
            {"rideId": 1,}   | is JSON, not CSV
            x\0\1\2,         | holds bytes that are no text
            1;2;3;10.5       | has semicolons between its values; there must be commas
            """)
    void a_file_that_is_no_csv_is_called_what_it_is(String content, String kind)
        throws IOException {
      Path file = plain("rides.csv", content.translateEscapes());
      Exception e = assertThrows(IllegalArgumentException.class, () -> rideIds(file));

      assertThat(e.getMessage(), startsWith("The file %s %s".formatted(file, kind)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rides.csv", "rides.gz"})
    void an_empty_file_is_an_error_that_says_so(String name) throws IOException {
      Path file = plain(name, "");
      Exception e = assertThrows(IllegalArgumentException.class, () -> rideIds(file));

      assertThat(
          e.getMessage(),
          is("The file " + file + " is empty; it must have a line for each event."));
    }

    @Test
    void a_missing_file_is_an_error_that_says_so() {
      Path file = folder.resolve("nowhere.csv");
      Exception e = assertThrows(IllegalArgumentException.class, () -> rideIds(file));

      assertThat(e.getMessage(), is("The file " + file + " does not exist."));
    }

    @Test
    void a_directory_is_an_error_that_says_so() {
      Exception e = assertThrows(IllegalArgumentException.class, () -> rideIds(folder));

      assertThat(e.getMessage(), is("The file " + folder + " is a directory, not a file."));
    }
  }

  private CsvFeed<TaxiFare> open(Path file) throws IOException {
    return new CsvFeed<>(file, TaxiFare::fromCsv, TaxiFare::eventTime, skipsBadRecords, skipped);
  }

  private List<Long> rideIds(Path file) throws IOException {
    return rideIdsFrom(0, file);
  }

  private List<Long> rideIdsFrom(long line, Path file) throws IOException {
    List<Long> ids = new ArrayList<>();
    try (CsvFeed<TaxiFare> feed = open(file)) {
      feed.seek(line, 0);
      for (TaxiFare fare = feed.next(); fare != null; fare = feed.next()) {
        ids.add(fare.rideId());
      }
    }
    return ids;
  }

  private static List<String> linesOf(String text) throws IOException {
    List<String> found = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes))) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        found.add(line);
      }
    }
    return found;
  }

  private Path plain(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}

package streamkata.grader.classroom;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Tables as RFC 4180 has them. */
final class Csv {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();
  private static final CsvSchema SCHEMA = CsvSchema.emptySchema().withLineSeparator("\r\n");

  private Csv() {}

  /**
   * Writes a table.
   *
   * @param rows the header first
   * @return its text; a cell that a spreadsheet would take for a formula has an apostrophe before
   *     it
   */
  static String text(List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (SequenceWriter writer = MAPPER.writer(SCHEMA).writeValues(text)) {
      for (List<String> row : rows) {
        writer.write(row.stream().map(Csv::harmless).toArray(String[]::new));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /**
   * Reads a table.
   *
   * @param text the header first
   * @param separator between cells
   * @return the cells of each row
   * @throws IOException if it is none
   */
  static List<List<String>> rows(String text, char separator) throws IOException {
    try (MappingIterator<List<String>> rows =
        MAPPER
            .readerForListOf(String.class)
            .with(SCHEMA.withColumnSeparator(separator))
            .readValues(text)) {
      return rows.readAll();
    }
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && !cell.matches("-?\\d+")
        ? "'" + cell
        : cell;
  }
}

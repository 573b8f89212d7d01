package ai.tickstock.launcher.csv;

import ai.tickstock.app.sources.PackedFile;
import ai.tickstock.wire.message.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a CSV file with a header, plain or gzip, one after the other. Columns are known by
 * name, whatever its case. Blocks; not thread-safe.
 */
public final class CsvRows implements AutoCloseable {
  private static final int SHOWN = 60;
  private static final int LONGEST_HEADER = 500;

  private final Path file;
  private final PackedFile content;
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;
  private final Map<String, Integer> columns = new HashMap<>();
  private CSVRecord row;
  private long count;

  private CsvRows(Path file, PackedFile content) throws IOException {
    this.file = file;
    this.content = content;
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    parser =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get()
            .parse(reader);
    rows = parser.iterator();
    parser.getHeaderMap().forEach((name, at) -> columns.put(name.toLowerCase(Locale.ROOT), at));
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read, or has no header that is one
   */
  public static CsvRows open(Path file) throws IOException {
    PackedFile content = PackedFile.open(file);
    try {
      return new CsvRows(file, content);
    } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException broken) {
      content.close();
      throw new IOException(file + ": " + message(broken), broken);
    } catch (IOException broken) {
      content.close();
      throw broken;
    }
  }

  /** Whether the header has a column. */
  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** The first of some columns the header has; null if it has none. */
  public String first(List<String> names) {
    return names.stream().filter(columns::containsKey).findFirst().orElse(null);
  }

  /** The header, for people. */
  public String header() {
    return Texts.shown(String.join(",", parser.getHeaderNames()), LONGEST_HEADER);
  }

  /**
   * Goes to the next row; false at the end.
   *
   * @throws IOException naming the line where the file breaks
   */
  public boolean next() throws IOException {
    try {
      if (!rows.hasNext()) {
        return false;
      }
      row = rows.next();
      count++;
      return true;
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw new IOException(
          file + ", behind line " + parser.getCurrentLineNumber() + ": " + message(broken), broken);
    }
  }

  private static String message(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.contains("EOF reached before encapsulated token finished")
        ? "a quote is opened and not closed"
        : message;
  }

  /**
   * A cell of the row.
   *
   * @throws IllegalArgumentException if the row ends before it
   */
  public String cell(String column) {
    int at = columns.get(column);
    if (at >= row.size()) {
      throw new IllegalArgumentException(
          column + ": expected " + columns.size() + " cells, were " + row.size());
    }
    return row.get(at);
  }

  /** What is wrong with a cell. */
  public static IllegalArgumentException expected(String column, String expected, String was) {
    return new IllegalArgumentException(
        column + ": expected " + expected + ", was \"" + Texts.shown(was, SHOWN) + "\"");
  }

  /** Rows read so far, without the header. */
  public long count() {
    return count;
  }

  /** The line the row ends in, counted from 1 with the header. */
  public long line() {
    return parser.getCurrentLineNumber();
  }

  /** Bytes of the file read so far. */
  public long bytesRead() {
    return content.bytesRead();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}

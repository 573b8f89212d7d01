package ai.tickstock.launcher.csv;

import ai.tickstock.app.sources.PackedFile;
import ai.tickstock.market.Symbols;
import ai.tickstock.wire.message.Texts;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
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
  private final Set<String> repeated = new HashSet<>();
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
    List<String> names = parser.getHeaderNames();
    for (int at = 0; at < names.size(); at++) {
      String name = known(names.get(at));
      if (columns.put(name, at) != null) {
        repeated.add(name);
      }
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read, or has no header that is one
   */
  public static CsvRows open(Path file) throws IOException {
    try {
      PackedFile content = PackedFile.open(file);
      try {
        return new CsvRows(file, content);
      } catch (IOException | RuntimeException broken) {
        content.close();
        throw broken;
      }
    } catch (FileSystemException notThere) {
      throw notThere;
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException broken) {
      throw new IOException(file + ", line 1: " + message(broken), broken);
    }
  }

  /** A name as it is asked for. Nobody asks for a long one, over which Java may take minutes. */
  private static String known(String name) {
    return name.length() > SHOWN ? name : name.toLowerCase(Locale.ROOT);
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

  /** What is wrong with a header that lacks a column. */
  public IOException otherHeader(String expected) {
    return new IOException(
        file + ", line 1: expected a header with " + expected + ", was \"" + header() + '"');
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
    if (cause instanceof EOFException || cause instanceof ZipException) {
      return "expected a whole gzip file, is cut off or damaged";
    }
    String message = cause.getMessage() == null ? "cannot be read" : cause.getMessage();
    if (message.contains("EOF reached before encapsulated token finished")) {
      return "a quote is opened and not closed";
    }
    if (message.contains("Invalid character between encapsulated token and delimiter")) {
      return "expected a comma or the end of the line behind a closing quote";
    }
    return Texts.shown(message, LONGEST_HEADER)
        .replace("A header name is missing in", "expected a name for every column, was");
  }

  /**
   * A cell of the row.
   *
   * @throws IllegalArgumentException if the row ends before it, or the header has it twice
   */
  public String cell(String column) {
    if (repeated.contains(column)) {
      throw new IllegalArgumentException(
          column + ": expected one such column, is in the header more than once");
    }
    int at = columns.get(column);
    if (at >= row.size()) {
      throw new IllegalArgumentException(
          column + ": expected " + parser.getHeaderNames().size() + " cells, were " + row.size());
    }
    return row.get(at);
  }

  /** What is wrong with a cell. */
  public static IllegalArgumentException expected(String column, String expected, String was) {
    return new IllegalArgumentException(
        column + ": expected " + expected + ", was \"" + Texts.shown(was, SHOWN) + "\"");
  }

  /** A cell of the row, for people: cut, and on one line. */
  public String shown(String column) {
    return Texts.shown(cell(column), SHOWN);
  }

  /**
   * A symbol, in upper case.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String symbol(String text) {
    String symbol = Symbols.upper(text);
    if (!Symbols.isValid(symbol)) {
      throw expected("symbol", "1 to 20 of A-Z 0-9 . - / :", text);
    }
    return symbol;
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

package ai.tickstock.launcher.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rows on their way into a CSV file, gzip if its name says so, or to a writer. The file has its
 * name only once it is whole. Blocks; not thread-safe.
 */
final class CsvOut implements AutoCloseable {
  private static final double LONGEST_WHOLE = 1e15;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private final Path file;
  private final Path unfinished;
  private final CSVPrinter printer;
  private long rows;
  private boolean finished;

  private CsvOut(Path file, Path unfinished, Writer out) throws IOException {
    this.file = file;
    this.unfinished = unfinished;
    printer = new CSVPrinter(out, FORMAT);
  }

  /**
   * Opens a file, or rather what becomes it.
   *
   * @param file null for a writer that is open already
   */
  static CsvOut to(Path file, Writer otherwise) throws IOException {
    if (file == null) {
      return new CsvOut(null, null, otherwise);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    OutputStream out = Files.newOutputStream(unfinished);
    try {
      boolean packed = file.getFileName().toString().endsWith(".gz");
      OutputStream bytes = packed ? new GZIPOutputStream(out, 1 << 16) : out;
      return new CsvOut(
          file,
          unfinished,
          new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  void header(String... names) throws IOException {
    printer.printRecord((Object[]) names);
  }

  void row(Object... cells) throws IOException {
    printer.printRecord(cells);
    rows++;
  }

  /** A number that reads back as itself, without an exponent. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < LONGEST_WHOLE
        ? Long.toString((long) value)
        : new BigDecimal(Double.toString(value)).toPlainString();
  }

  /** Rows written, without the header. */
  long rows() {
    return rows;
  }

  /** All rows are there. */
  void finish() throws IOException {
    printer.flush();
    if (file != null) {
      printer.close();
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
    finished = true;
  }

  /** Leaves no half file behind. */
  @Override
  public void close() throws IOException {
    if (!finished && file != null) {
      printer.close();
      Files.deleteIfExists(unfinished);
    }
  }
}

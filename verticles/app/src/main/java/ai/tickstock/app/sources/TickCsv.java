package ai.tickstock.app.sources;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the ticks of a CSV file, plain or gzip, straight from its bytes. Lines in the plain form
 * cost no allocation; anything else goes through {@link TickLine}. Blank lines are passed over, a
 * line that is no tick is reported and left out. Blocks on the disk. Not thread-safe.
 */
final class TickCsv implements Closeable {
  static final List<String> HEADER = List.of("symbol", "timestamp", "price", "volume");

  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16
  };
  private static final int MAX_DIGITS = 15; // every number of so many digits is an exact double

  private final Path file;
  private final PackedFile content;
  private final LineBuffer lines;
  private final Consumer<BadLine> badLines;
  private final SymbolTable symbols = new SymbolTable();
  private long line;
  private int at; // where the plain reading stands

  /**
   * Opens a file and reads its header.
   *
   * @param badLines told of each line left out
   * @throws IOException if it is missing, empty, unreadable or begins with another header
   */
  TickCsv(Path file, Consumer<BadLine> badLines) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException("tick file: expected a file, found none at " + file);
    }
    this.file = file;
    this.badLines = badLines;
    content = PackedFile.open(file);
    try {
      lines = new LineBuffer(content);
      header();
    } catch (IOException | RuntimeException broken) {
      content.close();
      throw broken;
    }
  }

  /**
   * Reads on until the block is full or the file ends.
   *
   * @throws IOException naming the line at which the file cannot be read on
   */
  void fill(TickBlock block) throws IOException {
    block.size = 0;
    try {
      while (!block.isFull() && lines.next()) {
        line++;
        if (!plain(block)) {
          careful(block);
        }
      }
      block.last = !block.isFull();
    } catch (IOException broken) {
      throw unreadable(broken);
    }
    block.bytesRead = content.bytesRead();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void header() throws IOException {
    try {
      while (lines.next()) {
        line++;
        String text = headerLine();
        if (!text.isBlank()) {
          checkHeader(text);
          return;
        }
      }
    } catch (IOException broken) {
      throw unreadable(broken);
    }
    throw new IOException("tick file " + file + " is empty: expected the header " + headerText());
  }

  private String headerLine() throws IOException {
    String text = takeLine();
    if (text == null) {
      return "a line of more than " + LineBuffer.MAX_LINE + " bytes";
    }
    return line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void checkHeader(String text) throws IOException {
    List<String> fields = text.indexOf('"') < 0 || even(text) ? TickLine.fields(text) : List.of();
    boolean same = fields.size() == HEADER.size();
    for (int i = 0; same && i < HEADER.size(); i++) {
      same = HEADER.get(i).equalsIgnoreCase(fields.get(i));
    }
    if (!same) {
      throw new IOException(
          "tick file "
              + file
              + ", line "
              + line
              + ": expected the header "
              + headerText()
              + ", was "
              + cut(text));
    }
  }

  private static boolean even(String text) {
    return text.chars().filter(c -> c == '"').count() % 2 == 0;
  }

  private static String headerText() {
    return String.join(",", HEADER);
  }

  /** The plain form: symbol,seconds[.fraction],price,volume and a line end; false if it is not. */
  private boolean plain(TickBlock block) {
    byte[] bytes = lines.bytes;
    int from = lines.position;
    int i = from;
    int hash = 0;
    for (; bytes[i] > ','; i++) {
      hash = SymbolTable.hash(hash, bytes[i]);
    }
    String symbol = bytes[i] == ',' ? symbols.find(bytes, from, i, hash) : null;
    if (symbol == null) {
      return false;
    }
    at = i + 1;
    long millis = plainMillis(bytes);
    double price = millis > 0 ? plainNumber(bytes, ',') : -1;
    double volume = price > 0 ? plainNumber(bytes, '\n') : -1;
    if (!(volume >= 0)) {
      return false;
    }
    block.add(symbol, millis, price, volume);
    lines.position = at;
    return true;
  }

  /** Unix milliseconds, what is finer cut off; 0 if it is not in the plain form. */
  private long plainMillis(byte[] bytes) {
    int i = at;
    long millis = 0;
    for (; isDigit(bytes[i]); i++) {
      millis = millis * 10 + bytes[i] - '0';
    }
    if (i - at > 11 || i == at) {
      return 0;
    }
    int decimals = 0;
    if (bytes[i] == '.') {
      for (i++; isDigit(bytes[i]) && decimals < MAX_DIGITS; i++, decimals++) {
        millis = decimals < 3 ? millis * 10 + bytes[i] - '0' : millis;
      }
    }
    for (; decimals < 3; decimals++) {
      millis *= 10;
    }
    at = i + 1;
    return bytes[i] == ',' ? millis : 0;
  }

  /** A number of at most 15 digits, exactly; -1 if it is not in the plain form. */
  private double plainNumber(byte[] bytes, char end) {
    int i = at;
    long digits = 0;
    for (; isDigit(bytes[i]); i++) {
      digits = digits * 10 + bytes[i] - '0';
    }
    int count = i - at;
    int decimals = 0;
    if (bytes[i] == '.') {
      int point = i;
      for (i++; isDigit(bytes[i]); i++) {
        digits = digits * 10 + bytes[i] - '0';
      }
      decimals = i - point - 1;
    }
    if (count == 0 || count + decimals > MAX_DIGITS) {
      return -1;
    }
    if (end == '\n' && bytes[i] == '\r') {
      i++;
    }
    at = i + 1;
    return bytes[i] == end ? digits / POWERS_OF_TEN[decimals] : -1;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Any other line, and each symbol's first. */
  private void careful(TickBlock block) throws IOException {
    int from = lines.position;
    String text = takeLine();
    if (text == null) {
      badLines.accept(
          new BadLine(line, "expected at most " + LineBuffer.MAX_LINE + " bytes in a line", ""));
    } else if (!text.isBlank()) {
      try {
        TickLine tick = TickLine.parse(text);
        block.add(known(from, tick.symbol()), tick.millis(), tick.price(), tick.volume());
      } catch (IllegalArgumentException bad) {
        badLines.accept(new BadLine(line, bad.getMessage(), cut(text)));
      }
    }
  }

  private String known(int from, String symbol) {
    int to = from;
    int hash = 0;
    for (; lines.bytes[to] > ','; to++) {
      hash = SymbolTable.hash(hash, lines.bytes[to]);
    }
    if (lines.bytes[to] != ',') {
      return symbol; // quoted or with blanks: every such line takes this way
    }
    String known = symbols.find(lines.bytes, from, to, hash);
    if (known == null) {
      symbols.add(lines.bytes, from, to, hash, symbol);
      return symbol;
    }
    return known;
  }

  /** The next line without its end; null, and skipped, if it is too long. */
  private String takeLine() throws IOException {
    int end = lines.lineEnd();
    if (end < 0) {
      lines.skipLine();
      return null;
    }
    int to = end > lines.position && lines.bytes[end - 1] == '\r' ? end - 1 : end;
    String text =
        new String(lines.bytes, lines.position, to - lines.position, StandardCharsets.UTF_8);
    lines.position = end + 1;
    return text;
  }

  private IOException unreadable(IOException cause) {
    String why = LineBuffer.isTruncation(cause) ? "it breaks off" : cause.getMessage();
    return new IOException(
        "tick file " + file + " cannot be read on after line " + line + ": " + why, cause);
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}

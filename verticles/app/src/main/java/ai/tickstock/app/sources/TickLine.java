package ai.tickstock.app.sources;

import ai.tickstock.market.Symbols;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of a tick file, read with care: quotes, blanks, exponents, and a reason when it is no
 * tick. The rare lines that are not in the plain form come here.
 */
record TickLine(String symbol, long millis, double price, double volume) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  /** No tick has a time at or above this many seconds: it would be milliseconds or smaller. */
  static final long MAX_SECONDS = 100_000_000_000L;

  /**
   * Reads a line without its end.
   *
   * @throws IllegalArgumentException with the field, what is expected and what was there
   */
  static TickLine parse(String line) {
    List<String> fields = fields(line);
    if (fields.size() != 4) {
      throw new IllegalArgumentException(
          "expected 4 fields symbol,timestamp,price,volume, was " + fields.size());
    }
    return new TickLine(
        symbol(fields.get(0)),
        millis(fields.get(1)),
        atLeast("price", fields.get(2), Double.MIN_VALUE, "a number above 0"),
        atLeast("volume", fields.get(3), 0, "a number of 0 or more"));
  }

  /** The fields of a line of comma-separated values, without quotes and blanks around them. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().trim());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is opened and not closed");
    }
    fields.add(field.toString().trim());
    return fields;
  }

  private static String symbol(String text) {
    String symbol = Symbols.upper(text);
    if (!Symbols.isValid(symbol)) {
      throw expected("symbol", "1 to 20 of A-Z 0-9 . - / :", text);
    }
    return symbol;
  }

  private static long millis(String text) {
    BigDecimal seconds = number("timestamp", text, "Unix seconds");
    if (seconds.compareTo(BigDecimal.valueOf(MAX_SECONDS)) >= 0) {
      throw expected("timestamp", "Unix seconds", text + " (milliseconds or smaller?)");
    }
    BigDecimal millis = seconds.movePointRight(3);
    if (millis.compareTo(BigDecimal.ONE) < 0) {
      throw expected("timestamp", "Unix seconds above 0", text);
    }
    return millis.longValue(); // what is finer is cut off
  }

  private static double atLeast(String field, String text, double least, String expected) {
    double value = number(field, text, expected).doubleValue();
    if (!(value >= least) || Double.isInfinite(value)) {
      throw expected(field, expected, text);
    }
    return value;
  }

  private static BigDecimal number(String field, String text, String expected) {
    if (!NUMBER.matcher(text).matches()) {
      throw expected(field, expected, text);
    }
    return new BigDecimal(text);
  }

  private static IllegalArgumentException expected(String field, String expected, String was) {
    return new IllegalArgumentException(
        field + ": expected " + expected + ", was " + (was.isEmpty() ? "empty" : was));
  }
}

package ai.tickstock.app.universes;

import ai.tickstock.market.Symbols;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Symbols from comma-separated values: the column {@code symbol} of a table with a heading. */
final class UniverseCsv {
  /** Longest text. */
  static final int MOST_BYTES = 2 << 20;

  private static final String COLUMN = "symbol";
  private static final int SHOWN = 60;

  private UniverseCsv() {}

  /**
   * The symbols, in upper case, each once; lines without one are passed over.
   *
   * @throws UniverseException naming the line, what is expected and what it was
   */
  static List<String> symbols(String text) {
    List<String> lines = text.lines().toList();
    int column = lines.isEmpty() ? -1 : column(lines.get(0));
    if (column < 0) {
      throw new UniverseException("line 1: expected a heading with a column \"symbol\"");
    }
    Set<String> symbols = new LinkedHashSet<>();
    for (int line = 1; line < lines.size(); line++) {
      List<String> fields = fields(lines.get(line));
      String symbol = column < fields.size() ? Symbols.upper(fields.get(column)) : "";
      if (!symbol.isEmpty()) {
        symbols.add(checked(symbol, line + 1));
      }
    }
    if (symbols.isEmpty() || symbols.size() > Universes.MOST_SYMBOLS) {
      throw new UniverseException(
          "symbol: expected 1 to " + Universes.MOST_SYMBOLS + " of them, was " + symbols.size());
    }
    return List.copyOf(symbols);
  }

  private static String checked(String symbol, int line) {
    if (!Symbols.isValid(symbol)) {
      String shown = symbol.length() <= SHOWN ? symbol : symbol.substring(0, SHOWN) + "…";
      throw new UniverseException(
          "line " + line + ": symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"" + shown + "\"");
    }
    return symbol;
  }

  /** A mark of the byte order, as spreadsheets write it, is no part of the heading. */
  private static int column(String heading) {
    List<String> names = fields(heading.startsWith("\uFEFF") ? heading.substring(1) : heading);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(COLUMN)) {
        return i;
      }
    }
    return -1;
  }

  /** The fields of a line, without the quotes that may stand around them. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}

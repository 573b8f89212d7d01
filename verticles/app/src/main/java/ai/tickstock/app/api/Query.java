package ai.tickstock.app.api;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of one request, read and checked. What is wrong throws {@link Refusal}, naming the
 * parameter, what is expected and what it was.
 */
public final class Query {
  private static final int MOST_NAMES = 100;
  private static final int SHOWN = 60;

  /** Before and behind every bar there can be. */
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private final MultiMap given;

  /** A typing error is refused rather than passed over. */
  public Query(MultiMap given, String... known) {
    this.given = given;
    Set<String> names = new TreeSet<>(Arrays.asList(known));
    for (String name : given.names()) {
      if (!names.contains(name)) {
        throw Refusal.bad(
            Texts.name(name) + ": no such parameter; there are " + String.join(", ", names));
      }
      if (given.getAll(name).size() > 1) {
        throw Refusal.bad(name + ": given more than once");
      }
    }
  }

  /** A symbol, in upper case. */
  public static String symbol(String text) {
    return symbol("symbol", text);
  }

  private static String symbol(String name, String text) {
    String symbol = Symbols.upper(text);
    if (!Symbols.isValid(symbol)) {
      throw refused(name, "1 to 20 of A-Z 0-9 . - / :", text);
    }
    return symbol;
  }

  /** The parameter {@code symbol}, which must be there. */
  public String symbol() {
    String text = given.get("symbol");
    if (text == null) {
      throw Refusal.bad("symbol: expected one, such as AAPL");
    }
    return symbol(text);
  }

  /** The parameter {@code symbol}, several with commas between; none means all. */
  public Set<String> symbols() {
    Set<String> symbols = new LinkedHashSet<>();
    names("symbol").forEach(name -> symbols.add(symbol(name)));
    return symbols;
  }

  /** Words with commas between; none means all. */
  public Set<String> names(String name) {
    String text = given.get(name);
    if (text == null || text.isBlank()) {
      return Set.of();
    }
    List<String> words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (words.size() > MOST_NAMES || words.stream().anyMatch(String::isEmpty)) {
      throw refused(name, "1 to " + MOST_NAMES + " names with commas between", text);
    }
    return new LinkedHashSet<>(words);
  }

  /** Labels of timeframes, with commas between; none means all. */
  public Set<String> timeframes() {
    Set<String> labels = names("timeframe");
    labels.forEach(Query::timeframe);
    return labels;
  }

  /** The parameter {@code timeframe}, a minute if it is not there. */
  public Timeframe timeframe() {
    return timeframe(given.contains("timeframe") ? given.get("timeframe") : "1min");
  }

  private static Timeframe timeframe(String label) {
    try {
      return Timeframe.of(cut(label));
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(e.getMessage());
    }
  }

  /** The parameter {@code limit}, from 1 on. */
  public int limit(int otherwise, int most) {
    String text = given.get("limit");
    if (text == null) {
      return otherwise;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, for one out of range as well.
    }
    throw refused("limit", "an integer from 1 to " + most, text);
  }

  /** The parameter {@code min_confidence}, from 0 to 1; 0 if it is not there. */
  public double confidence() {
    String text = given.get("min_confidence");
    if (text == null) {
      return 0;
    }
    try {
      double confidence = Double.parseDouble(text);
      if (confidence >= 0 && confidence <= 1) {
        return confidence;
      }
    } catch (NumberFormatException e) {
      // Said below, for one out of range as well.
    }
    throw refused("min_confidence", "a number from 0 to 1", text);
  }

  /** True or false; false if it is not there. */
  public boolean flag(String name) {
    return flag(name, false);
  }

  /** True or false. */
  boolean flag(String name, boolean otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw refused(name, "true or false", text);
  }

  /** An integer of at least 0. */
  public int count(String name, int otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int count = Integer.parseInt(text);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, for one below 0 as well.
    }
    throw refused(name, "an integer of at least 0", text);
  }

  /** A text as it was given. */
  public String text(String name, String otherwise) {
    return given.contains(name) ? given.get(name) : otherwise;
  }

  /** The beginning of a symbol, perhaps empty. */
  public String prefix() {
    String text = given.get("prefix");
    return text == null || text.isEmpty() ? "" : symbol("prefix", text);
  }

  /** The parameter {@code from}; before every bar if it is not there. */
  public Instant from() {
    return instant("from", FIRST);
  }

  /** The parameter {@code to}; behind every bar if it is not there. */
  public Instant to() {
    return instant("to", LAST);
  }

  /** An instant; null if it is not there. */
  public Instant instantOrNull(String name) {
    return instant(name, null);
  }

  private Instant instant(String name, Instant otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      Instant instant =
          text.matches("-?\\d{1,12}(\\.\\d{1,9})?")
              ? Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1_000))
              : Instant.parse(text);
      if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // Said below, for one out of range as well.
    }
    throw refused(name, "Unix seconds or an instant such as 2025-10-15T14:30:00Z", text);
  }

  private static Refusal refused(String name, String expected, String was) {
    return Refusal.bad(name + ": expected " + expected + ", was \"" + cut(was) + "\"");
  }

  /** The beginning of what somebody sent, to be shown in an error. */
  public static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

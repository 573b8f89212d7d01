package ai.tickstock.wire.message;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Takes a message's fields, and refuses by name what is not as it should be: every method throws
 * {@link MessageException} then.
 */
public final class Fields {
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_NAMES = 1_000;
  private static final int MOST_SYMBOLS = 20_000;
  static final int SHOWN_CHARACTERS = 60;

  /** Beyond it not every integer has a double of its own. */
  private static final double MOST_COUNTED = 1L << 53;

  private static final double EARLIEST_SECONDS = 0.001;

  /** In the year 5138: what is greater is something finer than seconds. */
  private static final double LATEST_SECONDS = 99_999_999_999.999;

  private final String path;
  private final JsonObject json;

  /** The fields of a message. */
  public Fields(JsonObject json) {
    this("", json);
  }

  private Fields(String path, JsonObject json) {
    this.path = path;
    this.json = json;
  }

  /** Refuses another kind of message. */
  void is(String name, String expected) {
    if (!expected.equals(json.getValue(name))) {
      throw refused(name, '"' + expected + '"');
    }
  }

  /** Whether there is a field of this name, also one that is null. */
  public boolean has(String name) {
    return json.containsKey(name);
  }

  /** The names there are. */
  public Set<String> names() {
    return json.fieldNames();
  }

  /** A text of 1 to 200 characters. */
  public String id(String name) {
    String expected = "a String of 1 to " + LONGEST_TEXT + " characters";
    if (json.getValue(name) instanceof String text
        && !text.isEmpty()
        && text.length() <= LONGEST_TEXT) {
      return text;
    }
    throw refused(name, expected);
  }

  /** A text, perhaps empty. */
  public String text(String name) {
    if (json.getValue(name) instanceof String text) {
      return text;
    }
    throw refused(name, "a String");
  }

  /** A text, or null where there is none. */
  public String textOrNull(String name) {
    Object value = json.getValue(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw refused(name, "a String or null");
  }

  /** True or false. */
  public boolean flag(String name) {
    if (json.getValue(name) instanceof Boolean flag) {
      return flag;
    }
    throw refused(name, "true or false");
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (label(constant).equals(json.getValue(name))) {
        return constant;
      }
    }
    throw refused(
        name,
        "one of "
            + String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(Fields::label).toList()));
  }

  /** One of these texts. */
  public String oneOf(String name, String... texts) {
    if (Arrays.asList(texts).contains(json.getValue(name))) {
      return json.getString(name);
    }
    throw refused(name, "one of " + String.join(", ", texts));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A number within bounds, both of them allowed. */
  public double number(String name, double least, double most, String expected) {
    if (json.getValue(name) instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    throw refused(name, expected);
  }

  /** A number of any size; JSON has none that is not finite. */
  public double number(String name) {
    return number(name, -Double.MAX_VALUE, Double.MAX_VALUE, "a Number");
  }

  /** An integer, also if it is written with decimals that are 0. */
  public long count(String name, int least) {
    String expected = "an integer of at least " + least;
    double number = number(name, least, MOST_COUNTED, expected);
    if (number != Math.rint(number)) {
      throw refused(name, expected);
    }
    return (long) number;
  }

  /** Unix seconds. */
  public Instant time(String name) {
    double seconds = number(name, EARLIEST_SECONDS, LATEST_SECONDS, "Unix seconds above 0");
    return Instant.ofEpochMilli(Math.round(seconds * 1_000));
  }

  /** As ticks have it, 1697385600.123: a double would be written as 1.697385600123E9. */
  static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }

  /** A date such as 2024-12-31. */
  public LocalDate date(String name) {
    try {
      return LocalDate.parse(id(name));
    } catch (DateTimeException | MessageException e) {
      throw refused(name, "a date such as 2024-12-31");
    }
  }

  /** Symbols, in upper case. */
  public List<String> symbols(String name, int least) {
    return list(name, least, MOST_SYMBOLS, "symbols of 1 to 20 of A-Z 0-9 . - / :", Fields::symbol);
  }

  private static String symbol(String text) {
    String symbol = Symbols.upper(text);
    return Symbols.isValid(symbol) ? symbol : null;
  }

  /** Texts of 1 to 200 characters. */
  public List<String> names(String name, int least) {
    return list(
        name,
        least,
        MOST_NAMES,
        "Strings of 1 to " + LONGEST_TEXT + " characters",
        text -> text.isEmpty() || text.length() > LONGEST_TEXT ? null : text);
  }

  /** Timeframes by their labels. */
  public List<Timeframe> timeframes(String name) {
    int most = Timeframe.values().length;
    return list(name, 0, most, "timeframes such as 1min", Fields::timeframeOf);
  }

  /** A timeframe by its label. */
  public Timeframe timeframe(String name) {
    Timeframe timeframe = json.getValue(name) instanceof String text ? timeframeOf(text) : null;
    if (timeframe == null) {
      throw refused(
          name,
          "one of "
              + String.join(
                  ", ", Arrays.stream(Timeframe.values()).map(Timeframe::label).toList()));
    }
    return timeframe;
  }

  private static Timeframe timeframeOf(String text) {
    return Arrays.stream(Timeframe.values())
        .filter(timeframe -> timeframe.label().equals(text))
        .findFirst()
        .orElse(null);
  }

  /**
   * @param convert gives null for what is refused
   */
  private <T> List<T> list(
      String name, int least, int most, String expected, Function<String, T> convert) {
    String all = "an array of " + least + " to " + most + " " + expected;
    if (!(json.getValue(name) instanceof JsonArray array)
        || array.size() < least
        || array.size() > most) {
      throw refused(name, all);
    }
    List<T> list = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      T element = array.getValue(i) instanceof String text ? convert.apply(text) : null;
      if (element == null) {
        throw refused(name + "[" + i + "]", all, array.getValue(i));
      }
      list.add(element);
    }
    return List.copyOf(list);
  }

  /** Numbers of any size. */
  public List<Double> numbers(String name, int least, int most) {
    String all = "an array of " + least + " to " + most + " Numbers";
    if (!(json.getValue(name) instanceof JsonArray array)
        || array.size() < least
        || array.size() > most
        || array.stream().anyMatch(each -> !(each instanceof Number))) {
      throw refused(name, least == most ? "an array of " + least + " Numbers" : all);
    }
    return array.stream().map(each -> ((Number) each).doubleValue()).toList();
  }

  /** The fields of each object of an array. */
  public List<Fields> objects(String name, int least, int most) {
    String all = "an array of " + least + " to " + most + " objects";
    if (!(json.getValue(name) instanceof JsonArray array)
        || array.size() < least
        || array.size() > most) {
      throw refused(name, all);
    }
    List<Fields> objects = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (!(array.getValue(i) instanceof JsonObject object)) {
        throw refused(name + "[" + i + "]", "an object", array.getValue(i));
      }
      objects.add(new Fields(path + name + "[" + i + "].", object));
    }
    return objects;
  }

  /** Refuses a field that is none of these: a typing error is not passed over. */
  public void only(String... known) {
    for (String name : json.fieldNames()) {
      if (!Arrays.asList(known).contains(name)) {
        throw new MessageException(
            path + Texts.name(name) + ": no such field; there are " + String.join(", ", known));
      }
    }
  }

  /** The fields of an object inside. */
  public Fields inside(String name) {
    return new Fields(path + name + ".", object(name));
  }

  /** The members of an object inside, by their names. */
  public <T> Map<String, T> each(String name, BiFunction<Fields, String, T> take) {
    Fields inside = inside(name);
    Map<String, T> all = new LinkedHashMap<>();
    inside.json.fieldNames().forEach(member -> all.put(member, take.apply(inside, member)));
    return all;
  }

  /** An object inside. */
  public JsonObject object(String name) {
    if (json.getValue(name) instanceof JsonObject object) {
      return object;
    }
    throw refused(name, "an object");
  }

  /** What to throw where a field is not as expected. */
  public MessageException refused(String name, String expected) {
    return refused(name, expected, json.getValue(name));
  }

  private MessageException refused(String name, String expected, Object found) {
    String shown =
        found instanceof String
            ? '"' + String.valueOf(found) + '"'
            : String.valueOf(found); // a JsonObject and a JsonArray show their JSON
    return new MessageException(
        path
            + name
            + ": expected "
            + expected
            + ", was "
            + cut(Texts.sound(shown), SHOWN_CHARACTERS));
  }

  /** The beginning of a text, never half of a character; null stays null. */
  static String cut(String text, int characters) {
    if (text == null || text.length() <= characters) {
      return text;
    }
    boolean isHalf = Character.isHighSurrogate(text.charAt(characters - 1));
    return text.substring(0, isHalf ? characters - 1 : characters) + "…";
  }
}

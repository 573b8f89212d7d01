package ai.tickstock.wire.fuzz;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Spoils messages by the grammar of JSON: values of other types, absurd sizes, nests, fields that
 * are missing, misspelt or there twice; and then, sometimes, by the byte. The same seed spoils the
 * same way. Not thread-safe.
 */
public final class NastyJson {
  private static final String[] VALUES = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1",
    "0.1",
    "1e-400",
    "1e400",
    "-1e400",
    "1e999999999",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "2147483648",
    "1697385600000",
    "253402300800",
    "0.0000000000000000000000000001",
    "\"\"",
    "\" \"",
    "\"NaN\"",
    "\"Infinity\"",
    "\"null\"",
    "\"-1\"",
    "\"1e400\"",
    "\"2024-02-30\"",
    "\"9999999999-01-01\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\u202egnp\"",
    "\"'; drop table\"",
    "\"../../etc/passwd\"",
    "\"%s%n${jndi:x}\"",
    "\"ß\"",
    "\"ALL\"",
    "\"RSI(0)\"",
    "\"RSI(1e9)\"",
    "\"SMA(((((\"",
    "\"close > >\"",
    "\"1day\"",
    "[]",
    "{}",
    "[null]",
    "[[]]",
    "[0]",
    "[\"\"]",
    "{\"\":null}",
    "[{}]",
    "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
    "[\"a\",1,null,true,{}]"
  };
  private static final String BYTES = "{}[]\",:\\ \n\t0123456789eE+-.truefalsn\u0000\u0001\u007f";

  private final Random random;

  /** Spoils as this seed says. */
  public NastyJson(long seed) {
    random = new Random(seed);
  }

  /** Its source of chance. */
  public Random random() {
    return random;
  }

  /** One of some things. */
  @SafeVarargs
  public final <T> T oneOf(T... things) {
    return things[random.nextInt(things.length)];
  }

  /** A message that was valid, as JSON text with one to three faults; seldom none. */
  public String spoiled(JsonObject valid) {
    String text = object(valid, random.nextInt(4));
    return random.nextInt(4) == 0 ? scribbled(text) : text;
  }

  /** The same bytes, a few of them changed, gone, doubled or put in. */
  public byte[] spoiled(byte[] valid) {
    List<Byte> bytes = new ArrayList<>(valid.length);
    for (byte each : valid) {
      bytes.add(each);
    }
    for (int i = random.nextInt(4); i > 0 && !bytes.isEmpty(); i--) {
      int at = random.nextInt(bytes.size());
      switch (random.nextInt(4)) {
        case 0 -> bytes.set(at, (byte) random.nextInt());
        case 1 -> bytes.add(at, (byte) random.nextInt());
        case 2 -> bytes.remove(at);
        default -> bytes.subList(at, bytes.size()).clear();
      }
    }
    byte[] spoiled = new byte[bytes.size()];
    for (int i = 0; i < spoiled.length; i++) {
      spoiled[i] = bytes.get(i);
    }
    return spoiled;
  }

  /** A value nobody expects, as JSON text. */
  public String value() {
    return switch (random.nextInt(40)) {
      case 0 -> nest(1 + random.nextInt(60));
      case 1 -> nest(990 + random.nextInt(30));
      case 2 -> nest(20_000);
      case 3 -> "9".repeat(1 + random.nextInt(2_000));
      case 4 -> "0." + "1".repeat(1 + random.nextInt(2_000));
      case 5 -> '"' + oneOf("x", "ß", "İ").repeat(random.nextInt(20_000)) + '"';
      case 6 -> "[" + "0,".repeat(random.nextInt(3_000)) + "0]";
      case 7 -> "[" + "\"AAPL\",".repeat(random.nextInt(3_000)) + "\"\"]";
      case 8 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
      case 9 -> Long.toString(random.nextLong());
      default -> VALUES[random.nextInt(VALUES.length)];
    };
  }

  private String nest(int depth) {
    return random.nextBoolean()
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  /** Text with a few characters changed, gone, doubled or put in, or cut off. */
  public String scribbled(String text) {
    StringBuilder spoiled = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0 && spoiled.length() > 0; i--) {
      int at = random.nextInt(spoiled.length());
      char mutant = BYTES.charAt(random.nextInt(BYTES.length()));
      switch (random.nextInt(5)) {
        case 0 -> spoiled.setCharAt(at, mutant);
        case 1 -> spoiled.insert(at, mutant);
        case 2 -> spoiled.deleteCharAt(at);
        case 3 -> spoiled.insert(at, spoiled.substring(at, Math.min(spoiled.length(), at + 20)));
        default -> spoiled.setLength(at);
      }
    }
    return spoiled.toString();
  }

  private String object(JsonObject valid, int faults) {
    List<String> members = new ArrayList<>();
    List<String> names = List.copyOf(valid.fieldNames());
    int[] faultsOf = new int[names.size() + 1];
    for (int i = 0; i < faults; i++) {
      faultsOf[random.nextInt(faultsOf.length)]++;
    }
    for (int i = 0; i < names.size(); i++) {
      member(names.get(i), valid.getValue(names.get(i)), faultsOf[i], members);
    }
    if (faultsOf[names.size()] > 0) {
      members.add(
          Json.encode(oneOf("x", "", "Symbols", "type", "\u0000", "offset")) + ":" + value());
    }
    return "{" + String.join(",", members) + "}";
  }

  private void member(String name, Object value, int faults, List<String> members) {
    String key = Json.encode(name) + ":";
    if (faults == 0) {
      members.add(key + Json.encode(value));
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> {} // It is missing.
      case 1 -> members.add(Json.encode(name + "s") + ":" + Json.encode(value));
      case 2 -> {
        members.add(key + Json.encode(value));
        members.add(key + value());
      }
      case 3, 4, 5 -> members.add(key + inside(value, faults));
      default -> members.add(key + value());
    }
  }

  private String inside(Object value, int faults) {
    if (value instanceof JsonObject inner) {
      return object(inner, faults);
    }
    if (value instanceof Map<?, ?>) {
      return object(new JsonObject(Json.encode(value)), faults);
    }
    if (value instanceof JsonArray list && !list.isEmpty()) {
      List<String> elements = new ArrayList<>();
      int spoiled = random.nextInt(list.size());
      for (int i = 0; i < list.size(); i++) {
        elements.add(
            i == spoiled ? inside(list.getValue(i), faults) : Json.encode(list.getValue(i)));
      }
      return "[" + String.join(",", elements) + "]";
    }
    return value();
  }

  /** UTF-8. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

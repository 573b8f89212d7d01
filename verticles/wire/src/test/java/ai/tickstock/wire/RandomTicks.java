package ai.tickstock.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Valid ticks as any program might write them, and ways to spoil them. */
final class RandomTicks {
  private static final String SYMBOL_CHARACTERS = "ABCXYZ0189.-/:abcxyz";
  private static final String[] EXTRAS = {
    "null",
    "true",
    "\"\"",
    "\"a,{\\\"b\\\":\\u20ac}\"",
    "[]",
    "{}",
    "[1,{\"x\":[null,-0.5e3]}]",
    "\"é€\""
  };
  private static final String[] BLANKS = {"", "", "", " ", "\n\t", "  \r"};
  private static final String MUTANTS = "{}[]\",:.\\eE+-0129utfn \n\u0000\u007fxZ";

  private final Random random;

  RandomTicks(long seed) {
    random = new Random(seed);
  }

  /** One tick: fields in any order, with or without the optional ones, with unknown ones. */
  String tick() {
    List<String> members = new ArrayList<>();
    members.add(member("type", "\"market_tick\""));
    members.add(member("symbol", string(symbol())));
    members.add(member("price", price()));
    members.add(member("timestamp", timestamp()));
    sometimes(members, "volume", volume());
    sometimes(members, "source", string("pol,{y}gon"));
    sometimes(members, "oc", "" + random.nextBoolean());
    sometimes(members, "hl", "" + random.nextBoolean());
    sometimes(members, "vol", "" + random.nextBoolean());
    for (int i = random.nextInt(3); i > 0; i--) {
      members.add(member("x" + random.nextInt(99), EXTRAS[random.nextInt(EXTRAS.length)]));
    }
    Collections.shuffle(members, random);
    return blank() + "{" + String.join(",", members) + "}" + blank();
  }

  /** The same text with a few characters changed, dropped, doubled or put in. */
  String spoiled(String text) {
    StringBuilder spoiled = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0 && spoiled.length() > 0; i--) {
      int at = random.nextInt(spoiled.length());
      char mutant = MUTANTS.charAt(random.nextInt(MUTANTS.length()));
      switch (random.nextInt(4)) {
        case 0 -> spoiled.setCharAt(at, mutant);
        case 1 -> spoiled.insert(at, mutant);
        case 2 -> spoiled.deleteCharAt(at);
        default -> spoiled.setLength(at);
      }
    }
    return spoiled.toString();
  }

  private void sometimes(List<String> members, String name, String value) {
    if (random.nextBoolean()) {
      members.add(member(name, value));
    }
  }

  private String member(String name, String value) {
    return blank() + string(name) + blank() + ":" + blank() + value + blank();
  }

  private String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      json.append(random.nextInt(40) == 0 ? String.format("\\u%04X", (int) c) : "" + c);
    }
    return json.append('"').toString();
  }

  private String symbol() {
    StringBuilder symbol = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      symbol.append(SYMBOL_CHARACTERS.charAt(random.nextInt(SYMBOL_CHARACTERS.length())));
    }
    return symbol.toString();
  }

  private String price() {
    return switch (random.nextInt(5)) {
      case 0 -> (1 + random.nextInt(100_000)) / 100.0 + "";
      case 1 -> 1 + random.nextInt(1_000) + "." + digits(1 + random.nextInt(25));
      case 2 -> Double.toString(Math.exp(random.nextGaussian() * 100));
      case 3 -> 1 + random.nextInt(9) + digits(random.nextInt(30)) + exponent();
      default -> Long.toString(1 + (random.nextLong() >>> (1 + random.nextInt(62))));
    };
  }

  private String volume() {
    return switch (random.nextInt(4)) {
      case 0 -> "0";
      case 1 -> "-0.0";
      case 2 -> random.nextInt(10_000) + exponent();
      default -> price();
    };
  }

  private String exponent() {
    String e = random.nextBoolean() ? "e" : "E";
    String sign = new String[] {"", "+", "-"}[random.nextInt(3)];
    return random.nextBoolean() ? e + sign + random.nextInt(40) : "";
  }

  private String timestamp() {
    long millis = 1 + (long) (random.nextDouble() * 4e12);
    String seconds = String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    return switch (random.nextInt(4)) {
      case 0 -> seconds;
      case 1 -> seconds + digits(random.nextInt(20));
      case 2 -> seconds + "e" + (random.nextBoolean() ? "0" : "+00");
      default -> (1 + millis / 1000) + "";
    };
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  private String blank() {
    return BLANKS[random.nextInt(BLANKS.length)];
  }
}

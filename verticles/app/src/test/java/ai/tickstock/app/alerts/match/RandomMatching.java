package ai.tickstock.app.alerts.match;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.alerts.Rule;
import ai.tickstock.app.alerts.RuleCondition;
import ai.tickstock.app.alerts.RuleCondition.Op;
import ai.tickstock.app.alerts.RuleCondition.Operand;
import ai.tickstock.app.alerts.Rules;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules and events made up by a seed, matched in both ways. */
final class RandomMatching {
  private static final List<String> SYMBOLS = List.of("A", "B", "C", "D");
  private static final List<String> VALUES = List.of("close", "RSI_14", "SMA_20");
  private static final List<String> TEXTS = List.of("close", "RSI(14)", "SMA(20)");
  private static final int BARS = 60;

  private final Map<String, Map<String, TreeMap<Integer, Double>>> known = new HashMap<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, Set<String>> symbols = new HashMap<>();
  private final Matcher matcher = new Matcher();
  private final Random random;

  RandomMatching(long seed) {
    random = new Random(seed);
  }

  /** Keeps every value known from the first bar on, and fires nothing. */
  private static final String BASE =
      """
      {'patterns': ['Hammer'], 'conditions': [
        {'indicator': 'close', 'op': 'above', 'level': 1000, 'hysteresis': 1},
        {'indicator': 'RSI(14)', 'op': 'above', 'level': 1000},
        {'indicator': 'SMA(20)', 'op': 'above', 'level': 1000}]}
      """;

  void run() {
    matcher.put(Rules.rule("base", BASE), Set.copyOf(SYMBOLS));
    for (int i = 0; i < 12; i++) {
      put("r" + random.nextInt(10));
    }
    for (int bar = 0; bar < BARS; bar++) {
      int now = random.nextInt(8) == 0 ? random.nextInt(bar + 1) : bar;
      String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
      switch (random.nextInt(4)) {
        case 0 -> close(symbol, now);
        case 1 -> pattern(symbol, now);
        default -> indicators(symbol, now);
      }
      if (random.nextInt(6) == 0) {
        String id = "r" + random.nextInt(10);
        if (random.nextBoolean()) {
          put(id);
        } else {
          matcher.remove(id);
          rules.remove(id);
        }
      }
    }
  }

  private void put(String id) {
    StringBuilder json = new StringBuilder("{'conditions': [");
    int conditions = random.nextInt(3);
    for (int i = 0; i < conditions; i++) {
      json.append(i == 0 ? "" : ",").append(condition());
    }
    json.append(']');
    if (conditions == 0 || random.nextInt(3) == 0) {
      json.append(", 'patterns': ['Doji'], 'min_confidence': ").append(random.nextInt(5) / 4.0);
      json.append(random.nextBoolean() ? "" : ", 'direction': 'bullish'");
    }
    Set<String> of = new TreeSet<>();
    for (String symbol : SYMBOLS) {
      if (random.nextBoolean()) {
        of.add(symbol);
      }
    }
    Rule rule = Rules.rule(id, json.append('}').toString());
    matcher.put(rule, Set.copyOf(of));
    rules.put(id, rule);
    symbols.put(id, of);
  }

  private String condition() {
    Op op = Op.values()[random.nextInt(Op.values().length)];
    String value = TEXTS.get(random.nextInt(TEXTS.size()));
    int level = random.nextInt(6);
    String against =
        switch (op) {
          case ENTERS, LEAVES -> "'levels': [" + level + ", " + (level + 2) + "]";
          case CHANGE_ABOVE, CHANGE_BELOW ->
              "'level': " + (level - 3) + ", 'bars': " + (1 + random.nextInt(3));
          default ->
              random.nextInt(4) == 0
                  ? "'other': '" + TEXTS.get(random.nextInt(TEXTS.size())) + "'"
                  : "'level': " + level;
        };
    return "{'indicator': '%s', 'op': '%s', %s, 'hysteresis': %d}"
        .formatted(
            value, op.name().toLowerCase(Locale.ROOT), against, Math.max(0, random.nextInt(5) - 3));
  }

  private void learn(String symbol, String value, int bar, double number) {
    known
        .computeIfAbsent(symbol, any -> new HashMap<>())
        .computeIfAbsent(value, any -> new TreeMap<>())
        .put(bar, number);
  }

  private final class Found implements Matcher.Listener {
    private final Set<String> all = new TreeSet<>();

    @Override
    public void holds(Watch watch) {
      assertThat(all.add(watch.rule().id() + " holds")).isTrue();
    }

    @Override
    public void waits(Watch watch) {
      assertThat(all.add(watch.rule().id() + " waits")).isTrue();
    }
  }

  private void close(String symbol, int bar) {
    double number = random.nextInt(7);
    learn(symbol, "close", bar, number);
    Found found = new Found();
    Series series = matcher.series(symbol, Timeframe.MIN_1);
    if (series != null) {
      matcher.begin(series);
      matcher.setBar(series, bar, number, number, number, number, number);
      matcher.lookAtBar(series, bar, found);
    }
    check(symbol, bar, Set.of("close"), null, found);
  }

  private void indicators(String symbol, int bar) {
    Map<String, Double> news = new HashMap<>();
    for (String label : List.of("RSI_14", "SMA_20")) {
      if (random.nextInt(4) > 0) {
        news.put(label, (double) random.nextInt(7));
      }
    }
    news.forEach((label, number) -> learn(symbol, label, bar, number));
    Found found = new Found();
    Series series = matcher.series(symbol, Timeframe.MIN_1);
    if (series != null) {
      matcher.begin(series);
      news.forEach(
          (label, number) -> {
            if (matcher.looksAt(label)) {
              matcher.set(series, bar, label, output -> number);
            }
          });
      matcher.lookAtIndicators(series, bar, found);
    }
    check(symbol, bar, news.keySet(), null, found);
  }

  private void pattern(String symbol, int bar) {
    double confidence = random.nextInt(5) / 4.0;
    Found found = new Found();
    Series series = matcher.series(symbol, Timeframe.MIN_1);
    String direction = random.nextBoolean() ? "bullish" : "bearish";
    if (series != null) {
      matcher.lookAtPattern(series, bar, "Doji", direction, confidence, found);
    }
    check(symbol, bar, Set.of(), direction + " " + confidence, found);
  }

  private void check(String symbol, int bar, Set<String> news, String pattern, Found found) {
    Set<String> expected = new TreeSet<>();
    for (Rule rule : rules.values()) {
      if (symbols.get(rule.id()).contains(symbol) && isAsked(rule, news, pattern)) {
        String verdict = verdict(rule, symbol, bar);
        if (verdict != null) {
          expected.add(rule.id() + verdict);
        }
      }
    }
    assertThat(found.all).isEqualTo(expected);
  }

  private static boolean isAsked(Rule rule, Set<String> news, String pattern) {
    if (pattern != null) {
      String[] words = pattern.split(" ");
      return rule.isOfPatterns()
          && rule.minConfidence() <= Double.parseDouble(words[1])
          && (rule.direction() == null || rule.direction().equals(words[0]));
    }
    if (rule.isOfPatterns()) {
      return false;
    }
    Set<String> looked = looked(rule);
    Set<String> indicators = new HashSet<>(looked);
    indicators.remove("close");
    Set<String> triggers = indicators.isEmpty() ? looked : indicators;
    return triggers.stream().anyMatch(news::contains);
  }

  private static Set<String> looked(Rule rule) {
    Set<String> all = new HashSet<>();
    for (RuleCondition condition : rule.conditions()) {
      all.add(condition.value().label());
      if (condition.other() != null) {
        all.add(condition.other().label());
      }
    }
    return all;
  }

  private String verdict(Rule rule, String symbol, int bar) {
    Set<String> looked = looked(rule);
    boolean ofIndicators = looked.stream().anyMatch(label -> !label.equals("close"));
    boolean waits = false;
    for (RuleCondition condition : rule.conditions()) {
      boolean missing = false;
      for (Operand operand : operands(condition)) {
        if (value(symbol, operand.label(), bar) == null) {
          boolean mayCome =
              rule.isOfPatterns() || (ofIndicators && operand.label().equals("close"));
          if (!mayCome) {
            return null;
          }
          missing = true;
        }
      }
      if (!missing && !fires(condition, symbol, bar)) {
        return null;
      }
      waits |= missing;
    }
    return waits ? " waits" : " holds";
  }

  private static List<Operand> operands(RuleCondition condition) {
    return condition.other() == null
        ? List.of(condition.value())
        : List.of(condition.value(), condition.other());
  }

  private Double value(String symbol, String label, int bar) {
    return known.getOrDefault(symbol, Map.of()).getOrDefault(label, new TreeMap<>()).get(bar);
  }

  /** The bars of a symbol of which anything is known, up to one. */
  private List<Integer> bars(String symbol, int bar) {
    TreeSet<Integer> bars = new TreeSet<>();
    for (String value : VALUES) {
      bars.addAll(
          known.getOrDefault(symbol, Map.of()).getOrDefault(value, new TreeMap<>()).keySet());
    }
    return new ArrayList<>(bars.headSet(bar, true));
  }

  private boolean fires(RuleCondition condition, String symbol, int bar) {
    List<Integer> bars = bars(symbol, bar);
    boolean armed = true;
    boolean fires = false;
    for (int i = 0; i < bars.size(); i++) {
      Double now = x(condition, symbol, bars, i);
      Double before = x(condition, symbol, bars, i - 1);
      boolean so = now != null && isSo(condition, before, now);
      fires = so && (armed || condition.hysteresis() == 0);
      if (i == 0 && now != null && bars.size() > 1) {
        armed = !isBeyond(condition, now);
      }
      if (now != null && isBack(condition, now)) {
        armed = true;
      } else if (so) {
        armed = false;
      }
    }
    return fires;
  }

  private Double x(RuleCondition condition, String symbol, List<Integer> bars, int i) {
    if (i < 0) {
      return null;
    }
    Double value = value(symbol, condition.value().label(), bars.get(i));
    Double minus = 0.0;
    if (condition.other() != null) {
      minus = value(symbol, condition.other().label(), bars.get(i));
    } else if (condition.op() == Op.CHANGE_ABOVE || condition.op() == Op.CHANGE_BELOW) {
      int from = i - condition.bars();
      minus = from < 0 ? null : value(symbol, condition.value().label(), bars.get(from));
    }
    return value == null || minus == null ? null : value - minus;
  }

  private static double lower(RuleCondition condition) {
    return condition.other() == null ? condition.level() : 0;
  }

  private static boolean isSo(RuleCondition condition, Double before, double now) {
    double level = lower(condition);
    boolean inside = now >= level && now <= condition.upper();
    boolean wasInside = before != null && before >= level && before <= condition.upper();
    return switch (condition.op()) {
      case ABOVE, CHANGE_ABOVE -> now > level;
      case BELOW, CHANGE_BELOW -> now < level;
      case CROSSES_ABOVE -> before != null && before <= level && now > level;
      case CROSSES_BELOW -> before != null && before >= level && now < level;
      case ENTERS -> before != null && !wasInside && inside;
      case LEAVES -> wasInside && !inside;
    };
  }

  private static boolean isBeyond(RuleCondition condition, double x) {
    return switch (condition.op()) {
      case ABOVE, CHANGE_ABOVE, CROSSES_ABOVE -> x > lower(condition);
      case BELOW, CHANGE_BELOW, CROSSES_BELOW -> x < lower(condition);
      case ENTERS -> x >= condition.level() && x <= condition.upper();
      case LEAVES -> x < condition.level() || x > condition.upper();
    };
  }

  private static boolean isBack(RuleCondition condition, double x) {
    double h = condition.hysteresis();
    return switch (condition.op()) {
      case ABOVE, CHANGE_ABOVE, CROSSES_ABOVE -> x < lower(condition) - h;
      case BELOW, CHANGE_BELOW, CROSSES_BELOW -> x > lower(condition) + h;
      case ENTERS -> x < condition.level() - h || x > condition.upper() + h;
      case LEAVES -> x >= condition.level() + h && x <= condition.upper() - h;
    };
  }
}

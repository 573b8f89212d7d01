package ai.tickstock.bench;

import ai.tickstock.app.alerts.Rule;
import ai.tickstock.app.alerts.RuleCheck;
import ai.tickstock.app.alerts.RuleJson;
import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.alerts.match.Series;
import ai.tickstock.app.alerts.match.Watch;
import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Rules of alerts against one minute boundary: every symbol has a bar and an indicator, one in ten
 * a pattern. Three ways: every rule over a symbol of its own, over one of 100 universes of 500,
 * over all. Prints the time of a boundary on one core, from the events parsed to what fires: by the
 * clock, and the processor's, which does not count what others have the machine do meanwhile.
 *
 * <p>Arguments: rules (default 10,000), symbols (10,000), boundaries (30).
 */
public final class AlertMatching {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int UNIVERSES = 100;
  private static final Timeframe MINUTE = Timeframe.MIN_1;
  private static final RuleCheck CHECK =
      new RuleCheck() {
        @Override
        public Indicator indicator(String text) {
          String label = text.replace('(', '_').replace(")", "");
          return new Indicator(label, List.of("value"));
        }

        @Override
        public void pattern(String name) {
          // Any name will do here.
        }
      };

  private final int rules;
  private final int boundaries;
  private final String[] symbols;

  private AlertMatching(int rules, int symbols, int boundaries) {
    this.rules = rules;
    this.boundaries = boundaries;
    this.symbols = new String[symbols];
    Arrays.setAll(this.symbols, i -> "S" + i);
  }

  /** Runs all three. */
  public static void main(String[] args) {
    int rules = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int symbols = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    int boundaries = args.length > 2 ? Integer.parseInt(args[2]) : 30;
    AlertMatching bench = new AlertMatching(rules, symbols, boundaries);
    bench.run("one symbol each", 1);
    bench.run("500 symbols each", 500);
    bench.run("all symbols", symbols);
  }

  private void run(String what, int each) {
    Random random = new Random(1);
    Matcher matcher = new Matcher();
    Set<String> all = Set.of(symbols);
    long began = THREADS.getCurrentThreadCpuTime();
    List<Set<String>> universes = new ArrayList<>();
    for (int i = 0; i < UNIVERSES && each > 1; i++) {
      universes.add(each == symbols.length ? all : some(random, each));
    }
    for (int i = 0; i < rules; i++) {
      Set<String> of = each == 1 ? some(random, 1) : universes.get(i % UNIVERSES);
      matcher.put(rule(i, random), of);
    }
    double putting = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
    double[] times = new double[boundaries];
    double[] cpu = new double[boundaries];
    Tally tally = new Tally();
    double[] close = new double[symbols.length];
    double[] rsi = new double[symbols.length];
    Arrays.fill(close, 100);
    Arrays.fill(rsi, 50);
    for (int minute = 0; minute < boundaries; minute++) {
      for (int i = 0; i < symbols.length; i++) {
        close[i] *= 1 + random.nextGaussian() / 1_000;
        rsi[i] = Math.max(1, Math.min(99, rsi[i] + random.nextGaussian() * 2));
      }
      tally.holds = 0;
      long from = System.nanoTime();
      long cpuFrom = THREADS.getCurrentThreadCpuTime();
      boundary(matcher, minute * 60_000L, close, rsi, tally);
      cpu[minute] = (THREADS.getCurrentThreadCpuTime() - cpuFrom) / 1e6;
      times[minute] = (System.nanoTime() - from) / 1e6;
    }
    double[] sorted = warm(times);
    double[] sortedCpu = warm(cpu);
    System.out.printf(
        Locale.ROOT,
        "%,d rules, %s, %,d symbols: a boundary by the clock median %.0f ms, longest %.0f ms; CPU"
            + " median %.0f ms; %,d fired at the last; %.0f ms of CPU to take all rules%n",
        rules,
        what,
        symbols.length,
        sorted[sorted.length / 2],
        sorted[sorted.length - 1],
        sortedCpu[sortedCpu.length / 2],
        tally.holds,
        putting);
  }

  /** Those after the first third, in ascending order. */
  private static double[] warm(double[] times) {
    double[] sorted = Arrays.copyOfRange(times, times.length / 3, times.length);
    Arrays.sort(sorted);
    return sorted;
  }

  private Set<String> some(Random random, int count) {
    Set<String> some = new HashSet<>();
    while (some.size() < count) {
      some.add(symbols[random.nextInt(symbols.length)]);
    }
    return Set.copyOf(some);
  }

  /** As people have them: crossings, a channel, a close against an average, patterns. */
  private static Rule rule(int number, Random random) {
    JsonObject json =
        new JsonObject()
            .put("name", "rule " + number)
            .put("universe", "all")
            .put("timeframes", new JsonArray().add(MINUTE.label()));
    double level = 10 + 80 * random.nextDouble();
    switch (number % 4) {
      case 0 -> condition(json, "RSI(14)", "crosses_above", "level", level);
      case 1 -> condition(json, "RSI(14)", "crosses_below", "level", level);
      case 2 -> condition(json, "close", "crosses_above", "level", 95 + level / 10);
      default ->
          json.put("patterns", new JsonArray().add("P" + number % 61))
              .put("min_confidence", random.nextDouble());
    }
    return RuleJson.parse("r" + number, "u" + number % 1_000, json, CHECK);
  }

  private static void condition(
      JsonObject json, String indicator, String op, String key, double value) {
    json.put(
        "conditions",
        new JsonArray()
            .add(new JsonObject().put("indicator", indicator).put("op", op).put(key, value)));
  }

  private static final class Tally implements Matcher.Listener {
    private long holds;

    @Override
    public void holds(Watch watch) {
      holds++;
    }

    @Override
    public void waits(Watch watch) {
      // Nothing of these rules waits.
    }
  }

  private void boundary(
      Matcher matcher, long time, double[] close, double[] rsi, Matcher.Listener listener) {
    for (int i = 0; i < symbols.length; i++) {
      Series series = matcher.series(symbols[i], MINUTE);
      if (series == null) {
        continue;
      }
      double value = close[i];
      matcher.begin(series);
      matcher.setBar(series, time, value, value, value, value, 100);
      matcher.lookAtBar(series, time, listener);
      double index = rsi[i];
      matcher.begin(series);
      matcher.set(series, time, "RSI_14", output -> index);
      matcher.lookAtIndicators(series, time, listener);
      if (i % 10 == 0) {
        matcher.lookAtPattern(series, time, "P" + i / 10 % 61, "bullish", 0.6, listener);
      }
    }
  }
}

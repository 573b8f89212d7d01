package ai.tickstock.launcher.doctor;

import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.wire.TickWriter;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trades of a probe: a minute that opens, peaks and closes at one price, with a dip between,
 * which is a doji whatever came before. Reads no clock.
 */
final class ProbeTicks {
  private static final long MINUTE = 60_000;
  private static final double[] PRICES = {100, 99, 98, 99, 100};
  private static final double VOLUME = 10;

  /** Nearer to the minute's end the ticks might come after it. */
  private static final long MARGIN = 3_000;

  private final String symbol;
  private final long atMillis;

  private ProbeTicks(String symbol, long atMillis) {
    this.symbol = symbol;
    this.atMillis = atMillis;
  }

  /** How long to wait, milliseconds, until all ticks surely come within one minute. */
  static long untilRoom(long nowMillis) {
    long left = MINUTE - Math.floorMod(nowMillis, MINUTE);
    return left < MARGIN ? left : 0;
  }

  /** The trades of a moment; they take some milliseconds. */
  static ProbeTicks at(String symbol, long nowMillis) {
    return new ProbeTicks(symbol, nowMillis);
  }

  int count() {
    return PRICES.length;
  }

  /** What is published. */
  List<Buffer> messages() {
    TickWriter writer = new TickWriter("doctor");
    List<Buffer> messages = new ArrayList<>();
    for (int i = 0; i < PRICES.length; i++) {
      writer.tick(symbol, PRICES[i], VOLUME, atMillis + i);
      messages.add(Buffer.buffer().appendBytes(writer.bytes(), 0, writer.length()));
    }
    return messages;
  }

  /** The bar's first instant, Unix milliseconds. */
  long startMillis() {
    return Math.floorDiv(atMillis, MINUTE) * MINUTE;
  }

  long endMillis() {
    return startMillis() + MINUTE;
  }

  /** The bar they make. */
  Bar bar() {
    double volume = VOLUME * PRICES.length;
    double turnover = 0;
    for (double price : PRICES) {
      turnover += price * VOLUME;
    }
    return new Bar(
        symbol,
        Timeframe.MIN_1,
        Instant.ofEpochMilli(startMillis()),
        100,
        100,
        98,
        100,
        volume,
        turnover / volume,
        PRICES.length,
        0);
  }

  /**
   * Those of the configured patterns that the bar alone is; empty if none of them is configured.
   */
  Set<String> patterns(PatternOptions options) {
    Set<String> expected = new TreeSet<>();
    if (options.covers(Timeframe.MIN_1)) {
      Set<String> candles = new TreeSet<>(options.enabled());
      candles.retainAll(Patterns.names());
      new PatternDetector(candles)
          .add(
              bar(),
              (name, direction, confidence, warming) -> {
                if (confidence >= options.minConfidence()) {
                  expected.add(name);
                }
              });
    }
    return expected;
  }
}

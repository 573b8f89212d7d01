package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Believable bars, the same for the same seed: prices in cents, gaps, quiet and busy minutes. */
public final class RandomMarket {
  private final Random random;
  private final List<String> symbols;
  private final double[] prices;
  private int minute;

  /**
   * @param symbols each has a walk of its own
   */
  public RandomMarket(long seed, String... symbols) {
    random = new Random(seed);
    this.symbols = List.of(symbols);
    prices = random.doubles(symbols.length, 20, 200).toArray();
  }

  /** The next minute: a bar of each symbol, but for one in ten that did not trade. */
  public List<Bar> next() {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < prices.length; i++) {
      prices[i] = Math.max(1, prices[i] * (1 + random.nextGaussian() * 0.002));
      if (random.nextInt(10) > 0) {
        bars.add(bar(symbols.get(i), minute, prices[i]));
      }
    }
    minute++;
    return bars;
  }

  /** One bar of every symbol, long after all others. */
  public List<Bar> last() {
    return symbols.stream().map(symbol -> StageRun.bar(symbol, 20_000, 50)).toList();
  }

  /** Another bar in the place of one some minutes ago, or one where there was none. */
  public Bar revise(int atMostMinutesAgo) {
    int i = random.nextInt(prices.length);
    int ago = 1 + random.nextInt(Math.min(Math.max(1, minute), atMostMinutesAgo));
    return bar(symbols.get(i), Math.max(0, minute - ago), prices[i]);
  }

  private Bar bar(String symbol, int at, double near) {
    double open = cents(near * (1 + random.nextGaussian() * 0.001));
    double close =
        random.nextInt(6) == 0 ? open : cents(near * (1 + random.nextGaussian() * 0.001));
    double high = cents(Math.max(open, close) + random.nextInt(20) / 100.0);
    double low = cents(Math.min(open, close) - random.nextInt(20) / 100.0);
    double volume = random.nextInt(8) == 0 ? 0 : random.nextInt(5_000);
    return new Bar(
        symbol,
        Timeframe.MIN_1,
        StageRun.start(at),
        open,
        high,
        low,
        close,
        volume,
        close,
        1 + random.nextInt(50),
        0);
  }

  private static double cents(double price) {
    return Math.max(0.01, Math.rint(price * 100) / 100);
  }
}

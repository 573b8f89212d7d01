package ai.tickstock.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Seeded random walks of bars, in cents: gaps, flat candles, dojis and volumes of zero included.
 */
public final class Walk {
  private Walk() {}

  /** Bars as {@code {open, high, low, close, volume}}. */
  public static List<double[]> bars(long seed, int count) {
    Random random = new Random(seed);
    double volatility = Math.exp(random.nextGaussian() - 1);
    List<double[]> bars = new ArrayList<>();
    double price = 20 + random.nextInt(200);
    for (int i = 0; i < count; i++) {
      double open = random.nextInt(4) == 0 ? step(random, price, volatility * 2) : price;
      double close = random.nextInt(12) == 0 ? open : step(random, open, volatility);
      double high = Math.max(open, close);
      double low = Math.min(open, close);
      if (random.nextInt(10) != 0) {
        high = cents(high + Math.abs(random.nextGaussian()) * volatility * random.nextInt(3) / 2);
        low = Math.max(1, cents(low - Math.abs(random.nextGaussian()) * volatility / 2));
      }
      double volume = random.nextInt(15) == 0 ? 0 : random.nextInt(10_000);
      bars.add(new double[] {open, high, Math.min(low, Math.min(open, close)), close, volume});
      price = close;
    }
    return bars;
  }

  /** The same bars at {@code factor} times their prices. */
  public static List<double[]> scaled(List<double[]> bars, double factor) {
    return bars.stream()
        .map(b -> new double[] {b[0] * factor, b[1] * factor, b[2] * factor, b[3] * factor, b[4]})
        .toList();
  }

  private static double step(Random random, double price, double volatility) {
    return Math.max(2, cents(price + random.nextGaussian() * volatility));
  }

  private static double cents(double price) {
    return Math.rint(price * 100) / 100;
  }
}

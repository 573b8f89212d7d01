package ai.tickstock.bench;

import java.util.Random;

/**
 * A seeded walk in cents, the same in every benchmark: gaps, dojis and volumes of zero included.
 */
final class SeededBars {
  /** Fits the cells of an array of columns: open, high, low, close, volume. */
  final double[][] columns;

  final double[] open;
  final double[] high;
  final double[] low;
  final double[] close;
  final double[] volume;

  SeededBars(int count) {
    columns = new double[5][count];
    open = columns[0];
    high = columns[1];
    low = columns[2];
    close = columns[3];
    volume = columns[4];
    Random random = new Random(1);
    double price = 100;
    for (int i = 0; i < count; i++) {
      open[i] = random.nextInt(4) == 0 ? moved(price, random) : price;
      close[i] = random.nextInt(12) == 0 ? open[i] : moved(open[i], random);
      high[i] = cents(Math.max(open[i], close[i]) + Math.abs(random.nextGaussian()) * 0.1);
      low[i] = cents(Math.min(open[i], close[i]) - Math.abs(random.nextGaussian()) * 0.1);
      volume[i] = random.nextInt(15) == 0 ? 0 : random.nextInt(10_000);
      price = close[i];
    }
  }

  /** Drawn back to 100, lest a long walk end at nothing. */
  private static double moved(double price, Random random) {
    return cents(price + random.nextGaussian() * 0.2 + (100 - price) * 0.001);
  }

  private static double cents(double price) {
    return Math.rint(price * 100) / 100;
  }
}

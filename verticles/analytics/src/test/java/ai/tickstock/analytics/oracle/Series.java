package ai.tickstock.analytics.oracle;

import ai.tickstock.analytics.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kinds of seeded series: what markets do, and what they hardly ever do. */
enum Series {
  /** Cents, gaps, dojis. */
  WALK {
    @Override
    List<double[]> bars(long seed, int count) {
      return Walk.bars(seed, count);
    }
  },
  /** The same for a fraction of a cent. */
  PENNY {
    @Override
    List<double[]> bars(long seed, int count) {
      return Walk.scaled(Walk.bars(seed, count), 1e-4);
    }
  },
  /** The same at a million and more. */
  HUGE {
    @Override
    List<double[]> bars(long seed, int count) {
      return Walk.scaled(Walk.bars(seed, count), 12_345.678);
    }
  },
  /** Up all the way, or down all the way; hardly a bar against it. */
  TREND {
    @Override
    List<double[]> bars(long seed, int count) {
      Random random = new Random(seed);
      double step = random.nextBoolean() ? 1.002 : 0.998;
      return drawn(random, count, 0.001, (bar, price) -> price * step);
    }
  },
  /** A cycle of some twenty bars. */
  CYCLE {
    @Override
    List<double[]> bars(long seed, int count) {
      Random random = new Random(seed);
      double length = 8 + random.nextInt(40);
      return drawn(
          random, count, 0.002, (bar, price) -> 100 + 10 * Math.sin(2 * Math.PI * bar / length));
    }
  },
  /** Jumps by a fifth, from a cent to millions. */
  WILD {
    @Override
    List<double[]> bars(long seed, int count) {
      Random random = new Random(seed);
      return drawn(
          random,
          count,
          0.2,
          (bar, price) -> Math.min(1e6, Math.max(0.01, price * Math.exp(random.nextGaussian()))));
    }
  },
  /** A walk that stands still for up to 40 bars at a time. */
  HALTS {
    @Override
    List<double[]> bars(long seed, int count) {
      Random random = new Random(seed);
      List<double[]> bars = new ArrayList<>();
      for (double[] bar : Walk.bars(seed, count)) {
        bars.add(bar);
        int halt = random.nextInt(12) == 0 ? random.nextInt(40) : 0;
        for (int i = 0; i < halt; i++) {
          bars.add(new double[] {bar[3], bar[3], bar[3], bar[3], 0});
        }
      }
      return bars.subList(0, count);
    }
  },
  /** One price, one volume. */
  CONSTANT {
    @Override
    List<double[]> bars(long seed, int count) {
      double price = Walk.bars(seed, 1).get(0)[0];
      List<double[]> bars = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        bars.add(new double[] {price, price, price, price, 100});
      }
      return bars;
    }
  };

  /** The next close, given the bar's number and the close before. */
  private interface Course {
    double next(int bar, double price);
  }

  /** Bars as {@code {open, high, low, close, volume}}. */
  abstract List<double[]> bars(long seed, int count);

  /** The same as columns, as TA-Lib takes them. */
  static double[][] columns(List<double[]> bars) {
    double[][] columns = new double[5][bars.size()];
    for (int i = 0; i < bars.size(); i++) {
      for (int part = 0; part < 5; part++) {
        columns[part][i] = bars.get(i)[part];
      }
    }
    return columns;
  }

  private static List<double[]> drawn(Random random, int count, double noise, Course course) {
    List<double[]> bars = new ArrayList<>();
    double close = 100;
    for (int i = 0; i < count; i++) {
      double open = close * (1 + noise * random.nextGaussian() / 5);
      close = course.next(i, close) * (1 + noise * random.nextGaussian() / 10);
      double high = Math.max(open, close) * (1 + noise * random.nextDouble());
      double low = Math.min(open, close) / (1 + noise * random.nextDouble());
      bars.add(new double[] {open, high, low, close, random.nextInt(10_000)});
    }
    return bars;
  }
}

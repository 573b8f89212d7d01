package ai.tickstock.analytics.patterns;

/**
 * Which averages the rules of a plan need, and how they follow the bars: for each {@link
 * CandleMean} one per start of TA-Lib's totals, or a single one where each window is summed by
 * itself. Immutable.
 */
final class CandleMeans {
  private static final CandleMean[] KINDS = CandleMean.values();

  /** Starts are less than this. */
  private static final int STARTS = 7;

  /** Gathers what rules need. */
  static final class Wanted {
    private final boolean talib;
    private final boolean[][] starts = new boolean[KINDS.length][STARTS];

    Wanted(Rounding rounding) {
      talib = rounding == Rounding.TALIB;
    }

    /** That of one candle of a function. */
    void add(CandleMean mean, int lookback, int lag) {
      starts[mean.ordinal()][talib ? mean.start(lookback, lag) : 0] = true;
    }

    /** What a candle of a rule needs to have a trait. */
    void add(CandleTrait trait, int lookback, int lag) {
      if (trait.setting != null && trait.isOfFirstTotal()) {
        starts[trait.setting.mean.ordinal()][0] = true;
      } else if (trait.setting != null) {
        add(trait.setting.mean, lookback, lag);
      }
    }

    /** One of each, for what only says how clearly conditions hold. */
    void addOneOfEach() {
      for (CandleMean mean : KINDS) {
        starts[mean.ordinal()][0] = true;
      }
    }
  }

  /** How many there are of each. */
  final int bodies;

  final int ranges;
  final int shadows;
  final int nears;

  /** How many averages there are. */
  final int size;

  private final boolean talib;

  /** What each average is of. */
  private final CandleMean[] kinds;

  /** For each average, the bar before which its first total stands. */
  private final int[] firstBars;

  /** For each kind and start, which average serves; -1 if none does. */
  private final int[] places = new int[KINDS.length * STARTS];

  /** From this bar on, all totals stand. */
  private final int settled;

  CandleMeans(Wanted wanted) {
    talib = wanted.talib;
    int[] counts = new int[KINDS.length];
    int[] first = new int[KINDS.length * STARTS];
    CandleMean[] kindOf = new CandleMean[KINDS.length * STARTS];
    int count = 0;
    int latest = 0;
    for (CandleMean kind : KINDS) {
      int serves = -1;
      for (int start = 0; start < STARTS; start++) {
        if (wanted.starts[kind.ordinal()][start]) {
          first[count] = start + kind.period;
          kindOf[count] = kind;
          latest = Math.max(latest, first[count]);
          serves = count++;
          counts[kind.ordinal()]++;
        }
        places[kind.ordinal() * STARTS + start] = serves;
      }
      fillFront(kind.ordinal() * STARTS, counts[kind.ordinal()] == 0 ? -1 : count);
    }
    bodies = counts[0];
    ranges = counts[1];
    shadows = counts[2];
    nears = counts[3];
    size = count;
    firstBars = first;
    kinds = kindOf;
    settled = latest;
  }

  /** Where no total starts as early, the first one serves. */
  private void fillFront(int from, int end) {
    for (int i = from + STARTS - 1; i >= from; i--) {
      if (places[i] < 0 && end >= 0) {
        places[i] = places[i + 1];
      }
    }
  }

  /** Which average serves one candle of a function. */
  int place(CandleMean mean, int lookback, int lag) {
    int start = talib ? lookback - lag - mean.period : 0;
    int place = places[mean.ordinal() * STARTS + Math.max(0, Math.min(STARTS - 1, start))];
    if (place < 0) {
      throw new IllegalStateException(mean + ": no rule said that it reads it");
    }
    return place;
  }

  /** The bit that says whether one candle of a function has a trait. */
  int bit(CandleTrait trait, int lookback, int lag) {
    if (trait.isOfFirstTotal()) {
      return trait.bit;
    }
    CandleMean mean = trait.setting.mean;
    return trait.bit(place(mean, lookback, lag) - places[mean.ordinal() * STARTS]);
  }

  /** Writes the averages before the newest bar. */
  void update(CandleSeries series) {
    int bar = series.count() - 1;
    if (bar <= settled) {
      start(series, bar);
    } else if (talib) {
      run(series);
    } else {
      series.sumWindows(series.averagesOf(0));
    }
  }

  /** Moves TA-Lib's totals along by a single added difference each. */
  private void run(CandleSeries series) {
    int end = bodies;
    if (bodies > 0) {
      run(series, CandleRange.BODY, 10, 0, end);
    }
    if (ranges > 0) {
      run(series, CandleRange.HIGH_LOW, 10, end, end + ranges);
    }
    end += ranges;
    if (shadows > 0) {
      run(series, CandleRange.SHADOWS, 10, end, end + shadows);
    }
    if (nears > 0) {
      run(series, CandleRange.HIGH_LOW, 5, size - nears, size);
    }
  }

  private static void run(CandleSeries series, CandleRange range, int period, int from, int end) {
    double[] totals = series.totals;
    int at = series.averagesOf(0);
    double change = series.range(range, 1) - series.range(range, 1 + period);
    for (int i = from; i < end; i++) {
      double total = totals[i] + change;
      totals[i] = total;
      series.averages[at + i] = total / period;
    }
  }

  /** Where totals do not all stand yet: those that do not are averages of what bars there are. */
  private void start(CandleSeries series, int bar) {
    for (int i = 0; i < size; i++) {
      series.averages[series.averagesOf(0) + i] = started(series, kinds[i], i, bar);
    }
  }

  private double started(CandleSeries series, CandleMean kind, int i, int bar) {
    if (bar == 0) {
      return kind.range.ofItself(series.high(0), series.low(0));
    }
    if (bar <= firstBars[i] || !talib) {
      int there = Math.min(bar, kind.period);
      double total = series.sumBefore(kind.range, there);
      series.totals[i] = total;
      return total / there;
    }
    run(series, kind.range, kind.period, i, i + 1);
    return series.totals[i] / kind.period;
  }
}

package ai.tickstock.analytics.patterns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Draws candles and tells what a detector sees in them. */
final class Candles {
  /** What a detector said, and on which bar, from 1. */
  record Detection(int bar, String pattern, String direction, double confidence, boolean warming) {
    String story() {
      return bar + " " + pattern + " " + direction + (warming ? " warming" : "");
    }
  }

  private static final Set<String> BEST_KNOWN =
      Set.of(
          "Doji",
          "Hammer",
          "ShootingStar",
          "BullishEngulfing",
          "BearishEngulfing",
          "Harami",
          "MorningStar",
          "EveningStar");

  private final List<double[]> bars = new ArrayList<>();

  /** Twelve bars of body 2 and range 4, alternately up and down between 99 and 101. */
  static Candles usual() {
    Candles candles = new Candles();
    for (int i = 0; i < 12; i++) {
      boolean up = i % 2 == 0;
      candles.then(up ? 99 : 101, 102, 98, up ? 101 : 99);
    }
    return candles;
  }

  static List<Detection> seen(PatternDetector detector, List<double[]> bars) {
    List<Detection> seen = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      int bar = i + 1;
      double[] b = bars.get(i);
      PatternListener listener =
          (pattern, direction, confidence, warming) ->
              seen.add(new Detection(bar, pattern, direction.label(), confidence, warming));
      detector.add(i * 60_000L, b[0], b[1], b[2], b[3], b[4], listener);
    }
    return seen;
  }

  Candles then(double open, double high, double low, double close) {
    return then(open, high, low, close, 1000);
  }

  Candles then(double open, double high, double low, double close, double volume) {
    bars.add(new double[] {open, high, low, close, volume});
    return this;
  }

  /** Everything seen of the eight patterns that are best known. */
  List<String> story() {
    return story(BEST_KNOWN);
  }

  /** Everything seen of these patterns. */
  List<String> story(Set<String> patterns) {
    return seen(new PatternDetector(patterns), bars).stream().map(Detection::story).toList();
  }

  /** Whether the last candle completes the pattern. */
  boolean end(String pattern) {
    return seen(new PatternDetector(Set.of(pattern)), bars).stream()
        .anyMatch(detection -> detection.bar() == bars.size());
  }

  /** Of the pattern the last candle completes. */
  Detection last(String pattern) {
    List<Detection> seen = seen(new PatternDetector(Set.of(pattern)), bars);
    return seen.stream()
        .filter(detection -> detection.bar() == bars.size())
        .findFirst()
        .orElseThrow(() -> new AssertionError(pattern + " is not seen on the last bar"));
  }

  /** The same with prices upside down, around 100. */
  Candles mirrored() {
    Candles mirrored = new Candles();
    for (double[] b : bars) {
      mirrored.then(200 - b[0], 200 - b[2], 200 - b[1], 200 - b[3], b[4]);
    }
    return mirrored;
  }

  /** What the last candle says, of these patterns. */
  List<String> directions(Set<String> patterns) {
    return seen(new PatternDetector(patterns), bars).stream()
        .filter(detection -> detection.bar() == bars.size())
        .map(Detection::direction)
        .toList();
  }
}

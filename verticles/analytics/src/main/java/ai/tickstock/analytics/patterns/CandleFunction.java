package ai.tickstock.analytics.patterns;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A candlestick function: the rules it consists of, such as one that is bullish and its mirror
 * image. The first rule that holds answers.
 */
final class CandleFunction {
  private final String talibName;
  private final int lookback;
  private final double penetration;
  private final DoubleFunction<List<CandleRule>> rules;

  private CandleFunction(
      String talibName, int lookback, double penetration, DoubleFunction<List<CandleRule>> rules) {
    this.talibName = talibName;
    this.lookback = lookback;
    this.penetration = penetration;
    this.rules = rules;
  }

  /** Of fixed rules. */
  static CandleFunction of(String talibName, int lookback, CandleRule... rules) {
    List<CandleRule> fixed = List.of(rules);
    return new CandleFunction(talibName, lookback, Double.NaN, penetration -> fixed);
  }

  /** Of a rule and its mirror image. */
  static CandleFunction both(String talibName, int lookback, CandleRule rule) {
    return of(talibName, lookback, rule, rule.mirrored());
  }

  /** Of rules that ask how much of a body must be taken back. */
  static CandleFunction penetrating(
      String talibName,
      int lookback,
      double defaultPenetration,
      DoubleFunction<List<CandleRule>> rules) {
    return new CandleFunction(talibName, lookback, defaultPenetration, rules);
  }

  /** TA-Lib's name; empty where TA-Lib has none. */
  String talibName() {
    return talibName;
  }

  /** Bars before TA-Lib answers. */
  int lookback() {
    return lookback;
  }

  /** How many candles it spans. */
  int bars() {
    return rules().get(0).bars();
  }

  /** How many candles the longest of its rules spans. */
  int longest() {
    return rules().stream().mapToInt(CandleRule::bars).max().orElseThrow();
  }

  /** Whether its answers may be above and below 0. */
  boolean isSigned() {
    return rules().stream().map(CandleRule::isBearish).distinct().count() > 1;
  }

  boolean hasPenetration() {
    return !Double.isNaN(penetration);
  }

  /** The default, as a part of the body. */
  double penetration() {
    return penetration;
  }

  /** With the default penetration. */
  List<CandleRule> rules() {
    return rules.apply(penetration);
  }

  /** The same with a penetration of its own. */
  CandleFunction penetrating(double own) {
    return new CandleFunction(talibName, lookback, own, rules);
  }

  @Override
  public String toString() {
    return talibName;
  }
}

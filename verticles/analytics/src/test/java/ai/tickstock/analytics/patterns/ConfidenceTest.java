package ai.tickstock.analytics.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Confidence grows with what makes a pattern trustworthy. */
class ConfidenceTest {
  private static double engulfing(Candles candles, double open, double close, double volume) {
    return candles
        .then(open, close + 1, open - 1, close, volume)
        .last("BullishEngulfing")
        .confidence();
  }

  @Test
  void theClearerTheShapeTheGreater() {
    double barely = engulfing(Candles.usual(), 99, 101.1, 1000);
    double clearly = engulfing(Candles.usual(), 97, 104, 1000);
    assertThat(clearly).isGreaterThan(barely + 0.1);
  }

  @Test
  void theMoreVolumeTheGreater() {
    double none = engulfing(Candles.usual(), 98.9, 101.1, 0);
    double usual = engulfing(Candles.usual(), 98.9, 101.1, 1000);
    double triple = engulfing(Candles.usual(), 98.9, 101.1, 3000);
    assertThat(usual - none).isCloseTo(0.15 * 0.5, within(1e-12));
    assertThat(triple - usual).isCloseTo(0.15 * 0.25, within(1e-12));
  }

  @Test
  void aBullishPatternIsTrustedMoreAfterADecline() {
    double falling = engulfing(trending(-1), 92, 106, 1000);
    double level = engulfing(Candles.usual(), 92, 106, 1000);
    double rising = engulfing(trending(1), 92, 106, 1000);
    assertThat(falling).isGreaterThan(level);
    assertThat(level).isGreaterThan(rising);
  }

  /** Closes move by 1 a bar towards 99; the last candle is a usual black one. */
  private static Candles trending(int direction) {
    Candles candles = new Candles();
    for (int i = 12; i >= 1; i--) {
      double open = 101 - direction * i;
      candles.then(open, open + 1, open - 3, open - 2);
    }
    return candles;
  }

  @Test
  void aDojiIsTrustedMoreAtTheEndOfATrendEitherWay() {
    double up = trending(1).then(100, 102, 98, 100).last("Doji").confidence();
    double down = trending(-1).then(100, 102, 98, 100).last("Doji").confidence();
    double level = Candles.usual().then(100, 102, 98, 100).last("Doji").confidence();
    assertThat(up).isEqualTo(down).isGreaterThan(level);
  }

  @Test
  void aFlatCandleIsADojiThatSaysLittle() {
    double flat = Candles.usual().then(100, 100, 100, 100).last("Doji").confidence();
    double full = Candles.usual().then(100, 102, 98, 100).last("Doji").confidence();
    assertThat(full - flat).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void theParts() {
    // strength: body 4 over 2 is 1/2, ends reach 1 over against 2 is 1/3; no trend; usual volume
    double strength = (0.5 + 1.0 / 3) / 2;
    double context = 0.5;
    double volume = 0.5;
    Candles level = new Candles();
    for (int i = 0; i < 12; i++) {
      level.then(101, 102, 98, 99);
    }
    assertThat(engulfing(level, 98, 102, 1000))
        .isCloseTo(0.6 * strength + 0.25 * context + 0.15 * volume, within(1e-12));
  }
}

package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.backtest.TrackRecord.Horizon;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Direction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrackRecordTest {
  private static final Offset<Double> NEAR = within(1e-12);
  private static final int BARS = 600;

  private final Tape tape = new Tape("A");

  private Tape body(double open, double close) {
    return tape.then(open, Math.max(open, close) + 1, Math.min(open, close) - 1, close);
  }

  /** A bullish engulfing on bar 1, a bearish one on bar 3, three bars after that. */
  private List<TrackRecord> engulfings() {
    body(100, 90);
    body(80, 120);
    body(100, 110);
    body(125, 75);
    body(100, 80);
    body(80, 84);
    body(100, 100);
    return TrackRecord.of(tape.bars(), Set.of("BullishEngulfing", "BearishEngulfing"));
  }

  private static Horizon after(int bars, TrackRecord record) {
    return record.horizons().get(TrackRecord.HORIZONS.indexOf(bars));
  }

  @Test
  void aForwardReturnIsFromTheNextOpenToTheCloseOfTheHorizonsBar() {
    TrackRecord bullish = engulfings().get(1);
    assertThat(bullish.pattern()).isEqualTo("BullishEngulfing");
    assertThat(bullish.count()).isEqualTo(1);
    // After one bar: in at 100, out at 110. After five: in at 100, out at 100, which is no hit.
    assertThat(after(1, bullish).meanReturn()).isEqualTo(0.10, NEAR);
    assertThat(after(1, bullish).hitRate()).isEqualTo(1);
    assertThat(after(5, bullish).meanReturn()).isEqualTo(0, NEAR);
    assertThat(after(5, bullish).hitRate()).isZero();
  }

  @Test
  void aBearishPatternEarnsWhatThePriceFalls() {
    TrackRecord bearish = engulfings().get(0);
    assertThat(bearish.direction()).isEqualTo(Direction.BEARISH);
    // In at 100, out at 80.
    assertThat(after(1, bearish).meanReturn()).isEqualTo(0.20, NEAR);
    assertThat(after(1, bearish).hits()).isEqualTo(1);
  }

  @Test
  void besideItStandsWhatCameAfterAnyBarTheSameWay() {
    // One bar on, of all: 0.5, 0.1, -0.4, -0.2, 0.05, 0: the mean is 0.05 / 6, up 3 of 6, down 2.
    List<TrackRecord> records = engulfings();
    Horizon bullish = after(1, records.get(1));
    assertThat(bullish.unconditionalMean()).isEqualTo(0.05 / 6, NEAR);
    assertThat(bullish.unconditionalHitRate()).isEqualTo(3 / 6.0, NEAR);
    Horizon bearish = after(1, records.get(0));
    assertThat(bearish.unconditionalMean()).isEqualTo(-0.05 / 6, NEAR);
    assertThat(bearish.unconditionalHitRate()).isEqualTo(2 / 6.0, NEAR);
    // Five on: from 80 to 84, and from 100 to 100.
    assertThat(after(5, records.get(1)).unconditionalMean()).isEqualTo(0.025, NEAR);
    assertThat(after(5, records.get(1)).unconditionalHitRate()).isEqualTo(0.5, NEAR);
  }

  @Test
  void aDetectionWithTooFewBarsAfterItIsCountedButNotJudged() {
    TrackRecord bearish = engulfings().get(0);
    assertThat(bearish.count()).isEqualTo(1);
    assertThat(after(5, bearish).count()).isZero();
    assertThat(after(5, bearish).meanReturn()).isNaN();
    assertThat(after(20, bearish).hitRate()).isNaN();
  }

  @Test
  void aReversalGoesAgainstTheTrendBeforeItAndWithoutOneIsNotCounted() {
    body(100, 100);
    body(100, 100);
    for (int i = 0; i < 6; i++) {
      body(100 + 10 * i, 110 + 10 * i);
    }
    body(160, 160);
    body(160, 120);
    for (int i = 0; i < 6; i++) {
      body(120 - 10 * i, 110 - 10 * i);
    }
    body(60, 60);
    body(60, 75);
    List<TrackRecord> records = TrackRecord.of(tape.bars(), Set.of("Doji"));
    assertThat(records).hasSize(1);
    TrackRecord doji = records.get(0);
    assertThat(doji.direction()).isEqualTo(Direction.REVERSAL);
    // Those on the first two bars follow no trend; then one down from 160 to 120, one up from 60 to
    // 75: (0.25 + 0.25) / 2.
    assertThat(doji.count()).isEqualTo(2);
    assertThat(after(1, doji).meanReturn()).isEqualTo(0.25, NEAR);
    // As often up as down: nothing is to be had from the drift.
    assertThat(after(1, doji).unconditionalMean()).isEqualTo(0, NEAR);
  }

  @Test
  void theTimeLookedAtIsThatOfTheBars() {
    TrackRecord record = engulfings().get(0);
    assertThat(record.fromMillis()).isEqualTo(Tape.OPEN);
    assertThat(record.toMillis()).isEqualTo(Tape.OPEN + 6 * 60_000);
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    assertThatThrownBy(() -> TrackRecord.of(tape.bars(), Set.of("Dojii")))
        .hasMessageContaining("Doji");
    assertThat(TrackRecord.of(tape.bars(), Set.of("Doji"))).isEmpty();
  }

  @Property(tries = 50)
  void whatIsDetectedDependsOnNoLaterBar(
      @ForAll long seed, @ForAll @IntRange(min = 30, max = BARS) int bars) {
    BarSeries walk = Tape.walk("A", seed, BARS);
    Set<String> all = new HashSet<>(Patterns.names());
    all.addAll(ChartPatterns.names());
    for (int horizon : TrackRecord.HORIZONS) {
      List<String> judged =
          TrackRecord.of(first(walk, bars), all).stream()
              .filter(record -> after(horizon, record).count() > 0)
              .map(record -> name(record) + after(horizon, record).count())
              .toList();
      List<String> seen =
          TrackRecord.of(first(walk, bars - horizon), all).stream()
              .map(record -> name(record) + record.count())
              .toList();
      assertThat(judged).isEqualTo(seen);
    }
  }

  private static String name(TrackRecord record) {
    return record.pattern() + " " + record.direction() + " ";
  }

  private static BarSeries first(BarSeries series, int bars) {
    BarSeries first = new BarSeries(series.symbol(), true);
    for (int i = 0; i < bars; i++) {
      first.add(
          series.startMillis(i),
          series.open(i),
          series.high(i),
          series.low(i),
          series.close(i),
          series.volume(i));
    }
    return first;
  }
}

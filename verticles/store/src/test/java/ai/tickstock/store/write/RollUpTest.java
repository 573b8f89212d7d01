package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.bar;
import static ai.tickstock.store.StoreFixture.lateTrade;
import static ai.tickstock.store.StoreFixture.millis;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class RollUpTest {
  private static final BarCommit.RollUp FIVE =
      new BarCommit.RollUp(
          "AAPL", Timeframe.MIN_5, millis("2025-10-15T14:30:00Z"), millis("2025-10-15T14:35:00Z"));

  private final StoreFixture store = new StoreFixture();

  @AfterEach
  void close() {
    store.close();
  }

  @BeforeEach
  void threeMinutesAndTheirRollUp() {
    store.commit(
        minute("AAPL", "2025-10-15T14:30:00Z", 100, 101),
        minute("AAPL", "2025-10-15T14:32:00Z", 101, 105),
        minute("AAPL", "2025-10-15T14:34:00Z", 105, 103),
        minute("AAPL", "2025-10-15T14:35:00Z", 300, 300),
        rollUp(100, 103, 106, 99, 3_000));
  }

  @Test
  void aRollUpIsFoldedAnewFromItsMinutesOnceOneIsAmended() {
    List<BarChange> changes =
        store.commit(List.of(lateTrade("AAPL", "2025-10-15T14:30:00Z", 90, 500)), List.of(FIVE));
    assertThat(changes)
        .extracting(change -> change.bar().timeframe())
        .containsExactly(Timeframe.MIN_1, Timeframe.MIN_5);
    BarChange five = changes.get(1);
    assertThat(five.bar())
        .isEqualTo(
            new Bar(
                "AAPL",
                Timeframe.MIN_5,
                java.time.Instant.parse("2025-10-15T14:30:00Z"),
                90,
                106,
                90,
                103,
                3_500,
                (100.5 * 1_000 + 103 * 1_000 + 104 * 1_000 + 90 * 500) / 3_500,
                31,
                1));
    assertThat(five.before().open()).isEqualTo(100);
    assertThat(five.changeNo()).isEqualTo(changes.get(0).changeNo() + 1);
  }

  @Test
  void foldingAnewWhatIsRightAlreadyIsNoChange() {
    assertThat(store.commit(List.of(), List.of(FIVE))).isEmpty();
    assertThat(store.number("select revision from ohlcv_bars_5min")).isZero();
  }

  @Test
  void aLateMinuteInAnEmptyStretchMakesTheRollUp() {
    BarCommit.RollUp empty =
        new BarCommit.RollUp(
            "AAPL",
            Timeframe.MIN_5,
            millis("2025-10-15T15:00:00Z"),
            millis("2025-10-15T15:05:00Z"));
    List<BarChange> changes =
        store.commit(List.of(lateTrade("AAPL", "2025-10-15T15:01:00Z", 90, 500)), List.of(empty));
    assertThat(changes).hasSize(2).noneMatch(BarChange::isAmendment);
    assertThat(changes.get(1).bar().close()).isEqualTo(90);
  }

  @Test
  void aStretchWithoutMinutesMakesNothing() {
    BarCommit.RollUp empty =
        new BarCommit.RollUp(
            "AAPL",
            Timeframe.HOUR_1,
            millis("2025-10-16T00:00:00Z"),
            millis("2025-10-16T01:00:00Z"));
    assertThat(store.commit(List.of(), List.of(empty))).isEmpty();
  }

  private static BarPart rollUp(double open, double close, double high, double low, double volume) {
    BarPart plain = bar("AAPL", Timeframe.MIN_5, "2025-10-15T14:30:00Z", open, close, volume);
    return new BarPart(
        plain.symbol(),
        plain.timeframe(),
        plain.startMillis(),
        open,
        plain.openMillis(),
        plain.openEpoch(),
        plain.openOffset(),
        high,
        low,
        true,
        close,
        plain.closeMillis(),
        plain.closeEpoch(),
        plain.closeOffset(),
        volume,
        100_500 + 103_000 + 104_000,
        30,
        false,
        false);
  }
}

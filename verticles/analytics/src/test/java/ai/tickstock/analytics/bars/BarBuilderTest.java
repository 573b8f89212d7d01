package ai.tickstock.analytics.bars;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BarBuilderTest implements BarListener {
  private static final Instant DAY = Instant.parse("2024-01-02T00:00:00Z");
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private final List<String> news = new ArrayList<>();
  private BarBuilder bars = builder(EnumSet.noneOf(Timeframe.class));
  private long offset;

  private BarBuilder builder(Set<Timeframe> rollUps) {
    return new BarBuilder(250, 900_000, rollUps, MarketCalendar.alwaysOpen(), this);
  }

  private static long at(String time) {
    return DAY.toEpochMilli() + LocalTime.parse(time).toNanoOfDay() / 1_000_000;
  }

  private void trade(String time, double price, double volume) {
    trade("A", time, price, volume, 0, false);
  }

  private void trade(
      String symbol, String time, double price, double volume, int flags, boolean unlimited) {
    bars.add(bars.slot(symbol), at(time), price, volume, flags, 1, ++offset, unlimited);
  }

  private void window(
      String from, String to, double open, double high, double low, double close, double volume) {
    Window window = new Window(open, high, low, close, volume, at(from), at(to), 1, ++offset);
    bars.addWindow(bars.slot("A"), window, false);
  }

  @Override
  public void closed(BarPart part) {
    news.add("closed " + show(part));
  }

  @Override
  public void late(BarPart part) {
    news.add((part.replace() ? "replace " : "late ") + show(part));
  }

  @Override
  public void recompute(String symbol, Timeframe timeframe, long startMillis, long endMillis) {
    news.add(
        "recompute " + timeframe.label() + " " + CLOCK.format(Instant.ofEpochMilli(startMillis)));
  }

  @Override
  public void tooLate(String symbol, long timeMillis) {
    news.add("too late " + CLOCK.format(Instant.ofEpochMilli(timeMillis)));
  }

  private static String show(BarPart part) {
    return (part.timeframe() == Timeframe.MIN_1 ? "" : part.timeframe().label() + " ")
        + CLOCK.format(Instant.ofEpochMilli(part.startMillis()))
        + " O"
        + part.open()
        + " H"
        + part.high()
        + " L"
        + part.low()
        + " C"
        + part.close()
        + " V"
        + part.volume()
        + " n"
        + part.trades();
  }

  @Test
  void aTradeExactlyAtTheEndOpensTheNextBar() {
    trade("10:00:00.000", 100, 5);
    trade("10:00:59.999", 103, 2);
    trade("10:01:00.000", 101, 1);
    bars.advanceTo(at("10:01:00.250"));
    assertThat(news).containsExactly("closed 10:00 O100.0 H103.0 L100.0 C103.0 V7.0 n2");
  }

  @Test
  void aBarWaitsForStragglers() {
    trade("10:00:10", 100, 5);
    bars.advanceTo(at("10:01:00.249"));
    assertThat(news).isEmpty();
    trade("10:00:59.999", 99, 1);
    bars.advanceTo(at("10:01:00.250"));
    assertThat(news).containsExactly("closed 10:00 O100.0 H100.0 L99.0 C99.0 V6.0 n2");
  }

  @Test
  void aMinuteWithoutATradeHasNoBar() {
    trade("10:00:10", 100, 5);
    trade("10:05:10", 101, 5);
    bars.advanceTo(at("10:06:01"));
    assertThat(news)
        .containsExactly(
            "closed 10:00 O100.0 H100.0 L100.0 C100.0 V5.0 n1",
            "closed 10:05 O101.0 H101.0 L101.0 C101.0 V5.0 n1");
  }

  @Test
  void orderInsideABarIsByTimeThenByTheLog() {
    trade("10:00:20", 102, 1);
    trade("10:00:10", 100, 1);
    trade("10:00:10", 101, 1);
    trade("10:00:20", 103, 1);
    bars.advanceTo(at("10:02:00"));
    assertThat(news).containsExactly("closed 10:00 O100.0 H103.0 L100.0 C103.0 V4.0 n4");
  }

  @Test
  void equalTradesAreSeparateAndZeroVolumeIsReal() {
    trade("10:00:10", 100, 5);
    trade("10:00:10", 100, 5);
    trade("10:00:11", 101, 0);
    bars.advanceTo(at("10:02:00"));
    assertThat(news).containsExactly("closed 10:00 O100.0 H101.0 L100.0 C101.0 V10.0 n3");
  }

  @Test
  void severalMinutesCloseOldestFirst() {
    trade("10:02:00", 3, 1);
    trade("10:00:00", 1, 1);
    trade("10:01:00", 2, 1);
    bars.advanceTo(at("10:10:00"));
    assertThat(news)
        .extracting(line -> line.substring(7, 12))
        .containsExactly("10:00", "10:01", "10:02");
  }

  @Test
  void aFarFutureTradeClosesNothingAndWaitsForItsOwnMinute() {
    trade("10:00:10", 100, 1);
    trade("23:00:00", 999, 1);
    trade("10:00:20", 101, 1);
    bars.advanceTo(at("10:01:01"));
    assertThat(news).containsExactly("closed 10:00 O100.0 H101.0 L100.0 C101.0 V2.0 n2");
  }

  @Test
  void lateTradesMakeOnePartAtTheNextDrain() {
    trade("10:00:10", 100, 1);
    bars.advanceTo(at("10:01:01"));
    news.clear();
    trade("10:00:05", 90, 2);
    trade("10:00:50", 110, 3);
    bars.drainLate();
    bars.drainLate();
    assertThat(news).containsExactly("late 10:00 O90.0 H110.0 L90.0 C110.0 V5.0 n2");
    assertThat(bars.amended()).isEqualTo(2);
  }

  @Test
  void aTradeOlderThanTheAmendWindowIsCountedAndKeptOut() {
    trade("10:00:10", 100, 1);
    bars.advanceTo(at("10:20:00"));
    news.clear();
    trade("10:04:59.999", 90, 2);
    trade("10:05:00.000", 90, 2);
    bars.drainLate();
    assertThat(news)
        .containsExactly("too late 10:04", "late 10:05 O90.0 H90.0 L90.0 C90.0 V2.0 n1");
    assertThat(bars.tooLate()).isEqualTo(1);
  }

  @Test
  void aReplayMayAmendHoweverOldTheBar() {
    bars.advanceTo(at("20:00:00"));
    trade("A", "10:00:10", 100, 1, 0, true);
    bars.drainLate();
    assertThat(news).containsExactly("late 10:00 O100.0 H100.0 L100.0 C100.0 V1.0 n1");
  }

  @Test
  void anIneligibleTradeSetsOpenAndCloseOnlyWhileNoOtherDoes() {
    trade("A", "10:00:01", 50, 1, BarBuilder.NOT_OPEN_CLOSE, false);
    trade("A", "10:00:10", 100, 1, 0, false);
    trade("A", "10:00:59", 60, 1, BarBuilder.NOT_OPEN_CLOSE, false);
    trade("B", "10:00:01", 50, 1, BarBuilder.NOT_OPEN_CLOSE, false);
    trade("B", "10:00:59", 60, 1, BarBuilder.NOT_OPEN_CLOSE, false);
    bars.advanceTo(at("10:02:00"));
    assertThat(news)
        .containsExactly(
            "closed 10:00 O100.0 H100.0 L50.0 C100.0 V3.0 n3",
            "closed 10:00 O50.0 H60.0 L50.0 C60.0 V2.0 n2");
  }

  @Test
  void anIneligibleTradeTouchesHighAndLowOnlyWhileNoOtherDoes() {
    trade("A", "10:00:01", 500, 1, BarBuilder.NOT_HIGH_LOW, false);
    trade("A", "10:00:10", 100, 1, 0, false);
    trade("A", "10:00:20", 1, 1, BarBuilder.NOT_HIGH_LOW, false);
    bars.advanceTo(at("10:02:00"));
    assertThat(news).containsExactly("closed 10:00 O500.0 H100.0 L100.0 C1.0 V3.0 n3");
  }

  @Test
  void aTradeThatMustNotCountInVolumeDoesNot() {
    trade("A", "10:00:01", 100, 1, 0, false);
    trade("A", "10:00:02", 101, 7, BarBuilder.NOT_VOLUME, false);
    bars.advanceTo(at("10:02:00"));
    assertThat(news).containsExactly("closed 10:00 O100.0 H101.0 L100.0 C101.0 V1.0 n2");
  }

  @Test
  void rollUpsFoldTheirMinutesAndCloseByTheSameRule() {
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    trade("10:00:10", 100, 1);
    trade("10:03:10", 105, 2);
    trade("10:04:59", 99, 3);
    bars.advanceTo(at("10:05:00.249"));
    assertThat(news).hasSize(2).noneMatch(line -> line.contains("5min"));
    bars.advanceTo(at("10:05:00.250"));
    assertThat(news).last().isEqualTo("closed 5min 10:00 O100.0 H105.0 L99.0 C99.0 V6.0 n3");
  }

  @Test
  void aLateTradeOfAnOpenRollUpIsFoldedInAndOfAClosedOneRecomputesIt() {
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    trade("10:00:10", 100, 1);
    bars.advanceTo(at("10:02:00"));
    trade("10:00:05", 90, 1);
    bars.drainLate();
    bars.advanceTo(at("10:06:00"));
    news.remove(0);
    assertThat(news)
        .containsExactly(
            "late 10:00 O90.0 H90.0 L90.0 C90.0 V1.0 n1",
            "closed 5min 10:00 O90.0 H100.0 L90.0 C100.0 V2.0 n2");
    news.clear();
    trade("10:01:00", 80, 1);
    bars.drainLate();
    assertThat(news)
        .containsExactly("late 10:01 O80.0 H80.0 L80.0 C80.0 V1.0 n1", "recompute 5min 10:00");
  }

  @Test
  void whenAllPublishersAreDoneOpenRollUpsAreStoredAsTheyStand() {
    bars = builder(EnumSet.of(Timeframe.HOUR_1));
    trade("10:00:10", 100, 1);
    bars.advanceTo(at("10:02:00"));
    bars.storeOpenRollUps();
    bars.drainLate();
    assertThat(news).last().isEqualTo("recompute 1hour 10:00");
    news.clear();
    trade("10:30:00", 101, 1);
    bars.advanceTo(at("11:01:00"));
    bars.drainLate();
    assertThat(news)
        .containsExactly(
            "closed 10:30 O101.0 H101.0 L101.0 C101.0 V1.0 n1", "recompute 1hour 10:00");
  }

  @Test
  void aSymbolThatMakesRoomHasItsRollUpsRecomputedAndAgainWhenItComesBack() {
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    trade("10:00:10", 100, 5);
    bars.drainLate();
    assertThat(bars.forget(bars.slot("A"))).as("its minute is open").isFalse();
    bars.advanceTo(at("10:01:01"));
    assertThat(bars.forget(bars.slot("A"))).isTrue();
    assertThat(bars.symbolCount()).isZero();
    trade("10:03:10", 101, 5);
    bars.advanceTo(at("10:05:01"));
    bars.drainLate();
    assertThat(news)
        .containsExactly(
            "closed 10:00 O100.0 H100.0 L100.0 C100.0 V5.0 n1",
            "recompute 5min 10:00",
            "closed 10:03 O101.0 H101.0 L101.0 C101.0 V5.0 n1",
            "recompute 5min 10:00");
  }

  @Test
  void overARestartTooARollUpThatWasForgottenIsRecomputed() {
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    trade("10:00:10", 100, 5);
    bars.advanceTo(at("10:01:01"));
    bars.forget(bars.slot("A"));
    byte[] snapshot = bars.snapshot(Symbols.partition("A"));
    news.clear();
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    bars.restore(Symbols.partition("A"), at("10:01:01"), snapshot);
    trade("10:03:10", 101, 5);
    bars.advanceTo(at("10:05:01"));
    bars.drainLate();
    assertThat(news)
        .containsExactly(
            "closed 10:03 O101.0 H101.0 L101.0 C101.0 V5.0 n1", "recompute 5min 10:00");
  }

  @Test
  void windowsOfAMinuteMakeItsBar() {
    window("10:00:00", "10:00:01", 10, 12, 9, 11, 100);
    window("10:00:01", "10:00:02", 11, 15, 11, 14, 50);
    bars.advanceTo(at("10:02:00"));
    assertThat(news).containsExactly("closed 10:00 O10.0 H15.0 L9.0 C14.0 V150.0 n2");
  }

  @Test
  void aWindowSentAgainReplacesTheEarlierOne() {
    window("10:00:00", "10:00:01", 10, 99, 1, 11, 100);
    window("10:00:00", "10:00:01", 10, 12, 9, 11, 80);
    bars.advanceTo(at("10:02:00"));
    assertThat(news).containsExactly("closed 10:00 O10.0 H12.0 L9.0 C11.0 V80.0 n1");
  }

  @Test
  void aWindowSentAgainAfterTheCloseReplacesTheBar() {
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    window("10:00:00", "10:00:01", 10, 99, 1, 11, 100);
    window("10:00:01", "10:00:02", 11, 15, 11, 14, 50);
    bars.advanceTo(at("10:02:00"));
    news.clear();
    window("10:00:00", "10:00:01", 10, 12, 9, 11, 80);
    bars.drainLate();
    bars.advanceTo(at("10:06:00"));
    bars.drainLate();
    assertThat(news)
        .containsExactly("replace 10:00 O10.0 H15.0 L9.0 C14.0 V130.0 n2", "recompute 5min 10:00");
  }

  @Test
  void formingBarsAreToldOnceUntilTheyChange() {
    trade("10:00:10", 100, 1);
    List<String> forming = new ArrayList<>();
    bars.drainForming(part -> forming.add(show(part)));
    bars.drainForming(part -> forming.add(show(part)));
    trade("10:00:11", 101, 1);
    bars.drainForming(part -> forming.add(show(part)));
    assertThat(forming)
        .containsExactly(
            "10:00 O100.0 H100.0 L100.0 C100.0 V1.0 n1",
            "10:00 O100.0 H101.0 L100.0 C101.0 V2.0 n2");
  }

  @Test
  void aRestartFromTheSnapshotGoesOnAsIfNothingHadBeen() {
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    trade("10:00:10", 100, 1);
    bars.advanceTo(at("10:02:00"));
    trade("10:02:10", 105, 2);
    window("10:03:00", "10:03:01", 10, 12, 9, 11, 80);
    byte[] snapshot = bars.snapshot(Symbols.partition("A"));
    long watermark = bars.clock();
    bars = builder(EnumSet.of(Timeframe.MIN_5));
    bars.restore(Symbols.partition("A"), watermark, snapshot);
    news.clear();
    trade("10:02:50", 95, 3);
    bars.advanceTo(at("10:06:00"));
    assertThat(news)
        .containsExactly(
            "closed 10:02 O105.0 H105.0 L95.0 C95.0 V5.0 n2",
            "closed 10:03 O10.0 H12.0 L9.0 C11.0 V80.0 n1",
            "closed 5min 10:00 O100.0 H105.0 L9.0 C11.0 V86.0 n4");
  }

  @Test
  void aDamagedSnapshotIsRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> bars.restore(0, 0, new byte[] {1, 0, 5, 'A'}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("snapshot");
  }

  @Test
  void aProbeHasMinutesAloneAndLeavesNothingOpen() {
    bars = builder(EnumSet.allOf(Timeframe.class));
    String probe = Symbols.probe(7);
    trade(probe, "10:00:10", 100, 5, 0, false);
    bars.advanceTo(at("10:01:01"));
    trade(probe, "10:00:20", 101, 1, 0, false);
    bars.drainLate();
    bars.storeOpenRollUps();
    bars.advanceTo(at("23:59:59"));
    assertThat(news)
        .containsExactly(
            "closed 10:00 O100.0 H100.0 L100.0 C100.0 V5.0 n1",
            "late 10:00 O101.0 H101.0 L101.0 C101.0 V1.0 n1");
  }
}

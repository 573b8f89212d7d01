package ai.tickstock.analytics.patterns;

/**
 * A threshold for one candle of a rule: the setting's factor times the average range of the candles
 * before it. Where fewer came before than the setting asks for, the average is over those there
 * are; where none did, the candle's own range stands in.
 *
 * @param lag the candle, in bars back from the newest
 * @param total which of the window's sums it reads
 * @param firstBar the bar before which that sum first stands
 */
record CandleAverage(CandleSetting setting, int lag, int total, int firstBar) {
  double in(CandleWindow window) {
    if (setting.period() == 0) {
      return setting.factor() * setting.range().of(window, lag);
    }
    int before = window.count() - 1 - lag;
    if (before >= firstBar) {
      return setting.factor() * (window.sum(total, lag) / setting.period());
    }
    if (before == 0) {
      return setting.factor() * setting.range().ofItself(window, lag);
    }
    int there = Math.min(before, setting.period());
    return setting.factor() * (window.sumBefore(lag, setting.range(), there) / there);
  }
}

package ai.tickstock.app.sources;

/** Draws how many shares change hands: log-normal, in round lots of 100 or odd ones. */
final class TradeSize {
  private static final double MEDIAN = 110;
  private static final double SPREAD = 1.1;
  private static final double ODD_LOTS = 0.4;
  private static final double MAX = 5_000_000;

  private TradeSize() {}

  /**
   * @param trades how many trades the one stands for
   */
  static double draw(Dice dice, double trades) {
    double shares = Math.min(MAX, MEDIAN * trades * Math.exp(SPREAD * dice.bell()));
    boolean odd = dice.even() < ODD_LOTS;
    return odd ? Math.max(1, Math.rint(shares)) : Math.max(1, Math.rint(shares / 100)) * 100;
  }
}

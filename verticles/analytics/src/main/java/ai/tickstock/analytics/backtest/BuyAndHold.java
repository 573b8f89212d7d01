package ai.tickstock.analytics.backtest;

/**
 * The benchmark: equal parts of the capital buy each symbol at the open of its first bar that is
 * traded, without costs, in fractions of shares, and hold it. What is not yet invested is cash.
 */
final class BuyAndHold {
  private final SymbolRun[] runs;
  private final double[] shares;
  private final double part;

  BuyAndHold(SymbolRun[] runs, double capital) {
    this.runs = runs;
    shares = new double[runs.length];
    part = capital / runs.length;
  }

  void open(SymbolRun run) {
    int number = run.number();
    if (shares[number] == 0 && run.isTraded() && run.open() > 0) {
      shares[number] = part / run.open();
    }
  }

  double value() {
    double value = 0;
    for (int i = 0; i < shares.length; i++) {
      value += shares[i] == 0 ? part : shares[i] * runs[i].lastClose();
    }
    return value;
  }
}

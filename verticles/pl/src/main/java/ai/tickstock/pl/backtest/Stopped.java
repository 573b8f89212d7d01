package ai.tickstock.pl.backtest;

/** A run was told to stop before it had anything to show. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  Stopped() {
    super("stopped", null, false, false);
  }
}

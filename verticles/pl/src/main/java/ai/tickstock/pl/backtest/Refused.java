package ai.tickstock.pl.backtest;

/** A job that cannot be run as it is; the message says why and what is expected. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }
}

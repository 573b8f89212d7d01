package ai.tickstock.analytics.backtest;

import java.util.Locale;

/** Which way a position earns. */
public enum Side {
  LONG(1),
  SHORT(-1);

  private final int sign;

  Side(int sign) {
    this.sign = sign;
  }

  /** 1 where rising prices earn, -1 where falling ones do. */
  int sign() {
    return sign;
  }

  Side other() {
    return this == LONG ? SHORT : LONG;
  }

  /** The name in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package ai.tickstock.pl;

import ai.tickstock.wire.LocalCodec;

/**
 * Event-bus addresses of the producer half. Private to it; bodies go by reference ({@link
 * LocalCodec}), local only.
 */
public final class Addresses {
  /**
   * A {@link CommitRequest}; the reply, the committed {@link BarChanges}, means it is in the
   * database.
   */
  public static final String COMMIT = "pl.commit";

  /** {@link BarChanges} just committed, published to every stage. */
  public static final String PERSISTED = "pl.bars.persisted";

  private Addresses() {}

  /** Ticks for one aggregation instance; its reply is the credit for another batch. */
  public static String ticks(int instance) {
    return "pl.ticks." + instance;
  }
}

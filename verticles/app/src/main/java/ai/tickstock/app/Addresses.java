package ai.tickstock.app;

import ai.tickstock.wire.LocalCodec;

/**
 * Event-bus addresses of the consumer half. Private to it; bodies go by reference ({@link
 * LocalCodec}), local only.
 */
public final class Addresses {
  private static final String EVENTS = "app.events:";

  private Addresses() {}

  /**
   * Where what was read from an event log is handed on, as {@link
   * ai.tickstock.app.bridge.EventBatch}.
   *
   * @param channel the log's channel
   */
  public static String events(String channel) {
    return EVENTS + channel;
  }
}

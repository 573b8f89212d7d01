package ai.tickstock.app;

import ai.tickstock.wire.LocalCodec;

/**
 * Event-bus addresses of the consumer half. Private to it; bodies go by reference ({@link
 * LocalCodec}), local only.
 */
public final class Addresses {
  private static final String EVENTS = "app.events:";
  private static final String HUB = "app.hub:";

  /** Where it is said, by a user's name, that an alert fired for him and is kept. */
  public static final String FIRED = "app.fired";

  private Addresses() {}

  /**
   * Where what was read from an event log is handed on, as {@link
   * ai.tickstock.app.bridge.EventBatch}; the next one comes after the answer.
   *
   * @param channel the log's channel
   */
  public static String events(String channel) {
    return EVENTS + channel;
  }

  /** Where a hub of browser sockets takes frames. */
  public static String hub(String name) {
    return HUB + name;
  }
}

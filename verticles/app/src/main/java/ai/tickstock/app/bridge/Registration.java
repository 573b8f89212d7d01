package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.LogPosition;

/**
 * One browser's wish for one feed, and how far it has been served. Not thread-safe: lives on its
 * hub's context.
 */
final class Registration {
  private final BrowserSocket socket;
  private final Feed feed;
  private final Filter filter;
  private final boolean mine;
  private LogPosition servedTo;
  private long replayed;
  private boolean isLive;
  private volatile boolean isOver;

  /**
   * @param servedTo what the browser has had; null where the feed has no log
   */
  Registration(BrowserSocket socket, Feed feed, Wish wish, LogPosition servedTo) {
    this.socket = socket;
    this.feed = feed;
    this.filter = wish.filter();
    this.mine = wish.mine();
    this.servedTo = servedTo;
  }

  BrowserSocket socket() {
    return socket;
  }

  Feed feed() {
    return feed;
  }

  Filter filter() {
    return filter;
  }

  /** Whether it gets its user's own alerts alone: then no frame is for it. */
  boolean isMine() {
    return mine;
  }

  /** Whether a live frame is for this browser. */
  boolean takesLive(Frame frame) {
    return isLive
        && (frame.position() == null || frame.position().compareTo(servedTo) > 0)
        && wants(frame);
  }

  /** Whether a frame of the past is for this browser; it counts as replayed. */
  boolean takesMissed(Frame frame) {
    boolean takes = frame.position().compareTo(servedTo) > 0 && wants(frame);
    replayed += takes ? 1 : 0;
    return takes;
  }

  /** Everybody's, or this user's own. */
  private boolean wants(Frame frame) {
    String owner = frame.facts().user();
    return (owner == null || owner.equals(socket.user())) && filter.accepts(frame.facts());
  }

  /** Everything up to here has been offered. */
  void served(LogPosition position) {
    if (servedTo != null && position.compareTo(servedTo) > 0) {
      servedTo = position;
    }
  }

  /** Begins anew: what it had before is not of this log. */
  void restart(LogPosition now) {
    servedTo = now;
  }

  LogPosition servedTo() {
    return servedTo;
  }

  /** From now on it gets what comes. */
  void goLive() {
    isLive = true;
  }

  boolean isLive() {
    return isLive;
  }

  /** Frames sent of what was missed. */
  long replayed() {
    return replayed;
  }

  /** Replaced, unregistered or closed. */
  void end() {
    isOver = true;
    isLive = false;
  }

  boolean isOver() {
    return isOver;
  }
}

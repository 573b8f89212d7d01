package ai.tickstock.app.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What waits for one browser, bounded. Alerts wait in order and are never dropped; of everything
 * else only the newest of each key waits. So much is under way at a time as the socket takes. Sizes
 * are in characters. Not thread-safe: use it on the socket's context.
 */
final class Outbox {
  /** The way to the browser. */
  interface Line {
    /** Completes when the text has left this process; fails when the socket is closed. */
    Future<Void> write(String text);
  }

  static final int MOST_UNDER_WAY = 64 << 10;
  static final int MOST_WAITING = 4 << 20;
  static final int MOST_LATEST = 5_000;
  private static final int MOST_IN_ONE = 32 << 10;

  private final Line line;
  private final boolean isBatching;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Map<String, Frame> latest = new LinkedHashMap<>();
  private long waitingSize;
  private long underWay;
  private long stuckSince;
  private boolean isFlushing;
  private long sent;
  private long conflated;
  private long dropped;
  private Promise<Void> room;

  /**
   * @param isBatching whether several messages may share a write, as a JSON array
   */
  Outbox(Line line, boolean isBatching) {
    this.line = line;
    this.isBatching = isBatching;
  }

  /** Takes a frame; it leaves with the next {@link #flush}. */
  void offer(Frame frame) {
    if (frame.key() == null) {
      say(frame.text());
      return;
    }
    Frame before = latest.get(frame.key());
    if (before != null) {
      conflated++;
      if (frame.replaces(before)) {
        latest.put(frame.key(), frame);
      }
      return;
    }
    if (latest.size() == MOST_LATEST) {
      Iterator<Frame> oldest = latest.values().iterator();
      oldest.next();
      oldest.remove();
      dropped++;
    }
    latest.put(frame.key(), frame);
  }

  /** Takes a message that keeps its place among the alerts. */
  void say(String text) {
    waiting.add(text);
    waitingSize += text.length();
  }

  /** Writes what the socket takes. A write may be done at once: the loop goes on, not deeper. */
  void flush() {
    if (isFlushing) {
      return;
    }
    isFlushing = true;
    try {
      write();
    } finally {
      isFlushing = false;
    }
    makeRoom();
  }

  private void write() {
    while (underWay < MOST_UNDER_WAY && !isEmpty()) {
      String text = isBatching ? batch() : next();
      if (underWay == 0) {
        stuckSince = System.nanoTime();
      }
      underWay += text.length();
      line.write(text).onComplete(done -> left(text.length(), done.succeeded()));
    }
  }

  private void left(int size, boolean written) {
    underWay -= size;
    stuckSince = System.nanoTime();
    if (written) {
      flush();
    }
  }

  private boolean isEmpty() {
    return waiting.isEmpty() && latest.isEmpty();
  }

  private String next() {
    sent++;
    String alert = waiting.poll();
    if (alert != null) {
      waitingSize -= alert.length();
      return alert;
    }
    Iterator<Frame> first = latest.values().iterator();
    Frame frame = first.next();
    first.remove();
    return frame.text();
  }

  private String batch() {
    String first = next();
    if (isEmpty()) {
      return first;
    }
    StringBuilder array = new StringBuilder(2 * first.length()).append('[').append(first);
    while (!isEmpty() && array.length() < MOST_IN_ONE) {
      array.append(',').append(next());
    }
    return array.append(']').toString();
  }

  /** Whether the browser takes so little that it should rather come back later. */
  boolean isHopeless(long stuckNanos) {
    return waitingSize > MOST_WAITING
        || underWay > 0 && !isEmpty() && System.nanoTime() - stuckSince > stuckNanos;
  }

  /** Completes when no more than a quarter of what may wait does. */
  Future<Void> room() {
    if (waitingSize <= MOST_WAITING / 4) {
      return Future.succeededFuture();
    }
    if (room == null) {
      room = Promise.promise();
    }
    return room.future();
  }

  private void makeRoom() {
    if (room != null && waitingSize <= MOST_WAITING / 4) {
      Promise<Void> made = room;
      room = null;
      made.complete();
    }
  }

  /** Forgets everything; whoever waits for room is told. */
  void close() {
    waiting.clear();
    latest.clear();
    waitingSize = 0;
    makeRoom();
  }

  /** Messages written. */
  long sent() {
    return sent;
  }

  /** Frames replaced by newer ones before they were written. */
  long conflated() {
    return conflated;
  }

  /** Frames that gave way because too many different ones waited. */
  long dropped() {
    return dropped;
  }

  /** Messages that wait. */
  int depth() {
    return waiting.size() + latest.size();
  }
}

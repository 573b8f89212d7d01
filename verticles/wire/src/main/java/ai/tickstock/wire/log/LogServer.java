package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * What a bus needs of the server that keeps the logs, on one context: calls are made and answered
 * there, in order, and fail at once when the server is away. The way to it is mended from inside;
 * watchers are told.
 */
interface LogServer {
  /** The ways to the server, each a connection of its own. */
  enum Way {
    APPENDING,
    READING
  }

  /** Who wants to know whether a way is open. */
  interface Watcher {
    /** The way is open, for the first time or again: what was under way before is lost. */
    void up();

    /** The way is closed. Calls under way have failed or will. */
    void down();
  }

  /** Who listens on a channel. The bytes are only lent. */
  interface Ear {
    void heard(byte[] bytes, int from, int length);

    /** Subscribed again after a loss: something may not have been heard. */
    void again();
  }

  /** How an append ended. */
  enum Outcome {
    /** In the log, now or since an earlier try. */
    OK,
    /** Refused: earlier messages of the publisher are missing. */
    GAP,
    /** Refused: the log has reached its capacity. */
    FULL,
    /** Refused: the adopter's lease is somebody else's. */
    FENCED
  }

  /**
   * One flush, or, with no messages, a look at the log.
   *
   * @param oldest oldest sequence the publisher still has
   * @param epoch greatest epoch the publisher knows
   * @param token the adopter's, or ""
   * @param data the messages, a JSON array in UTF-8
   * @param ends where each message ends in {@code data}, exclusive, 4 bytes each, little-endian
   */
  record Flush(
      TopicOptions topic,
      String publisher,
      long seq,
      long oldest,
      long epoch,
      String token,
      int count,
      byte[] data,
      byte[] ends) {
    private static final byte[] NOTHING = {};

    static Flush look(TopicOptions topic, String publisher, long epoch, String token) {
      return new Flush(topic, publisher, 0, 0, epoch, token, 0, NOTHING, NOTHING);
    }

    /** What is to be published: an adopted message has been on the channel already. */
    String framing() {
      return switch (topic.framing()) {
        case ANNOUNCE -> "announce";
        case TICK -> token.isEmpty() ? "tick" : "none";
      };
    }
  }

  /**
   * @param epoch the log's epoch
   * @param mark the publisher's last sequence in the log
   * @param first offset of the first message accepted
   * @param accepted messages accepted; 0 if the log had them all
   * @param head offset of the log's last message
   * @param slowest position of the slowest durable reader
   * @param slowestName its name; "" if the topic has no durable reader
   */
  record Answer(
      Outcome outcome,
      long epoch,
      long mark,
      long first,
      int accepted,
      long head,
      LogPosition slowest,
      String slowestName) {

    /** What keeps the log full, for people. */
    String whyFull() {
      return "log full: reader '%s' is %d messages behind (it has committed %s)"
          .formatted(slowestName, head - slowest.offset(), slowest);
    }
  }

  /** The watcher is told at once if the way is open, or when it is. Opens it if nobody did. */
  void watch(Way way, Watcher watcher);

  void unwatch(Way way, Watcher watcher);

  /** Appends, or looks, on the given way. */
  Future<Answer> append(Way way, Flush flush);

  /** Entries that begin behind a position, in order; fewer than asked for if there are no more. */
  Future<List<LogEntry>> after(String channel, LogPosition position, int entries);

  /** The last entry that begins at or before a position, if any: none or one. */
  Future<List<LogEntry>> at(String channel, LogPosition position);

  Future<Void> commit(String channel, String reader, LogPosition position);

  Future<LogPosition> committed(String channel, String reader);

  /** Takes or renews the adopter's lease; whether the token holds it now. */
  Future<Boolean> lease(String channel, String token, long millis);

  Future<Void> release(String channel, String token);

  Future<Void> publish(String channel, Buffer message);

  /** Completes when the server has acknowledged it; waits for a server that is away. */
  Future<Void> subscribe(String channel, Ear ear);

  void unsubscribe(String channel, Ear ear);

  /** Completes when everything published before has been heard here. */
  Future<Void> caughtUp();

  Future<BusHealth> health();

  Future<Void> close();
}

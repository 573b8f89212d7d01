package ai.tickstock.app.sources;

import io.vertx.core.Future;
import io.vertx.core.Handler;

/**
 * Hands out ticks to whoever asks, never more than asked for: back-pressure is not asking. Not
 * thread-safe: use it on the context that opened it.
 */
public interface TickSource {
  /** Answer of {@link #pull}: all ticks have been handed out. */
  long ENDED = Long.MAX_VALUE;

  /** Answer of {@link #pull}: nothing at hand yet; the handler of {@link #onReady} will be told. */
  long NOT_READY = Long.MAX_VALUE - 1;

  /** What its ticks are marked with, in their {@code source} field. */
  String name();

  /** Its identity in the log. */
  String publisher();

  /** Whether it follows the wall clock: then it sends heartbeats, and an end when it is stopped. */
  boolean isLive();

  /**
   * Begins. Call once, before the first pull.
   *
   * @param nextSeq the sequence of the first tick wanted, from 1: those before are in the log
   */
  void begin(long nextSeq);

  /**
   * Hands out the ticks that are due, in order.
   *
   * @param nowMillis the wall clock, Unix milliseconds
   * @param limit how many at most
   * @return when to pull again, Unix milliseconds (not after {@code nowMillis}: at once), or {@link
   *     #ENDED} or {@link #NOT_READY}
   * @throws IllegalStateException if the source broke, with the reason
   */
  long pull(long nowMillis, int limit, TickSink sink);

  /** Sets who is told when there may be ticks again after {@link #NOT_READY}. */
  void onReady(Handler<Void> handler);

  /** Nothing older than this will come, Unix milliseconds; 0 if that is not known. */
  long completeThrough();

  /** Ticks handed out or left out at the begin, so far. */
  long ordinal();

  /** Told now and then that everything handed out up to an event time is in the log. */
  default void appended(long throughMillis) {}

  /** Gives up what it holds. */
  Future<Void> close();
}

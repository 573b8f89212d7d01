package ai.tickstock.app.publisher;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;

/**
 * The way of encoded messages into the log, with a policy for when it takes no more. Not
 * thread-safe.
 */
interface Outlet {
  /** Whether the source may go on. */
  boolean accepts();

  /** Called when the source may go on again. */
  void onDrain(Handler<Void> handler);

  /** Takes one tick. */
  void tick(byte[] json, int length);

  /** Takes one control message; one that finds no room is left out. */
  void control(byte[] json, int length);

  /** Takes the last message of all, room or not. */
  void last(byte[] json, int length);

  /** The sequence the next message will get. */
  long nextSeq();

  /** Messages of this publisher that are in the log, of those taken here. */
  long inLog();

  /** Ticks lost. */
  long dropped();

  /** Completes when all taken so far is in the log, or safe on disk. */
  Future<Void> flush();

  /** Why nothing goes through just now; null when all is well. */
  String stalled();

  /** How much waits where, by name. */
  JsonObject queues();

  /** Gives up; what is not in the log or on disk is lost. */
  Future<Void> close();
}

package ai.tickstock.app.alerts;

import ai.tickstock.wire.log.LogPosition;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far all of a log is decided: a place is reached when what waited there, and before, is done.
 * Not thread-safe.
 */
final class Progress {
  private record Place(LogPosition position, Future<?> done) {}

  private final Deque<Place> places = new ArrayDeque<>();
  private LogPosition reached;

  Progress(LogPosition from) {
    reached = from;
  }

  /**
   * A batch ends here; what of it waits is done with the future; if that fails, this place is never
   * reached.
   */
  void read(LogPosition end, Future<?> done) {
    places.add(new Place(end, done));
  }

  /** The last place before which nothing waits. */
  LogPosition reached() {
    while (!places.isEmpty() && places.peek().done().succeeded()) {
      reached = places.poll().position();
    }
    return reached;
  }
}

package ai.tickstock.app.publisher;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** How fast a total grows, over the last ten seconds or so. Not thread-safe. */
final class Pulse {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double NANOS_PER_SECOND = 1e9;

  private record Beat(long nanos, long total) {}

  private final ArrayDeque<Beat> beats = new ArrayDeque<>();

  Pulse() {
    beats.add(new Beat(System.nanoTime(), 0));
  }

  /** The rate per second, given the total now. */
  double rate(long total) {
    long now = System.nanoTime();
    beats.add(new Beat(now, total));
    while (beats.size() > 2 && now - beats.peek().nanos() > WINDOW_NANOS) {
      beats.poll();
    }
    Beat oldest = beats.peek();
    return (total - oldest.total()) * NANOS_PER_SECOND / Math.max(1, now - oldest.nanos());
  }
}

package ai.tickstock.pl.aggregation;

import ai.tickstock.store.FeedGap;
import ai.tickstock.store.FeedGap.Kind;
import ai.tickstock.store.write.FeedGapWriter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Keeps the feed's holes as the database does, and is away when told. Thread-safe. */
final class GapsInMemory implements FeedGapWriter {
  private final List<FeedGap> gaps = new ArrayList<>();
  private boolean away;
  private int refused;

  synchronized void away(boolean isAway) {
    away = isAway;
  }

  /** What was asked for while it was away. */
  synchronized int refused() {
    return refused;
  }

  synchronized List<FeedGap> all() {
    return List.copyOf(gaps);
  }

  private synchronized Future<Void> write(Runnable change) {
    if (away) {
      refused++;
      return Future.failedFuture("away");
    }
    change.run();
    return Future.succeededFuture();
  }

  private FeedGap open(String channel) {
    return gaps.stream()
        .filter(gap -> gap.channel().equals(channel))
        .filter(gap -> gap.kind() == Kind.SILENCE && gap.toMillis() == null)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Future<Void> record(FeedGap gap) {
    return write(() -> gaps.add(gap));
  }

  @Override
  public Future<Void> fellSilent(String channel, long fromMillis, String reason) {
    return write(
        () -> gaps.add(new FeedGap(channel, Kind.SILENCE, fromMillis, null, 0, reason, false)));
  }

  @Override
  public Future<Void> heardAgain(String channel, long toMillis, String reason, boolean filled) {
    return write(
        () -> {
          FeedGap open = open(channel);
          gaps.remove(open);
          gaps.add(
              new FeedGap(channel, Kind.SILENCE, open.fromMillis(), toMillis, 0, reason, filled));
        });
  }

  @Override
  public synchronized Future<FeedGap> silence(String channel) {
    return Future.succeededFuture(open(channel));
  }
}

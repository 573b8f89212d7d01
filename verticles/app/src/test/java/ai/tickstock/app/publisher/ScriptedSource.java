package ai.tickstock.app.publisher;

import ai.tickstock.app.sources.TickSink;
import ai.tickstock.app.sources.TickSource;
import io.vertx.core.Future;
import io.vertx.core.Handler;

/** Hands out as many ticks as the test has offered, one per millisecond of event time. */
final class ScriptedSource implements TickSource {
  static final long FIRST_MILLIS = 1_700_000_000_000L;

  private final String publisher;
  private final boolean live;
  long offered;
  boolean ends;
  long handed;
  long appendedThrough;
  RuntimeException breaks;

  ScriptedSource(String publisher, boolean live, long offered) {
    this.publisher = publisher;
    this.live = live;
    this.offered = offered;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String publisher() {
    return publisher;
  }

  @Override
  public boolean isLive() {
    return live;
  }

  @Override
  public void begin(long nextSeq) {
    handed = nextSeq - 1;
  }

  @Override
  public long pull(long nowMillis, int limit, TickSink sink) {
    if (breaks != null) {
      throw breaks;
    }
    for (int i = 0; i < limit; i++) {
      if (handed >= offered) {
        return ends ? ENDED : nowMillis + 5;
      }
      handed++;
      sink.tick("S" + handed % 3, 10 + handed, 1, FIRST_MILLIS + handed);
    }
    return nowMillis;
  }

  @Override
  public void onReady(Handler<Void> handler) {
    // Looked at every few milliseconds.
  }

  @Override
  public long completeThrough() {
    return live ? FIRST_MILLIS + handed : 0;
  }

  @Override
  public long ordinal() {
    return handed;
  }

  @Override
  public void appended(long throughMillis) {
    appendedThrough = throughMillis;
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}

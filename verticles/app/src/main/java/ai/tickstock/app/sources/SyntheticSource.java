package ai.tickstock.app.sources;

import ai.tickstock.market.MarketCalendar;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A made-up market: first its recent sessions as fast as they are taken, then live. It remembers in
 * a file how far it has come, and goes on from there when it is started again. Not thread-safe: use
 * it on the context that opened it.
 */
public final class SyntheticSource implements TickSource {
  private static final Logger LOG = LoggerFactory.getLogger(SyntheticSource.class);

  private final Vertx vertx;
  private final SyntheticMarket market;
  private final Bookmark bookmark;
  private final String publisher;
  private Future<Void> writing = Future.succeededFuture();
  private long appended;
  private long written;
  private long completeThrough;
  private long ordinal;

  private SyntheticSource(
      Vertx vertx, SyntheticMarket market, Bookmark bookmark, String publisher) {
    this.vertx = vertx;
    this.market = market;
    this.bookmark = bookmark;
    this.publisher = publisher;
  }

  /**
   * Opens a market.
   *
   * @param directory where it remembers how far it has come
   * @param publisher its identity in the log
   * @param past what was published before
   */
  static Future<SyntheticSource> open(
      Vertx vertx,
      SyntheticOptions options,
      MarketCalendar calendar,
      Path directory,
      String publisher,
      Clock clock,
      Past past) {
    int traits = 31 * options.symbols().hashCode() + Long.hashCode(options.seed());
    Bookmark bookmark =
        new Bookmark(directory.resolve("synthetic-" + Integer.toHexString(traits) + ".position"));
    return vertx
        .executeBlocking(bookmark::read)
        .compose(past::published)
        .compose(
            published ->
                vertx.executeBlocking(
                    () -> SyntheticMarket.begin(options, calendar, published, clock.millis())))
        .map(market -> new SyntheticSource(vertx, market, bookmark, publisher));
  }

  @Override
  public String name() {
    return "synthetic";
  }

  @Override
  public String publisher() {
    return publisher;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void begin(long nextSeq) {
    ordinal = nextSeq - 1;
  }

  @Override
  public long pull(long nowMillis, int limit, TickSink sink) {
    for (int left = limit; left > 0; left--) {
      long due = market.next(nowMillis);
      if (due > nowMillis) {
        completeThrough = Math.max(completeThrough, nowMillis);
        return due;
      }
      market.hand(sink);
      ordinal++;
      completeThrough = due;
    }
    return nowMillis;
  }

  @Override
  public void onReady(Handler<Void> handler) {
    // Always ready.
  }

  @Override
  public long completeThrough() {
    return completeThrough;
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  @Override
  public void appended(long throughMillis) {
    appended = Math.max(appended, throughMillis);
    if (writing.isComplete()) {
      writing = remember();
    }
  }

  private Future<Void> remember() {
    long through = appended;
    if (through == written) {
      return Future.succeededFuture();
    }
    return vertx
        .<Void>executeBlocking(
            () -> {
              bookmark.write(new Bookmark.Mark(through, publisher));
              return null;
            })
        .onFailure(error -> LOG.warn("Cannot remember how far the market has come", error))
        .otherwiseEmpty()
        .compose(
            done -> {
              written = through;
              return remember(); // what was appended meanwhile
            });
  }

  @Override
  public Future<Void> close() {
    return writing;
  }
}

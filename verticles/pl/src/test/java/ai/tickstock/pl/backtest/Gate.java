package ai.tickstock.pl.backtest;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.HistoryReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Bars that are only given once the gate is open. */
final class Gate implements BarsAlone {
  private final HistoryReader bars;
  private final Promise<Void> opened = Promise.promise();
  private volatile boolean isWaitedAt;

  Gate(HistoryReader bars) {
    this.bars = bars;
  }

  void open() {
    opened.tryComplete();
  }

  /** Whether somebody has asked for bars. */
  boolean isWaitedAt() {
    return isWaitedAt;
  }

  @Override
  public Future<Long> bars(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis, Sink sink) {
    isWaitedAt = true;
    Vertx vertx = Vertx.currentContext().owner();
    var here = vertx.getOrCreateContext();
    return Future.future(
        done ->
            opened
                .future()
                .onComplete(
                    open ->
                        here.runOnContext(
                            go ->
                                bars.bars(symbol, timeframe, fromMillis, toMillis, sink)
                                    .onComplete(done))));
  }
}

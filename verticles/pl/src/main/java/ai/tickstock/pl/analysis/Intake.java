package ai.tickstock.pl.analysis;

import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.BarChanges;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;

/**
 * Fills a stage's queue: in step from the event bus, else from the database, page by page. Not
 * thread-safe.
 */
public final class Intake {
  private static final int PAGE = 2_048;
  private static final int CAPACITY = 65_536;
  private static final long FRUITLESS_PAUSE_MILLIS = 100;
  private static final long LOOK_AGAIN_MILLIS = 5_000;

  private final ChangeQueue queue = new ChangeQueue(CAPACITY);
  private final Vertx vertx;
  private final BarReader bars;
  private final Retry retry;
  private final Runnable news;
  private MessageConsumer<BarChanges> consumer;
  private long timer;
  private boolean reading;
  private boolean quiet = true;
  private boolean closed;

  /**
   * @param news told when there is something in the queue
   */
  public Intake(Vertx vertx, BarReader bars, Retry retry, Runnable news) {
    this.vertx = vertx;
    this.bars = bars;
    this.retry = retry;
    this.news = news;
  }

  /** Begins after the stored places. */
  public void open(List<Cursor> cursors) {
    cursors.forEach(cursor -> queue.begin(cursor.partition(), cursor.changeNo()));
    consumer = vertx.eventBus().localConsumer(Addresses.PERSISTED, message -> push(message.body()));
    timer = vertx.setPeriodic(LOOK_AGAIN_MILLIS, id -> lookAgain());
    refill();
  }

  /** What has been taken in; look at it when there is news. */
  public ChangeQueue queue() {
    return queue;
  }

  private void push(BarChanges pushed) {
    quiet = false;
    for (BarChange change : pushed.changes()) {
      queue.push(change);
    }
    refill();
    if (queue.size() > 0) {
      news.run();
    }
  }

  /** After a while without pushes: the last one may have been lost, or made by another process. */
  private void lookAgain() {
    if (quiet) {
      queue.lookAgain();
      refill();
    }
    quiet = true;
  }

  /** Reads a page, if one is needed and there is room. */
  public void refill() {
    if (reading || closed || queue.size() >= PAGE || !queue.isBehind()) {
      return;
    }
    reading = true;
    int[] partitions = queue.partitionsBehind();
    long[] after = queue.queuedOf(partitions);
    retry
        .untilDone("reading bar changes", () -> bars.changesAfter(partitions, after, PAGE))
        .onSuccess(page -> read(partitions, page));
  }

  private void read(int[] partitions, List<BarChange> page) {
    int fresh = queue.page(partitions, page, page.size() >= PAGE);
    if (fresh > 0) {
      reading = false;
      news.run();
      refill();
    } else {
      // What was heard of is not to be seen yet: do not ask at full speed.
      vertx.setTimer(FRUITLESS_PAUSE_MILLIS, id -> readOn());
    }
  }

  private void readOn() {
    reading = false;
    refill();
  }

  /** Takes nothing more in. */
  public void close() {
    closed = true;
    vertx.cancelTimer(timer);
    if (consumer != null) {
      consumer.unregister();
    }
  }
}

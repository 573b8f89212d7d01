package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.EventClock;
import ai.tickstock.analytics.bars.SymbolTable;
import ai.tickstock.analytics.bars.Window;
import ai.tickstock.wire.Refusal;
import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.log.LogEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the log's entries and deals the ticks out to the instances' batches. Allocates nothing per
 * tick.
 */
final class TickDealer {
  private static final int MOST_PUBLISHERS = 1_000;

  private FeedOptions options;
  private final FeedStart start;
  private final EventClock clock;
  private final Refusals refusals;
  private final TickReader reader = new TickReader();
  private final SymbolTable symbols;
  private final Map<String, Publisher> publishers = new HashMap<>();
  private final int instances;
  private int announced;
  private volatile long processed;

  TickDealer(FeedOptions options, FeedStart start, EventClock clock, Refusals refusals) {
    this.options = options;
    this.start = start;
    this.clock = clock;
    this.refusals = refusals;
    symbols = new SymbolTable(options.maxSymbols());
    instances = options.instances();
  }

  /** From now on with these limits; symbols that are known stay. */
  void reconfigure(FeedOptions wanted) {
    options = wanted;
    symbols.limit(wanted.maxSymbols());
  }

  /** Deals one entry out. */
  void deal(LogEntry entry, List<TickBatch> batches, long wallMillis, long nowNanos) {
    Publisher publisher = publisher(entry.publisher());
    clock.publisher(publisher.id, nowNanos);
    reader.reset(entry.data());
    long latest = wallMillis + options.maxFutureMillis();
    long count = 0;
    for (int i = 0; reader.next(); i++) {
      if (i < entry.skip()) {
        continue;
      }
      switch (reader.kind()) {
        case TICK -> count += deal(publisher, entry, i, batches, latest, nowNanos);
        case HEARTBEAT -> heartbeat(latest, nowNanos);
        case END -> clock.end(nowNanos);
        default -> {
          count++;
          refuse(reader.refusal());
        }
      }
    }
    processed += count;
  }

  private Publisher publisher(String id) {
    Publisher known = publishers.get(id);
    if (known == null) {
      if (publishers.size() >= MOST_PUBLISHERS) {
        publishers.clear();
      }
      known = new Publisher(id, start);
      publishers.put(id, known);
    }
    return known;
  }

  private void heartbeat(long latest, long nowNanos) {
    if (reader.timestampMillis() <= latest) {
      clock.heartbeat(reader.timestampMillis(), nowNanos);
    } else {
      refuse(Refusal.TIMESTAMP_FUTURE);
    }
  }

  private int deal(
      Publisher publisher,
      LogEntry entry,
      int i,
      List<TickBatch> batches,
      long latest,
      long nowNanos) {
    long millis = reader.timestampMillis();
    if (millis > latest) {
      refuse(Refusal.TIMESTAMP_FUTURE);
      return 1;
    }
    int id = symbols.id(reader.symbolBytes(), reader.symbolFrom(), reader.symbolLength());
    if (id == SymbolTable.FULL) {
      refusals.add(
          "too_many_symbols",
          "symbol: expected at most " + options.maxSymbols() + " different ones (feed.maxSymbols)",
          reader.sample());
      return 1;
    }
    clock.tick(millis, nowNanos);
    int partition = symbols.partition(id);
    TickBatch batch = batches.get(partition % instances);
    announce(id, batch);
    if (publisher.isStored(partition, entry.seq() + i)) {
      return 0;
    }
    add(batch, id, entry, i, publisher.unlimited);
    return 1;
  }

  private void announce(int id, TickBatch batch) {
    if (id == announced) {
      batch.newSymbols.add(new TickBatch.NewSymbol(id, symbols.name(id)));
      announced++;
    }
  }

  private void add(TickBatch batch, int id, LogEntry entry, int i, boolean unlimited) {
    long offset = entry.offset() + i;
    if (reader.isWindow()) {
      batch.windows.add(new TickBatch.WindowTick(id, window(entry.epoch(), offset), unlimited));
    } else {
      batch.add(
          id,
          reader.timestampMillis(),
          reader.price(),
          reader.volume(),
          reader.flags() | (unlimited ? TickBatch.UNLIMITED : 0),
          entry.epoch(),
          offset);
    }
  }

  private Window window(long epoch, long offset) {
    return new Window(
        reader.open(),
        reader.high(),
        reader.low(),
        reader.price(),
        reader.volume(),
        reader.windowStartMillis(),
        reader.windowEndMillis(),
        epoch,
        offset);
  }

  private void refuse(Refusal refusal) {
    refusals.add(refusal.label(), reader.refusalText(refusal), reader.sample());
  }

  /**
   * Ticks read and not stored before, refused ones too; control messages do not count. Thread-safe.
   */
  long processed() {
    return processed;
  }

  /** Symbols heard of. */
  int symbolCount() {
    return symbols.size();
  }
}

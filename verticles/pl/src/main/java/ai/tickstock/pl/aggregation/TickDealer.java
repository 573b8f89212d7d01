package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.EventClock;
import ai.tickstock.analytics.bars.SymbolTable;
import ai.tickstock.analytics.bars.Window;
import ai.tickstock.market.Symbols;
import ai.tickstock.wire.Refusal;
import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.log.LogEntry;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the log's entries and deals the ticks out to the instances' batches. Allocates nothing per
 * tick.
 */
final class TickDealer {
  private static final int MOST_PUBLISHERS = 1_000;
  private static final long MINUTE_MILLIS = 60_000;

  private FeedOptions options;
  private final FeedStart start;
  private final EventClock clock;
  private final Refusals refusals;
  private final Departures departures;
  private final Jumps jumps;
  private final TickReader reader = new TickReader();
  private final SymbolTable symbols;
  private final Map<String, Publisher> publishers = new HashMap<>();
  private final int instances;
  private long marketTicks;
  private long noRoomBefore = Long.MIN_VALUE;
  private volatile long processed;

  TickDealer(
      FeedOptions options,
      FeedStart start,
      EventClock clock,
      Refusals refusals,
      Departures departures,
      Jumps jumps) {
    this.options = options;
    this.start = start;
    this.clock = clock;
    this.refusals = refusals;
    this.departures = departures;
    this.jumps = jumps;
    symbols = new SymbolTable(options.maxSymbols());
    instances = options.instances();
  }

  /** From now on with these limits; symbols that are known stay until a new one needs room. */
  void reconfigure(FeedOptions wanted) {
    options = wanted;
    symbols.limit(wanted.maxSymbols());
    noRoomBefore = Long.MIN_VALUE;
  }

  /** The batches are new: what was said in the last ones has been sent. */
  void beginBatches() {
    symbols.settle();
  }

  /** Deals one entry out. */
  void deal(LogEntry entry, List<TickBatch> batches, long wallMillis, long nowNanos) {
    Publisher publisher = publisher(entry.publisher());
    clock.publisher(publisher.id, nowNanos);
    publisher.read(entry.seq() + entry.skip(), entry.seq() + entry.count() - 1);
    reader.reset(entry.data());
    long latest = wallMillis + options.maxFutureMillis();
    long count = 0;
    for (int i = 0; reader.next(); i++) {
      if (i < entry.skip()) {
        continue;
      }
      switch (reader.kind()) {
        case TICK -> count += deal(publisher, entry, i, batches, latest, nowNanos);
        case HEARTBEAT -> heartbeat(publisher, latest, nowNanos);
        case END -> end(latest, nowNanos);
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

  private void heartbeat(Publisher publisher, long latest, long nowNanos) {
    long millis = reader.timestampMillis();
    if (millis <= latest) {
      clock.heartbeat(millis, nowNanos);
      if (!publisher.unlimited) {
        jumps.vouch(millis);
      }
    } else {
      refuse(Refusal.TIMESTAMP_FUTURE);
    }
  }

  /** Its time is that of the publisher's last tick, which may have been read before a restart. */
  private void end(long latest, long nowNanos) {
    long millis = reader.timestampMillis();
    if (millis > 0 && millis <= latest) {
      clock.heartbeat(millis, nowNanos);
    }
    clock.end(nowNanos);
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
    clock.tick(millis, nowNanos);
    int id = symbols.find(reader.symbolBytes(), reader.symbolFrom(), reader.symbolLength());
    if (id == SymbolTable.NONE) {
      id = newcomer(batches, nowNanos);
    }
    if (id == SymbolTable.NONE) {
      refusals.add(
          "too_many_symbols",
          "symbol: expected at most "
              + options.maxSymbols()
              + " different ones with a bar under way (feed.maxSymbols)",
          reader.sample());
      return 1;
    }
    symbols.used(id, millis - millis % MINUTE_MILLIS + MINUTE_MILLIS);
    if (!Symbols.isProbe(symbols.name(id))) {
      marketTicks++;
      if (!publisher.unlimited) {
        jumps.tick(millis);
      }
    }
    int partition = symbols.partition(id);
    TickBatch batch = batches.get(partition % instances);
    if (publisher.isStored(partition, entry.seq() + i)) {
      return 0;
    }
    add(batch, id, entry, i, publisher.unlimited);
    return 1;
  }

  private int newcomer(List<TickBatch> batches, long nowNanos) {
    if (symbols.isFull()) {
      makeRoom(batches, clock.time(nowNanos));
    }
    int id = symbols.add(reader.symbolBytes(), reader.symbolFrom(), reader.symbolLength());
    if (id != SymbolTable.NONE) {
      batchOf(id, batches).newSymbols.add(new TickBatch.NewSymbol(id, symbols.name(id)));
    }
    return id;
  }

  /** Looks through all symbols, but never again before there is one without an open bar. */
  private void makeRoom(List<TickBatch> batches, long eventMillis) {
    if (eventMillis == EventClock.UNKNOWN || eventMillis < noRoomBefore) {
      return;
    }
    int[] gone = symbols.makeRoom(eventMillis - options.latenessMillis());
    if (gone.length == 0) {
      noRoomBefore = symbols.earliestRoom() + options.latenessMillis();
      return;
    }
    for (int id : gone) {
      batchOf(id, batches).gone.add(id);
    }
    departures.add(gone.length, symbols.name(gone[0]), options.maxSymbols());
  }

  private TickBatch batchOf(int id, List<TickBatch> batches) {
    return batches.get(symbols.partition(id) % instances);
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

  /** Ticks of the market read since the start, whether stored before or not; probes are none. */
  long marketTicks() {
    return marketTicks;
  }

  /** What was read of a publisher since the start; null if nothing was. */
  JsonObject delivered(String publisher) {
    Publisher known = publishers.get(publisher);
    return known == null ? null : known.delivered();
  }

  /** Symbols known. */
  int symbolCount() {
    return symbols.size();
  }
}

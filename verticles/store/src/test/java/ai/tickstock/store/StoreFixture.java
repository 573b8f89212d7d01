package ai.tickstock.store;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.BarCommit;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.store.write.PgAnalysisWriter;
import ai.tickstock.store.write.PgBarWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A fresh database with writers and readers over it, and short words for what tests commit. */
public final class StoreFixture implements AutoCloseable {
  /** The token that owns all partitions at first. */
  public static final String OWNER = "owner-1";

  /** Answers come on the event loops of this one: what shares them belongs on it as well. */
  public final Vertx vertx = Vertx.vertx();

  public final Database database;
  public final PgBarWriter writer;
  public final PgBarReader reader;
  public final PgAnalysisWriter analysis;
  private long offset;

  public StoreFixture() {
    this(PostgresForTests.freshDatabase());
  }

  public StoreFixture(String url) {
    this(url, 4);
  }

  /**
   * @param poolSize connections at most
   */
  public StoreFixture(String url, int poolSize) {
    database = Database.connect(vertx, url, poolSize);
    writer = new PgBarWriter(database);
    reader = new PgBarReader(database);
    analysis = new PgAnalysisWriter(database);
    reached(database);
    await(writer.takeOver(allPartitions(), OWNER));
  }

  /** The database itself: on a busy machine the first connection may take longer than its time. */
  public static Database reached(Database database) {
    for (int tries = 0; ; tries++) {
      try {
        await(database.ping());
        return database;
      } catch (RuntimeException e) {
        if (tries == 5) {
          throw e;
        }
      }
    }
  }

  public static Set<Integer> allPartitions() {
    Set<Integer> all = new TreeSet<>();
    for (int partition = 0; partition < Symbols.PARTITIONS; partition++) {
      all.add(partition);
    }
    return all;
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Commits parts, one offset further on. */
  public List<BarChange> commit(BarPart... parts) {
    return await(writer.commit(OWNER, next(List.of(parts), List.of())));
  }

  /** Commits parts and roll-ups to fold anew. */
  public List<BarChange> commit(List<BarPart> parts, List<BarCommit.RollUp> rollUps) {
    return await(writer.commit(OWNER, next(parts, rollUps)));
  }

  /** Repeats the same commit as its caller would: the first tries may meet dead connections. */
  public List<BarChange> commitUntilIn(BarCommit commit) {
    for (int tries = 0; ; tries++) {
      try {
        return await(writer.commit(OWNER, commit));
      } catch (Exception e) {
        if (tries == 10) {
          throw e;
        }
      }
    }
  }

  /** A commit of the partitions of its parts, one offset further on. */
  public BarCommit next(List<BarPart> parts, List<BarCommit.RollUp> rollUps) {
    offset++;
    Set<Integer> partitions = new TreeSet<>();
    parts.forEach(part -> partitions.add(Symbols.partition(part.symbol())));
    rollUps.forEach(rollUp -> partitions.add(Symbols.partition(rollUp.symbol())));
    List<PartitionState> states = new ArrayList<>();
    for (int partition : partitions) {
      states.add(state(partition, offset));
    }
    return new BarCommit(parts, rollUps, states);
  }

  public static PartitionState state(int partition, long offset) {
    return new PartitionState(
        partition, 7, offset, Map.of("live", offset), offset * 1_000, new byte[] {1, 2, 3}, 0);
  }

  /** The rows of a query. */
  public List<Row> rows(String sql, Object... values) {
    List<Row> rows = new ArrayList<>();
    await(database.pool().preparedQuery(sql).execute(Tuple.wrap(Arrays.asList(values))))
        .forEach(rows::add);
    return rows;
  }

  /** The one number a query gives. */
  public long number(String sql) {
    return rows(sql).get(0).getLong(0);
  }

  /** A minute of plain trading: opens and closes at the given prices, 10 trades of 100. */
  public static BarPart minute(String symbol, String start, double open, double close) {
    return bar(symbol, Timeframe.MIN_1, start, open, close, 1_000);
  }

  public static BarPart bar(
      String symbol, Timeframe timeframe, String start, double open, double close, double volume) {
    long millis = millis(start);
    return new BarPart(
        symbol,
        timeframe,
        millis,
        open,
        millis + 1_000,
        7,
        10,
        Math.max(open, close) + 1,
        Math.min(open, close) - 1,
        true,
        close,
        millis + 50_000,
        7,
        20,
        volume,
        volume * (open + close) / 2,
        10,
        false,
        false);
  }

  /**
   * One late trade, a second after the start of the minute and so before what {@link #minute} has.
   */
  public static BarPart lateTrade(String symbol, String start, double price, double volume) {
    long millis = millis(start);
    return new BarPart(
        symbol,
        Timeframe.MIN_1,
        millis,
        price,
        millis,
        7,
        30,
        price,
        price,
        true,
        price,
        millis,
        7,
        30,
        volume,
        price * volume,
        1,
        false,
        true);
  }

  public static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  /** Stops what was deployed on its Vert.x, then closes the connections. */
  @Override
  public void close() {
    await(vertx.close());
  }
}

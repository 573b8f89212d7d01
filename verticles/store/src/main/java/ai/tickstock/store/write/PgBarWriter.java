package ai.tickstock.store.write;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.ChangeRows;
import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Writes bars and positions to PostgreSQL. A commit whose answer was lost may simply be repeated:
 * it is known again by its digest, and its changes are read back. Thread-safe, but the commits of
 * one owner must follow one another.
 */
public final class PgBarWriter implements BarWriter {
  /**
   * A bar that should be new is there already (somebody imported it); there is no partition for it
   * any more (somebody dropped it). The second attempt takes nothing for granted: a minute takes an
   * imported one's place, and roll-ups are folded from all minutes that are stored by then.
   */
  private static final Set<String> SURPRISES = Set.of("23505", "23514");

  private static final String COMMITTED =
      "select "
          + ChangeRows.COLUMNS
          + """
      from unnest($1::int[], $2::bigint[], $3::bigint[]) as r(p, after, upto)
      join bar_changes c on c.partition = r.p and c.change_no > r.after and c.change_no <= r.upto
      order by partition, change_no
      """;

  private static final String PRUNE =
      """
      delete from bar_changes c using unnest($1::int[], $2::bigint[]) as r(p, upto)
      where c.partition = r.p and c.change_no <= r.upto and c.committed_at < $3::timestamptz
      """;

  private static final long KEPT_MILLIS = 60_000;

  private final Pool pool;
  private final ProbeTables probes;
  private final BarPeriods periods;
  private final BarRetention retention;
  private final MarketCalendar calendar;
  private final Clock clock;

  /** A writer over a migrated database, of New York's market. */
  public PgBarWriter(Database database) {
    this(database, MarketCalendar.newYork(), Clock.systemUTC());
  }

  /**
   * A writer that stamps its commits by a clock.
   *
   * @param calendar which minutes belong to a roll-up
   */
  public PgBarWriter(Database database, MarketCalendar calendar, Clock clock) {
    this.pool = database.pool();
    this.probes = new ProbeTables(database);
    this.periods = new BarPeriods(pool);
    this.retention = new BarRetention(pool);
    this.calendar = calendar;
    this.clock = clock;
  }

  @Override
  public Future<List<PartitionState>> takeOver(Set<Integer> partitions, String ownerToken) {
    return Positions.takeOver(pool, new TreeSet<>(partitions), ownerToken);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Besides: fails with {@link IllegalArgumentException} when a part is not sane, with {@link
   * StaleCommitException} when the commit is older than what is stored, both without a trace; with
   * anything else when the database is away or busy: then repeat the same commit.
   */
  @Override
  public Future<List<BarChange>> commit(String ownerToken, BarCommit commit) {
    UUID id;
    try {
      CommitCheck.check(commit);
      id = CommitDigest.of(commit);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
    return attempt(ownerToken, commit, id, true)
        .recover(
            error -> {
              if (!SURPRISES.contains(sqlState(error))) {
                return Future.failedFuture(error);
              }
              periods.forget();
              return attempt(ownerToken, commit, id, false);
            })
        .recover(error -> Future.failedFuture(isBadData(error) ? refused(error) : error));
  }

  private static String sqlState(Throwable error) {
    return error instanceof PgException pg && pg.getSqlState() != null ? pg.getSqlState() : "";
  }

  /** Classes 22, data exception, and 23, integrity constraint violation: no use in repeating. */
  private static boolean isBadData(Throwable error) {
    return sqlState(error).startsWith("22") || sqlState(error).startsWith("23");
  }

  private static IllegalArgumentException refused(Throwable error) {
    return new IllegalArgumentException("the database refuses it: " + error.getMessage(), error);
  }

  private Future<List<BarChange>> attempt(
      String ownerToken, BarCommit commit, UUID id, boolean fresh) {
    return periods
        .ensure(commit.parts(), commit.recompute())
        .compose(
            ready ->
                pool.withTransaction(
                    connection ->
                        Positions.lock(connection, commit.partitions(), ownerToken)
                            .compose(
                                stored ->
                                    Positions.isSame(stored, id)
                                        ? committed(connection, stored)
                                        : apply(connection, commit, id, stored, fresh))));
  }

  private static Future<List<BarChange>> committed(
      SqlConnection connection, List<Positions.Stored> stored) {
    Tuple ranges =
        Tuple.of(
            stored.stream().map(Positions.Stored::partition).toArray(Integer[]::new),
            stored.stream().map(Positions.Stored::commitBase).toArray(Long[]::new),
            stored.stream().map(Positions.Stored::changeNo).toArray(Long[]::new));
    return connection
        .preparedQuery(COMMITTED)
        .mapping(ChangeRows::change)
        .execute(ranges)
        .map(
            rows -> {
              List<BarChange> changes = new ArrayList<>();
              rows.forEach(changes::add);
              return List.copyOf(changes);
            });
  }

  private Future<List<BarChange>> apply(
      SqlConnection connection,
      BarCommit commit,
      UUID id,
      List<Positions.Stored> stored,
      boolean fresh) {
    Positions.checkForward(stored, commit.partitions());
    long[] changeNos = new long[Symbols.PARTITIONS];
    stored.forEach(row -> changeNos[row.partition()] = row.changeNo());
    BarMerge merge = new BarMerge(connection, changeNos, clock.millis());
    BarCommit wanted = fresh ? commit : distrusting(commit);
    return merge
        .parts(wanted.parts(), fresh)
        .compose(merged -> merge.rollUps(wanted.recompute()))
        .compose(folded -> Positions.move(connection, commit.partitions(), merge.changeNos(), id))
        .map(moved -> merge.changes());
  }

  /** The same, with every roll-up that has just ended folded from its stored minutes. */
  private BarCommit distrusting(BarCommit commit) {
    List<BarPart> parts = new ArrayList<>();
    Set<BarCommit.RollUp> rollUps = new LinkedHashSet<>(commit.recompute());
    for (BarPart part : commit.parts()) {
      if (part.timeframe() == Timeframe.MIN_1 || part.late() || part.replace()) {
        parts.add(part);
      } else {
        MarketCalendar.Span span = calendar.span(part.timeframe(), part.startMillis());
        rollUps.add(
            new BarCommit.RollUp(
                part.symbol(), part.timeframe(), span.startMillis(), span.endMillis()));
      }
    }
    return new BarCommit(parts, List.copyOf(rollUps), commit.partitions());
  }

  @Override
  public Future<Void> pruneChanges(int[] partitions, long[] changeNos) {
    Integer[] boxedPartitions = Arrays.stream(partitions).boxed().toArray(Integer[]::new);
    Long[] boxedNumbers = Arrays.stream(changeNos).boxed().toArray(Long[]::new);
    return pool.preparedQuery(PRUNE)
        .execute(Tuple.of(boxedPartitions, boxedNumbers, timestamp(clock.millis() - KEPT_MILLIS)))
        .mapEmpty();
  }

  @Override
  public Future<List<String>> dropBefore(Timeframe timeframe, Instant before) {
    return retention
        .drop(timeframe, before)
        .onSuccess(
            dropped -> {
              if (!dropped.isEmpty()) {
                periods.forget();
              }
            });
  }

  @Override
  public Future<Void> pruneProbes(Instant before) {
    return probes.forgetAll(before);
  }

  private static OffsetDateTime timestamp(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}

package ai.tickstock.store.write;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarTables;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Attaches the partitions of the bar tables before rows need them. Remembers which there are, so
 * that a commit within known periods asks nobody. Thread-safe.
 */
final class BarPeriods {
  /** Serialises the making of partitions over all processes; any constant of our own will do. */
  private static final long LOCK = 0x7469636b_73746f63L;

  private final Pool pool;
  private final Set<Period> known = ConcurrentHashMap.newKeySet();

  BarPeriods(Pool pool) {
    this.pool = pool;
  }

  /** One partition: of a table, from midnight UTC, that many months. */
  record Period(Timeframe timeframe, LocalDate start, int months) {
    static Period of(Timeframe timeframe, long millis) {
      return from(timeframe, Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** The one that holds a day. */
    static Period from(Timeframe timeframe, LocalDate date) {
      int months = months(timeframe);
      int month = date.getYear() * 12 + date.getMonthValue() - 1;
      int first = month - Math.floorMod(month, months);
      return new Period(
          timeframe,
          LocalDate.of(Math.floorDiv(first, 12), Math.floorMod(first, 12) + 1, 1),
          months);
    }

    /** As long as suits retention and keeps the number of partitions low. */
    private static int months(Timeframe timeframe) {
      return switch (timeframe) {
        case MIN_1 -> 1;
        case MIN_5 -> 3;
        case MIN_15, HOUR_1 -> 12;
        case DAY_1 -> 120;
      };
    }

    boolean holds(long millis) {
      return millis >= millisOf(start) && millis < millisOf(start.plusMonths(months));
    }

    /** The first instant behind it. */
    Instant end() {
      return start.plusMonths(months).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    String table() {
      return BarTables.name(timeframe) + "_from_" + start.toString().replace("-", "");
    }

    private static long millisOf(LocalDate date) {
      return date.toEpochDay() * 86_400_000L;
    }
  }

  /** Makes sure that there is a partition for every bar. */
  Future<Void> ensure(List<BarPart> parts, List<BarCommit.RollUp> rollUps) {
    Set<Period> periods = new HashSet<>();
    Period[] last = new Period[Timeframe.values().length];
    for (BarPart part : parts) {
      collect(part.timeframe(), part.startMillis(), last, periods);
    }
    return ensure(periods, last, rollUps);
  }

  /** Makes sure that there is a partition for every bar of an import. */
  Future<Void> ensureImported(
      Timeframe timeframe, List<ImportedBar> bars, List<BarCommit.RollUp> rollUps) {
    Set<Period> periods = new HashSet<>();
    Period[] last = new Period[Timeframe.values().length];
    for (ImportedBar bar : bars) {
      collect(timeframe, bar.startMillis(), last, periods);
    }
    return ensure(periods, last, rollUps);
  }

  private Future<Void> ensure(Set<Period> periods, Period[] last, List<BarCommit.RollUp> rollUps) {
    for (BarCommit.RollUp rollUp : rollUps) {
      collect(rollUp.timeframe(), rollUp.startMillis(), last, periods);
    }
    List<Period> missing = new ArrayList<>();
    for (Period period : periods) {
      if (!known.contains(period)) {
        missing.add(period);
      }
    }
    Future<Void> made = Future.succeededFuture();
    for (Period period : missing) {
      made = made.compose(previous -> make(period));
    }
    return made;
  }

  /** Somebody dropped a partition: ask again next time. */
  void forget() {
    known.clear();
  }

  private static void collect(
      Timeframe timeframe, long millis, Period[] last, Set<Period> periods) {
    Period period = last[timeframe.ordinal()];
    if (period == null || !period.holds(millis)) {
      period = Period.of(timeframe, millis);
      last[timeframe.ordinal()] = period;
      periods.add(period);
    }
  }

  private Future<Void> make(Period period) {
    return pool.withTransaction(
            connection ->
                connection
                    .preparedQuery("select pg_advisory_xact_lock($1)")
                    .execute(Tuple.of(LOCK))
                    .compose(
                        locked ->
                            connection
                                .preparedQuery("select to_regclass($1::text) is not null")
                                .execute(Tuple.of(period.table())))
                    .compose(
                        rows ->
                            rows.iterator().next().getBoolean(0)
                                ? Future.<Void>succeededFuture()
                                : attach(connection, period)))
        .onSuccess(made -> known.add(period));
  }

  /** Made apart and then attached: that locks out neither readers nor writers of the parent. */
  private static Future<Void> attach(SqlConnection connection, Period period) {
    String parent = BarTables.name(period.timeframe());
    LocalDate end = period.start().plusMonths(period.months());
    return connection
        .query(
            "create table %s (like %s including defaults including constraints) with (fillfactor = 90)"
                .formatted(period.table(), parent))
        .execute()
        .compose(
            created ->
                connection
                    .query(
                        "alter table %s attach partition %s for values from ('%s 00:00:00+00') to ('%s 00:00:00+00')"
                            .formatted(parent, period.table(), period.start(), end))
                    .execute())
        .mapEmpty();
  }
}

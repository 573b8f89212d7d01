package ai.tickstock.store.write;

import ai.tickstock.market.Bar;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.ChangeRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The bars of one commit on their way in, one timeframe after the other. For one use. */
final class BarMerge {
  private static final Comparator<BarChange> BY_NUMBER =
      Comparator.comparingInt(BarChange::partition).thenComparingLong(BarChange::changeNo);

  private final SqlConnection connection;
  private final long[] changeNos;
  private final long committedAtMillis;
  private final List<BarChange> changes = new ArrayList<>();

  /**
   * @param changeNos last number used, by partition; advanced as changes are made
   * @param committedAtMillis wall clock of the commit, Unix milliseconds
   */
  BarMerge(SqlConnection connection, long[] changeNos, long committedAtMillis) {
    this.connection = connection;
    this.changeNos = changeNos;
    this.committedAtMillis = committedAtMillis;
  }

  /**
   * Puts parts in, of each timeframe first those to be merged and then the new bars, each in order
   * of time.
   *
   * @param fresh whether a part that is neither late nor replaces one may be taken for a new bar
   */
  Future<Void> parts(List<BarPart> parts, boolean fresh) {
    Map<Timeframe, List<BarPart>> merges = new EnumMap<>(Timeframe.class);
    Map<Timeframe, List<BarPart>> inserts = new EnumMap<>(Timeframe.class);
    for (BarPart part : parts) {
      boolean isNew = fresh && !part.late() && !part.replace();
      (isNew ? inserts : merges)
          .computeIfAbsent(part.timeframe(), timeframe -> new ArrayList<>())
          .add(part);
    }
    Future<Void> done = Future.succeededFuture();
    for (Timeframe timeframe : Timeframe.values()) {
      List<BarPart> merged = inOrder(merges.get(timeframe));
      List<BarPart> inserted = inOrder(inserts.get(timeframe));
      done =
          done.compose(previous -> merge(timeframe, merged))
              .compose(previous -> insert(timeframe, inserted));
    }
    return done;
  }

  private static List<BarPart> inOrder(List<BarPart> parts) {
    if (parts == null) {
      return List.of();
    }
    parts.sort(Comparator.comparingLong(BarPart::startMillis));
    return parts;
  }

  private Future<Void> merge(Timeframe timeframe, List<BarPart> parts) {
    if (parts.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple columns =
        BarColumns.of(parts)
            .addValue(parts.stream().map(BarPart::replace).toArray(Boolean[]::new))
            .addValue(parts.stream().map(BarPart::late).toArray(Boolean[]::new));
    return run(MergeSql.PARTS.get(timeframe), columns)
        .map(rows -> collect(rows, ord -> key(parts.get(ord))));
  }

  private Future<Void> insert(Timeframe timeframe, List<BarPart> parts) {
    if (parts.isEmpty()) {
      return Future.succeededFuture();
    }
    Long[] numbers = new Long[parts.size()];
    Double[] vwaps = new Double[parts.size()];
    for (int i = 0; i < numbers.length; i++) {
      BarPart part = parts.get(i);
      int partition = Symbols.partition(part.symbol());
      Bar bar = part.bar();
      numbers[i] = ++changeNos[partition];
      vwaps[i] = bar.vwap();
      changes.add(new BarChange(partition, numbers[i], bar, null, committedAtMillis));
    }
    Tuple columns = BarColumns.of(parts).addValue(numbers).addValue(vwaps).addValue(committedAt());
    return connection.preparedQuery(MergeSql.FRESH.get(timeframe)).execute(columns).mapEmpty();
  }

  /** Folds closed roll-ups anew, from the shortest to the longest timeframe. */
  Future<Void> rollUps(List<BarCommit.RollUp> rollUps) {
    Map<Timeframe, List<BarCommit.RollUp>> byTimeframe = new EnumMap<>(Timeframe.class);
    for (BarCommit.RollUp rollUp : rollUps) {
      byTimeframe.computeIfAbsent(rollUp.timeframe(), timeframe -> new ArrayList<>()).add(rollUp);
    }
    Future<Void> done = Future.succeededFuture();
    for (Map.Entry<Timeframe, List<BarCommit.RollUp>> entry : byTimeframe.entrySet()) {
      List<BarCommit.RollUp> ordered = entry.getValue();
      ordered.sort(Comparator.comparingLong(BarCommit.RollUp::startMillis));
      done =
          done.compose(
              previous ->
                  run(MergeSql.ROLL_UPS.get(entry.getKey()), columns(ordered))
                      .map(rows -> collect(rows, ord -> key(ordered.get(ord)))));
    }
    return done;
  }

  /** The last number used by now, by partition. */
  long[] changeNos() {
    return changeNos;
  }

  /** All changes made, ordered by partition and number. */
  List<BarChange> changes() {
    changes.sort(BY_NUMBER);
    return List.copyOf(changes);
  }

  private Future<RowSet<Row>> run(String sql, Tuple columns) {
    columns.addValue(Arrays.stream(changeNos).boxed().toArray(Long[]::new));
    columns.addValue(committedAt());
    return connection.preparedQuery(sql).execute(columns);
  }

  private OffsetDateTime committedAt() {
    return Instant.ofEpochMilli(committedAtMillis).atOffset(ZoneOffset.UTC);
  }

  private Void collect(RowSet<Row> rows, Function<Integer, Key> keys) {
    for (Row row : rows) {
      int partition = row.getInteger(1);
      long changeNo = row.getLong(2);
      Key key = keys.apply(row.getInteger(0));
      Bar before = row.getValue(11) == null ? null : key.bar(row, 11);
      changes.add(new BarChange(partition, changeNo, key.bar(row, 3), before, committedAtMillis));
      changeNos[partition] = Math.max(changeNos[partition], changeNo);
    }
    return null;
  }

  /** The first four arrays of {@link MergeSql#ROLL_UPS}. */
  static Tuple columns(List<BarCommit.RollUp> rollUps) {
    return Tuple.of(
        rollUps.stream().map(r -> Symbols.partition(r.symbol())).toArray(Integer[]::new),
        rollUps.stream().map(BarCommit.RollUp::symbol).toArray(String[]::new),
        rollUps.stream().map(BarCommit.RollUp::startMillis).toArray(Long[]::new),
        rollUps.stream().map(BarCommit.RollUp::endMillis).toArray(Long[]::new));
  }

  private static Key key(BarPart part) {
    return new Key(part.symbol(), part.timeframe(), part.startMillis());
  }

  private static Key key(BarCommit.RollUp rollUp) {
    return new Key(rollUp.symbol(), rollUp.timeframe(), rollUp.startMillis());
  }

  /** Which bar a row is about. */
  private record Key(String symbol, Timeframe timeframe, long startMillis) {
    Bar bar(Row row, int column) {
      return ChangeRows.bar(symbol, timeframe, Instant.ofEpochMilli(startMillis), row, column);
    }
  }
}

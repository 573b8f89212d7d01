package ai.tickstock.store;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import io.vertx.sqlclient.Row;
import java.time.Instant;

/** Rows of {@code bar_changes} and of the bar tables, read. */
public final class ChangeRows {
  /** The columns {@link #change} reads, of a {@code bar_changes} row. */
  public static final String COLUMNS =
      """
      partition, change_no, symbol, timeframe, bar_timestamp, open, high, low, close, volume, vwap, trades, revision,
      before_open, before_high, before_low, before_close, before_volume, before_vwap, before_trades, before_revision,
      committed_at
      """;

  private ChangeRows() {}

  /** A change from a row of {@link #COLUMNS}. */
  public static BarChange change(Row row) {
    String symbol = row.getString(2);
    Timeframe timeframe = Timeframe.of(row.getString(3));
    Instant start = row.getOffsetDateTime(4).toInstant();
    return new BarChange(
        row.getInteger(0),
        row.getLong(1),
        bar(symbol, timeframe, start, row, 5),
        row.getValue(20) == null ? null : bar(symbol, timeframe, start, row, 13),
        row.getOffsetDateTime(21).toInstant().toEpochMilli());
  }

  /**
   * A bar whose open, high, low, close, volume, vwap, trades and revision stand from a column on.
   */
  public static Bar bar(String symbol, Timeframe timeframe, Instant start, Row row, int column) {
    return new Bar(
        symbol,
        timeframe,
        start,
        row.getDouble(column),
        row.getDouble(column + 1),
        row.getDouble(column + 2),
        row.getDouble(column + 3),
        row.getDouble(column + 4),
        row.getDouble(column + 5),
        row.getLong(column + 6),
        row.getInteger(column + 7));
  }
}

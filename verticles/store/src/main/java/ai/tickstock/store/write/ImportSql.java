package ai.tickstock.store.write;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarTables;
import java.util.EnumMap;
import java.util.Map;

/** The statements of an import. */
final class ImportSql {
  /**
   * Puts bars in: symbols, starts, opens, highs, lows, closes, volumes, vwaps, trades; whether bars
   * built from ticks may be replaced; milliseconds from a bar's start to its last. Gives how many
   * were added, changed and kept as they are.
   */
  static final Map<Timeframe, String> BARS = new EnumMap<>(Timeframe.class);

  /** The keys of open and close are the first and the last instant of the bar. */
  private static final String PUT =
      """
      with input as (
        select i.*, timestamptz 'epoch' + i.start_millis * interval '1 millisecond' as bar_timestamp
        from unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[],
          $8::float8[], $9::bigint[]) as i(symbol, start_millis, open, high, low, close, volume, vwap, trades)
      ),
      matched as (
        select i.*, o.symbol is null as fresh,
          o.symbol is not null and o.origin not in ('import', 'import_minutes') and not $10::bool as kept,
          (i.open, i.high, i.low, i.close, i.volume, i.vwap, i.trades, 'import')
            is distinct from (o.open, o.high, o.low, o.close, o.volume, o.vwap, o.trades, o.origin) as differs
        from input i
        left join lateral (
          select * from ${table} b where b.symbol = i.symbol and b.bar_timestamp = i.bar_timestamp limit 1) o on true
      ),
      stored as (
        insert into ${table} as b (symbol, bar_timestamp, open, high, low, close, volume, vwap, turnover, trades,
          revision, open_millis, open_epoch, open_offset, close_millis, close_epoch, close_offset, range_eligible,
          origin)
        select symbol, bar_timestamp, open, high, low, close, volume, vwap, vwap * volume, trades,
          0, start_millis, 0, 0, start_millis + $11::bigint, 0, 0, true, 'import'
        from matched where differs and not kept order by bar_timestamp, symbol
        on conflict (symbol, bar_timestamp) do update set
          open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
          volume = excluded.volume, vwap = excluded.vwap, turnover = excluded.turnover, trades = excluded.trades,
          revision = b.revision + 1, open_millis = excluded.open_millis, open_epoch = excluded.open_epoch,
          open_offset = excluded.open_offset, close_millis = excluded.close_millis,
          close_epoch = excluded.close_epoch, close_offset = excluded.close_offset,
          range_eligible = excluded.range_eligible, origin = excluded.origin
      )
      select count(*) filter (where fresh), count(*) filter (where not fresh and differs and not kept),
        count(*) filter (where kept)
      from matched
      """;

  /** Symbols, dates, ratios. Gives how many were added and changed. */
  static final String SPLITS =
      """
      with input as (select * from unnest($1::text[], $2::date[], $3::float8[]) as i(symbol, ex_date, ratio)),
      matched as (
        select i.*, o.symbol is null as fresh, i.ratio is distinct from o.ratio as differs
        from input i left join splits o using (symbol, ex_date)
      ),
      stored as (
        insert into splits (symbol, ex_date, ratio) select symbol, ex_date, ratio from matched where differs
        on conflict (symbol, ex_date) do update set ratio = excluded.ratio
      )
      select count(*) filter (where fresh), count(*) filter (where differs and not fresh), 0::bigint from matched
      """;

  /** Deletes the splits of some symbols that are not among those given: symbols, dates. */
  static final String OTHER_SPLITS =
      """
      delete from splits where symbol = any($1::text[])
        and (symbol, ex_date) not in (select * from unnest($1::text[], $2::date[]))
      """;

  /** Says that the past of some symbols is another now. */
  static final String CHANGED =
      """
      insert into history_changes (symbol, changed_at) select distinct s, clock_timestamp() from unnest($1::text[]) s
      order by s on conflict (symbol) do update set changed_at = excluded.changed_at
      """;

  /**
   * Makes sure that somebody who commits bars of these partitions and an import wait for one
   * another, even where nobody has committed yet.
   */
  static final String PARTITIONS =
      """
      insert into feed_position (partition, owner_token) select p, '' from unnest($1::int[]) p order by p
      on conflict (partition) do nothing
      """;

  static final String LOCK =
      "select partition from feed_position where partition = any($1::int[]) order by partition for update";

  /** A digest's row, made if it is not there. */
  static final String BEGIN =
      """
      insert into imports as i (digest, what, timeframe, file) values ($1, $2, $3, $4)
      on conflict (digest) do update set file = excluded.file,
        lines = case when $5::bool then 0 else i.lines end,
        refused = case when $5::bool then 0 else i.refused end,
        written = case when $5::bool then 0 else i.written end,
        complete = i.complete and not $5::bool, updated_at = now()
      returning lines, refused, written, complete
      """;

  static final String MOVE =
      """
      update imports set lines = $2, refused = $3, written = $4, complete = $5, updated_at = now() where digest = $1
      """;

  static {
    for (Timeframe timeframe : Timeframe.values()) {
      BARS.put(timeframe, PUT.replace("${table}", BarTables.name(timeframe)));
    }
  }

  private ImportSql() {}
}

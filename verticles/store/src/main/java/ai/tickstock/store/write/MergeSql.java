package ai.tickstock.store.write;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarTables;
import java.util.EnumMap;
import java.util.Map;

/**
 * The statements that put bars in, one round trip each. Those that merge look up what is stored,
 * merge, number what really changed, and write bar and change row; the rows of a partition have one
 * writer, which holds the lock of its {@code feed_position}, so what is looked up cannot change
 * under way.
 */
final class MergeSql {
  /**
   * Puts bars in that are not there yet, much faster than merging does: {@link BarColumns}, change
   * numbers, vwaps, wall clock of the commit. Fails with a unique violation if one is there.
   */
  static final Map<Timeframe, String> FRESH = new EnumMap<>(Timeframe.class);

  /**
   * Merges parts: {@link BarColumns}, whether each replaces what is there, whether each is late,
   * change bases by partition, wall clock of the commit. A whole bar replaces an imported one; late
   * trades do not change it, they are in it already.
   */
  static final Map<Timeframe, String> PARTS = new EnumMap<>(Timeframe.class);

  /**
   * Folds roll-up bars anew from the stored minutes: partitions, symbols, starts, ends; then:
   * change bases by partition, wall clock of the commit.
   */
  static final Map<Timeframe, String> ROLL_UPS = new EnumMap<>(Timeframe.class);

  /**
   * Folds roll-up bars anew from the stored minutes for an import, which numbers no changes and
   * tells nobody: partitions, symbols, starts, ends; whether imported bars may be replaced.
   */
  static final Map<Timeframe, String> IMPORTED_ROLL_UPS = new EnumMap<>(Timeframe.class);

  private static final String ARRAYS =
      """
      $1::int[], $2::text[], $3::bigint[],
      $4::float8[], $5::bigint[], $6::bigint[], $7::bigint[], $8::float8[], $9::float8[], $10::bool[],
      $11::float8[], $12::bigint[], $13::bigint[], $14::bigint[], $15::float8[], $16::float8[], $17::bigint[]""";

  private static final String NAMES =
      """
      partition, symbol, start_millis,
      open, open_millis, open_epoch, open_offset, high, low, range_eligible,
      close, close_millis, close_epoch, close_offset, volume, turnover, trades""";

  private static final String FRESH_BARS =
      """
      with input as (
        select i.*, ${start} as bar_timestamp
        from unnest(${arrays}, $18::bigint[], $19::float8[]) as i(${names}, change_no, vwap)
      ),
      stored as (
        insert into ${table} (symbol, bar_timestamp, open, high, low, close, volume, vwap, turnover, trades, revision,
          open_millis, open_epoch, open_offset, close_millis, close_epoch, close_offset, range_eligible,
          closed_change, last_change)
        select symbol, bar_timestamp, open, high, low, close, volume, vwap, turnover, trades, 0,
          open_millis, open_epoch, open_offset, close_millis, close_epoch, close_offset, range_eligible,
          change_no, change_no
        from input
      )
      insert into bar_changes (partition, change_no, symbol, timeframe, bar_timestamp,
        open, high, low, close, volume, vwap, trades, revision, committed_at)
      select partition, change_no, symbol, '${timeframe}', bar_timestamp,
        open, high, low, close, volume, vwap, trades, 0, $20::timestamptz
      from input
      """;

  private static final String PARTS_INPUT =
      """
      select i.*, 'ticks' as origin
      from unnest(${arrays}, $18::bool[], $19::bool[]) with ordinality as i(${names}, replace, late, ord)
      """;

  private static final String ROLL_UPS_INPUT =
      """
      select i.partition, i.symbol, i.start_millis, f.*, true as replace, false as late, i.ord
      from unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[])
        with ordinality as i(partition, symbol, start_millis, end_millis, ord)
      cross join lateral (
        select
          (array_agg(open order by open_millis, open_epoch, open_offset))[1] as open,
          (array_agg(open_millis order by open_millis, open_epoch, open_offset))[1] as open_millis,
          (array_agg(open_epoch order by open_millis, open_epoch, open_offset))[1] as open_epoch,
          (array_agg(open_offset order by open_millis, open_epoch, open_offset))[1] as open_offset,
          coalesce(max(high) filter (where range_eligible), max(high)) as high,
          coalesce(min(low) filter (where range_eligible), min(low)) as low,
          bool_or(range_eligible) as range_eligible,
          (array_agg(close order by close_millis desc, close_epoch desc, close_offset desc))[1] as close,
          (array_agg(close_millis order by close_millis desc, close_epoch desc, close_offset desc))[1] as close_millis,
          (array_agg(close_epoch order by close_millis desc, close_epoch desc, close_offset desc))[1] as close_epoch,
          (array_agg(close_offset order by close_millis desc, close_epoch desc, close_offset desc))[1] as close_offset,
          sum(volume) as volume, sum(turnover) as turnover, sum(trades)::bigint as trades,
          case when bool_and(origin = 'import') then 'import_minutes' else 'minutes' end as origin
        from (select * from ohlcv_bars_1min m
              where m.symbol = i.symbol and m.bar_timestamp >= ${start}
                and m.bar_timestamp < timestamptz 'epoch' + i.end_millis * interval '1 millisecond'
              order by m.bar_timestamp) minutes
        having count(*) > 0) f
      """;

  private static final String MERGE =
      """
      with input as (${input}),
      matched as (
        select i.*, ${start} as bar_timestamp,
          o.open as o_open, o.open_millis as o_open_millis, o.open_epoch as o_open_epoch, o.open_offset as o_open_offset,
          o.high as o_high, o.low as o_low, o.range_eligible as o_range_eligible,
          o.close as o_close, o.close_millis as o_close_millis, o.close_epoch as o_close_epoch, o.close_offset as o_close_offset,
          o.volume as o_volume, o.vwap as o_vwap, o.turnover as o_turnover, o.trades as o_trades,
          o.revision as o_revision, o.closed_change as o_closed_change, o.last_change as o_last_change,
          o.origin as o_origin,
          o.revision is null or i.replace or o.origin in ('import', 'import_minutes') as whole
        from input i
        left join lateral (
          select * from ${table} b where b.symbol = i.symbol and b.bar_timestamp = ${start} limit 1) o on true
      ),
      ranked as (
        select *,
          whole or (open_millis, open_epoch, open_offset) < (o_open_millis, o_open_epoch, o_open_offset) as opens,
          whole or (close_millis, close_epoch, close_offset) > (o_close_millis, o_close_epoch, o_close_offset) as closes,
          whole or (range_eligible and not o_range_eligible) as ranges
        from matched
      ),
      merged as (
        select ord, partition, symbol, bar_timestamp, origin, late, o_origin, o_last_change,
          o_open, o_high, o_low, o_close, o_volume, o_vwap, o_turnover, o_trades, o_revision, o_closed_change,
          case when opens then open else o_open end as open,
          case when opens then open_millis else o_open_millis end as open_millis,
          case when opens then open_epoch else o_open_epoch end as open_epoch,
          case when opens then open_offset else o_open_offset end as open_offset,
          case when closes then close else o_close end as close,
          case when closes then close_millis else o_close_millis end as close_millis,
          case when closes then close_epoch else o_close_epoch end as close_epoch,
          case when closes then close_offset else o_close_offset end as close_offset,
          case when ranges then high when range_eligible = o_range_eligible then greatest(high, o_high) else o_high end as high,
          case when ranges then low when range_eligible = o_range_eligible then least(low, o_low) else o_low end as low,
          case when whole then range_eligible else range_eligible or o_range_eligible end as range_eligible,
          case when whole then volume else volume + o_volume end as volume,
          case when whole then turnover else turnover + o_turnover end as turnover,
          case when whole then trades else trades + o_trades end as trades
        from ranked
      ),
      changed as (
        select *,
          case when volume > 0 then turnover / volume else close end as vwap,
          coalesce(o_revision + 1, 0) as revision,
          ${change_no} as change_no
        from merged
        where (o_revision is null or open <> o_open or high <> o_high or low <> o_low or close <> o_close
          or trades <> o_trades
          -- A sum in another order differs in its last bits: that is no change.
          or abs(volume - o_volume) > 1e-11 * o_volume or abs(turnover - o_turnover) > 1e-11 * o_turnover
          -- No stage has been told of what an import left there.
          or ${untold})
          and ${wanted}
      ),
      stored as (
        insert into ${table} (symbol, bar_timestamp, open, high, low, close, volume, vwap, turnover, trades, revision,
          open_millis, open_epoch, open_offset, close_millis, close_epoch, close_offset, range_eligible,
          closed_change, last_change, origin)
        select symbol, bar_timestamp, open, high, low, close, volume, vwap, turnover, trades, revision,
          open_millis, open_epoch, open_offset, close_millis, close_epoch, close_offset, range_eligible,
          coalesce(o_closed_change, change_no), change_no, origin
        from changed
        on conflict (symbol, bar_timestamp) do update set
          open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
          volume = excluded.volume, vwap = excluded.vwap, turnover = excluded.turnover, trades = excluded.trades,
          revision = excluded.revision, open_millis = excluded.open_millis, open_epoch = excluded.open_epoch,
          open_offset = excluded.open_offset, close_millis = excluded.close_millis, close_epoch = excluded.close_epoch,
          close_offset = excluded.close_offset, range_eligible = excluded.range_eligible,
          last_change = excluded.last_change, origin = excluded.origin
      )${logged}
      select (ord - 1)::int, partition, change_no, open, high, low, close, volume, vwap, trades, revision,
        o_open, o_high, o_low, o_close, o_volume, o_vwap, o_trades, o_revision
      from changed
      """;

  private static final String LOGGED =
      """
      ,
      logged as (
        insert into bar_changes (partition, change_no, symbol, timeframe, bar_timestamp,
          open, high, low, close, volume, vwap, trades, revision,
          before_open, before_high, before_low, before_close, before_volume, before_vwap, before_trades,
          before_revision, committed_at)
        select partition, change_no, symbol, '${timeframe}', bar_timestamp,
          open, high, low, close, volume, vwap, trades, revision,
          o_open, o_high, o_low, o_close, o_volume, o_vwap, o_trades, o_revision, ${committed}::timestamptz
        from changed
      )""";

  private static final String NUMBERED =
      "(${bases}::bigint[])[partition + 1] + row_number() over (partition by partition order by ord)";

  static {
    for (Timeframe timeframe : Timeframe.values()) {
      FRESH.put(timeframe, filled(FRESH_BARS, timeframe));
      PARTS.put(timeframe, merge(timeframe, PARTS_INPUT, "$20", "$21"));
      ROLL_UPS.put(timeframe, merge(timeframe, ROLL_UPS_INPUT, "$5", "$6"));
      IMPORTED_ROLL_UPS.put(timeframe, imported(timeframe));
    }
  }

  private MergeSql() {}

  private static String merge(Timeframe timeframe, String input, String bases, String committed) {
    return filled(
        MERGE
            .replace("${input}", input)
            .replace("${wanted}", "not (late and coalesce(o_origin, '') = 'import')")
            .replace("${untold}", "o_last_change = 0")
            .replace("${change_no}", NUMBERED.replace("${bases}", bases))
            .replace("${logged}", LOGGED.replace("${committed}", committed)),
        timeframe);
  }

  private static String imported(Timeframe timeframe) {
    return filled(
        MERGE
            .replace("${input}", ROLL_UPS_INPUT)
            .replace("${wanted}", "($5::bool or coalesce(o_origin, '') <> 'import')")
            .replace("${untold}", "false")
            .replace("${change_no}", "coalesce(o_last_change, 0)")
            .replace("${logged}", ""),
        timeframe);
  }

  private static String filled(String template, Timeframe timeframe) {
    return template
        .replace("${arrays}", ARRAYS)
        .replace("${names}", NAMES)
        .replace("${start}", "timestamptz 'epoch' + i.start_millis * interval '1 millisecond'")
        .replace("${table}", BarTables.name(timeframe))
        .replace("${timeframe}", timeframe.label());
  }
}

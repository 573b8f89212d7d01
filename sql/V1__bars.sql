-- Bars, one table per timeframe, closed bars only. Plain PostgreSQL: range-partitioned by time, no
-- default partition, so that a row outside the known periods is an error and never lost from sight.
-- The writer attaches the partition of a new period before the first commit that touches it;
-- retention is dropping partitions.
--
-- Prices, volumes and turnover are double precision: the arithmetic before and after is done in
-- doubles, a double survives the way here and back bit for bit, and arrays of it travel in binary
-- (numeric ones would travel as text).

create table ohlcv_bars_1min (
  symbol         text             not null,
  bar_timestamp  timestamptz      not null,  -- first instant of the bar
  open           double precision not null,
  high           double precision not null,
  low            double precision not null,
  close          double precision not null,
  volume         double precision not null,
  vwap           double precision not null,  -- turnover / volume; the close where volume is 0
  turnover       double precision not null,  -- sum of price * volume
  trades         bigint           not null,
  revision       integer          not null,  -- 0 when it closed, one more for each amendment
  open_millis    bigint           not null,  -- key of the trade that set the open: the least wins
  open_epoch     bigint           not null,
  open_offset    bigint           not null,
  close_millis   bigint           not null,  -- key of the trade that set the close: the greatest wins
  close_epoch    bigint           not null,
  close_offset   bigint           not null,
  range_eligible boolean          not null,  -- whether high and low come from eligible trades
  closed_change  bigint           not null default 0,  -- bar_changes.change_no of its closing
  last_change    bigint           not null default 0,  -- and of its last amendment
  origin         text             not null default 'ticks',  -- ticks, minutes (folded from them), import
  primary key (symbol, bar_timestamp),
  -- NaN counts as greater than everything, so the upper bounds keep it out, too.
  constraint sane check (
    low > 0 and low <= high and high < 'Infinity' and open > 0 and open < 'Infinity' and close > 0 and close < 'Infinity'
    and volume >= 0 and volume < 'Infinity' and turnover >= 0 and turnover < 'Infinity')
) partition by range (bar_timestamp);

create table ohlcv_bars_5min (like ohlcv_bars_1min including all) partition by range (bar_timestamp);
create table ohlcv_bars_15min (like ohlcv_bars_1min including all) partition by range (bar_timestamp);
create table ohlcv_bars_1hour (like ohlcv_bars_1min including all) partition by range (bar_timestamp);
create table ohlcv_bars_1day (like ohlcv_bars_1min including all) partition by range (bar_timestamp);

-- Every committed change of a bar, numbered densely within its partition of the feed, in the
-- transaction that made it. Analysis and bar events are functions of this sequence; rows that all of
-- them have passed are deleted.
create table bar_changes (
  partition       integer          not null,  -- 0 to 63, by a stable hash of the symbol
  change_no       bigint           not null,
  symbol          text             not null,
  timeframe       text             not null,
  bar_timestamp   timestamptz      not null,
  open            double precision not null,
  high            double precision not null,
  low             double precision not null,
  close           double precision not null,
  volume          double precision not null,
  vwap            double precision not null,
  trades          bigint           not null,
  revision        integer          not null,
  before_open     double precision,           -- the bar it replaced; null when it closed for the first time
  before_high     double precision,
  before_low      double precision,
  before_close    double precision,
  before_volume   double precision,
  before_vwap     double precision,
  before_trades   bigint,
  before_revision integer,
  committed_at    timestamptz      not null,
  primary key (partition, change_no)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);

-- For undoing amendments when bars are read as of an earlier change; closings need no entry.
create index bar_changes_amended on bar_changes (symbol, timeframe, bar_timestamp, change_no)
  where before_revision is not null;

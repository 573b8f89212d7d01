-- The indicator values of past bars, in the form of daily_indicators, one row per symbol, timeframe
-- and bar: for charts. Written with the latest values, in the same transaction; old rows are deleted
-- by age.
create table indicator_history (
  symbol        text        not null,
  timeframe     text        not null,
  bar_timestamp timestamptz not null,
  change_no     bigint      not null,  -- the bar change they follow from: the highest wins
  "values"      jsonb       not null,  -- by label: its value, or an object of its outputs
  primary key (symbol, timeframe, bar_timestamp)
);

-- For deleting by age: rows lie about in the order of time.
create index indicator_history_age on indicator_history using brin (bar_timestamp);

-- For the newest patterns of all symbols.
create index daily_patterns_time on daily_patterns (bar_timestamp);

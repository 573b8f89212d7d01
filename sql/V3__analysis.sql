-- Pattern events as published last, one row per event_id, for all timeframes.
create table daily_patterns (
  event_id      text             primary key,  -- SYMBOL|pattern|timeframe|bar start, Unix seconds
  revision      bigint           not null,     -- the highest wins
  pattern       text             not null,
  symbol        text             not null,
  timeframe     text             not null,
  confidence    double precision not null check (confidence between 0 and 1),
  direction     text             not null,
  detected_at   timestamptz      not null,
  bar_timestamp timestamptz      not null,
  retracted     boolean          not null default false,
  metadata      jsonb            not null default '{}',
  updated_at    timestamptz      not null default now()
);
create index daily_patterns_bar on daily_patterns (symbol, timeframe, bar_timestamp);
create index daily_patterns_detected on daily_patterns (detected_at);

-- The latest indicator values, one row per symbol and timeframe.
create table daily_indicators (
  symbol        text        not null,
  timeframe     text        not null,
  bar_timestamp timestamptz not null,
  change_no     bigint      not null,  -- the bar change they follow from: the highest wins
  "values"      jsonb       not null,  -- by label: its value, or an object of its outputs
  updated_at    timestamptz not null default now(),
  primary key (symbol, timeframe)
) with (fillfactor = 50);

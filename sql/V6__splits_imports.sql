-- Splits of shares. Bars are stored as they were traded; whoever reads a series divides the prices
-- before a split by its ratio and multiplies the volumes.
create table splits (
  symbol  text             not null,
  ex_date date             not null,  -- the market's first day at the new price
  -- New shares for each old one: 4 for four to one, 0.125 for a reverse split of one to eight.
  ratio   double precision not null check (ratio > 0 and ratio < 'Infinity'),
  primary key (symbol, ex_date)
);

-- How far each file has been imported: moved on in the transaction that stores its rows.
create table imports (
  digest      text        primary key,  -- SHA-256 of the file's bytes and of what it is imported as
  what        text        not null,     -- bars or splits
  timeframe   text,                     -- of bars
  file        text        not null,     -- its name, as it was given last
  lines       bigint      not null default 0,      -- read and done, without the header
  refused     bigint      not null default 0,      -- of these, lines that are no rows
  written     bigint      not null default 0,      -- rows added or changed
  complete    boolean     not null default false,  -- whether the file's end was reached
  started_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);

-- Symbols whose stored past was changed by somebody other than the feed: imported bars, splits. Who
-- holds a state made from it makes it anew. One row a symbol.
create table history_changes (
  symbol     text        primary key,
  changed_at timestamptz not null
);
create index history_changes_at on history_changes (changed_at);

-- Backtests that were begun: one row each, written by the worker that holds the job.
create table backtest_runs (
  job_id      text        primary key,
  user_id     text        not null,
  status      text        not null check (status in ('running', 'completed', 'failed', 'cancelled')),
  fence       bigint      not null,  -- of the claim it is worked on under: only that one, or a greater, may write
  worker      text        not null,
  created_at  timestamptz not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  job         jsonb       not null,  -- as it was submitted
  summary     jsonb,                 -- all of the result but its equity and its trades
  equity      jsonb,                 -- {"time":[Unix seconds],"equity":[…],"benchmark":[…]}
  error       text,
  event_no    bigint      unique     -- dense: the sequence of the event that tells of its end
);
create index backtest_runs_user on backtest_runs (user_id, created_at desc);

create table backtest_trades (
  job_id      text             not null references backtest_runs on delete cascade,
  trade_no    integer          not null,  -- from 0, in the order of the exits
  symbol      text             not null,
  side        text             not null,
  reason      text             not null,
  confidence  double precision,
  decided_at  timestamptz      not null,
  entered_at  timestamptz      not null,
  entry_price double precision not null,
  quantity    double precision not null,
  exited_at   timestamptz      not null,
  exit_price  double precision not null,
  exit        text             not null,
  profit      double precision not null,
  return      double precision,
  commissions double precision not null,
  bars        integer          not null,
  worst       double precision not null,
  best        double precision not null,
  primary key (job_id, trade_no)
);

-- The last number given to an end of a backtest, and up to which the log has their events.
create table backtest_events (
  one       boolean primary key default true check (one),
  last_no   bigint  not null default 0,
  announced bigint  not null default 0
);
insert into backtest_events default values;

-- What came after patterns in stored history, and what came after any bar: of one symbol each.
create table pattern_records (
  symbol     text        not null,
  timeframe  text        not null,
  pattern    text        not null,
  direction  text        not null,
  count      integer     not null,
  horizons   jsonb       not null,  -- [{"bars","count","hits","hit_rate","mean_return","unconditional_mean","unconditional_hit_rate"}]
  from_time  timestamptz not null,  -- of the bars looked at
  to_time    timestamptz not null,
  updated_at timestamptz not null default now(),
  primary key (symbol, timeframe, pattern, direction)
);
create index pattern_records_pattern on pattern_records (pattern, timeframe);

-- How far a series has been looked at for its records: written in the same transaction.
create table pattern_record_state (
  symbol     text        not null,
  timeframe  text        not null,
  patterns   text        not null,  -- digest of the patterns looked for
  updated_at timestamptz not null default now(),
  primary key (symbol, timeframe)
);

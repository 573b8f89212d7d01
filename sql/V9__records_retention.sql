-- Since when somebody looks at a series for its records; null while nobody does.
alter table pattern_record_state add column claimed_at timestamptz;

-- Backtests that are old enough to be deleted.
create index backtest_runs_age on backtest_runs (coalesce(finished_at, started_at));

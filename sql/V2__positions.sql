-- How far each partition of the feed has come: written in the transaction that stores its bars, by
-- the owner alone.
create table feed_position (
  partition        integer     primary key check (partition between 0 and 63),
  owner_token      text        not null,  -- the last to take it over; only this one may commit
  epoch            bigint      not null default 0,  -- the last log message applied
  log_offset       bigint      not null default 0,
  marks            jsonb       not null default '{}',  -- last sequence applied, by publisher
  watermark_millis bigint      not null default -9223372036854775808,  -- bars that ended before are closed
  snapshot         bytea       not null default '',  -- its open bars
  change_no        bigint      not null default 0,  -- the last number used in bar_changes
  commit_id        uuid,                  -- digest of the last commit, to know it again
  commit_base      bigint      not null default 0,  -- change_no before that commit
  updated_at       timestamptz not null default now()
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
        toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 10000);

-- Rewritten every second and already compact: compressing it would only cost time.
alter table feed_position alter column snapshot set storage external;

-- How far each stage behind the bars has come in each partition.
create table analysis_position (
  stage       text        not null,
  partition   integer     not null check (partition between 0 and 63),
  owner_token text        not null,
  change_no   bigint      not null default 0,  -- last bar change whose events are published and stored
  event_seq   bigint      not null default 0,  -- last sequence its publisher has used
  updated_at  timestamptz not null default now(),
  primary key (stage, partition)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Holes in the feed, told apart from minutes without trades.
create table feed_gaps (
  id          bigint      generated always as identity primary key,
  channel     text        not null,
  gap_start   timestamptz,           -- event time, where known
  gap_end     timestamptz,
  missing     bigint      not null,  -- messages, at least
  reason      text        not null,
  recorded_at timestamptz not null default now(),
  closed_at   timestamptz            -- when a backfill closed it
);
create index feed_gaps_start on feed_gaps (gap_start);

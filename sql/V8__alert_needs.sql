-- What users' alerts need to be computed, as told on tickstock.jobs.alerts; the latest word on each.
create table alert_needs (
  subscription_id text        primary key,
  user_id         text        not null,
  needs           jsonb,                -- null: nothing any more
  changed_at      timestamptz not null  -- of the message: an older one changes nothing
);

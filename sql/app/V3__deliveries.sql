-- The alerts that fired, and what is still to be sent of them. Both are written in one statement,
-- by alert: doing it again changes nothing.
create table alert_history (
  alert_id        text        primary key,
  user_id         text        not null,
  subscription_id text        not null,
  fired_at        timestamptz not null,
  message         jsonb       not null,
  for_browser     boolean     not null,  -- whether it waits in user_messages:<user> as well
  state           text        not null
    check (state in ('pending', 'delivered', 'acknowledged', 'failed', 'muted')),
  changed_at      timestamptz not null default now()
);

create index alert_history_user on alert_history (user_id, fired_at desc, alert_id desc);
create index alert_history_subscription on alert_history (user_id, subscription_id, fired_at desc, alert_id desc);
create index alert_history_age on alert_history (fired_at);

-- One row for each channel of a rule that is no browser. Whoever sends one has claimed it, until due_at: if
-- he dies, it is due again.
create table alert_deliveries (
  delivery_id bigint      generated always as identity primary key,
  alert_id    text        not null references alert_history on delete cascade,
  channel     int         not null,      -- which of the rule's channels, from 0
  user_id     text        not null,
  kind        text        not null check (kind in ('webhook', 'email')),
  host        text        not null,      -- where it goes; what is busy there holds up nobody else
  target      jsonb       not null,      -- address, secret and template: never shown
  state       text        not null check (state in ('waiting', 'delivered', 'dead')),
  attempts    int         not null default 0,
  due_at      timestamptz not null default now(),
  claim       text,
  last_error  text,
  created_at  timestamptz not null default now(),
  changed_at  timestamptz not null default now(),
  unique (alert_id, channel)
);

create index alert_deliveries_due on alert_deliveries (host, due_at, delivery_id) where state = 'waiting';
create index alert_deliveries_dead on alert_deliveries (user_id, delivery_id) where state = 'dead';

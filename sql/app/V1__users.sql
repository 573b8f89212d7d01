-- What belongs to users, written by the consumer half alone. A user is whom a token names; there is
-- no table of users. Everything here bears the user's id and is only ever read with it.
create table user_state (
  user_id    text        not null,
  kind       text        not null,  -- preferences, or the work it is: backtest_form, chart_layout …
  content    jsonb       not null,
  version    bigint      not null,  -- one more for each change; who changes names the one he saw
  updated_at timestamptz not null default now(),
  primary key (user_id, kind)
);

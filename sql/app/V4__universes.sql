-- Named sets of symbols: a user's own, and those of user '*', which all may use. No token can name
-- a user '*'.
create table universes (
  user_id     text        not null,
  name        text        not null,
  symbols     text[]      not null,  -- in upper case, each once, in the order given
  description text        not null,
  version     bigint      not null,  -- another after every change, also if deleted and made again
  updated_at  timestamptz not null default now(),
  primary key (user_id, name)
);
create sequence universe_versions;

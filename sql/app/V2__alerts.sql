-- The rules of users' alerts. A deleted one stays for a while without its rule, so that every node
-- hears of it.
create table alert_rules (
  subscription_id text        primary key,
  user_id         text        not null,
  version         bigint      not null,  -- one more for each change of the rule
  change_no       bigint      not null,  -- of its last change, among the changes of all rules
  rule            jsonb,                 -- as the API takes it; null once it is deleted
  enabled         boolean     not null,
  muted_until     timestamptz,
  expires_at      timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null   -- grows with every change, also if clocks do not
);
create index alert_rules_user on alert_rules (user_id, created_at);
create unique index alert_rules_change on alert_rules (change_no);

-- The last change's number. Whoever changes a rule holds this row until he has committed: so who has
-- seen a number has seen all before it.
create table alert_changes (
  one       boolean primary key default true check (one),
  change_no bigint  not null
);
insert into alert_changes (change_no) values (0);

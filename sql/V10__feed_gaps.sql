-- What kind of hole it is. A channel is silent once at a time: that row has no end while it lasts.
alter table feed_gaps
  add column kind text not null default 'log_hole' check (kind in ('silence', 'log_hole', 'dropped'));
create unique index feed_gaps_open on feed_gaps (channel) where kind = 'silence' and gap_end is null;

-- What cumulative indicators (OBV, AD, SAR, …) have to remember, as of the row's bar: by label, an
-- array of numbers. Null where none is configured.
alter table daily_indicators add column states jsonb;
alter table indicator_history add column states jsonb;

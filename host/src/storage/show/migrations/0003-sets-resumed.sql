-- A show that is live again shortly after its end goes on with its set.

alter table sets add column resumed_at integer;  -- the last time it did; absent: never

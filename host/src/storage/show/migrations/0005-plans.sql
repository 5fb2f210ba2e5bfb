-- Planned sets. Times are ms; `…_at` since the epoch.

create table plans (
  id text primary key,                  -- a UUID: the playlist's too, where a plan is exported
  name text not null,
  made_at integer not null,
  starts_at integer,                    -- when its first track starts; null: not known
  length_ms integer not null,
  wish text not null,                   -- JSON: what it was made by, its seed too
  notes text not null,                  -- JSON: what it does not hold to, and why
  in_use integer not null default 0
) without rowid;
create unique index plans_in_use on plans (in_use) where in_use = 1;
create index plans_made on plans (made_at);

create table plan_rows (
  plan_id text not null references plans (id) on delete cascade,
  place integer not null,               -- 0, 1, 2 …
  track_id text not null,               -- no foreign key: the library lies in another file
  artist text not null,                 -- as they were when it was planned
  title text not null,
  duration_ms integer,
  starts_ms integer not null,           -- from the beginning of the plan
  overlap_ms integer not null,          -- with the track before it
  locked integer not null default 0,    -- 1: stays when the plan is made anew
  played integer not null default 0,    -- 1: was on air
  request_id text,                      -- no foreign key: a plan outlives the request
  primary key (plan_id, place)
) without rowid;

-- Plays as they were heard, choices for doubtful texts, and the little state that must survive a restart.

create table plays (
  id text primary key,
  at integer not null,                  -- ms since the epoch
  ended_at integer,
  artist text not null,                 -- as heard
  title text not null,
  track_id text,                        -- no foreign key: the library lies in another file
  song text,
  source text not null check (source in ('broadcast', 'decks', 'manual')),
  mount text,
  deck text,
  live integer not null,                -- 1: counts
  hidden integer not null default 0,    -- 1: masked by the DJ
  masked integer not null default 0,    -- 1: some mask applied when it was shown
  confidence real not null,
  matched_by text not null
);
create index plays_at on plays (at);

create table remembered_matches (
  text_key text primary key,            -- folded "artist - title" as sent
  track_id text not null,
  chosen_at integer not null
) without rowid;

create table state (
  name text primary key,
  value text not null
) without rowid;

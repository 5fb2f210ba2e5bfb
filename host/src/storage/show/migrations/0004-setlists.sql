-- Setlists: what was played in one set. A set holds the live plays from its `from_at` to the next set's; requests count in the show
-- (table `sets`) they were asked in. Times are ms since the epoch.

create table setlists (
  id text primary key,
  from_at integer not null unique,      -- plays from then on belong to it
  ended_at integer,
  ended_by text,                        -- dj, live, output, silence, split
  name text
) without rowid;

-- Plays may come from Traktor's history file now, and belong to who played them.
create table plays_new (
  id text primary key,
  at integer not null,                  -- ms since the epoch
  ended_at integer,
  artist text not null,                 -- as heard
  title text not null,
  track_id text,                        -- no foreign key: the library lies in another file
  song text,
  source text not null check (source in ('broadcast', 'decks', 'manual', 'history')),
  mount text,
  deck text,
  live integer not null,                -- 1: counts
  hidden integer not null default 0,    -- 1: masked by the DJ
  masked integer not null default 0,    -- 1: some mask applied when it was shown
  confidence real not null,
  matched_by text not null,
  performer text,
  held integer not null default 0       -- 1: hidden by the mask key since an edit of the set last hid or revealed it
);
insert into plays_new
  select id, at, ended_at, artist, title, track_id, song, source, mount, deck, live, hidden, masked, confidence, matched_by, null, 0
  from plays order by rowid;
drop table plays;
alter table plays_new rename to plays;
create index plays_at on plays (at);

-- What was found out later of a play, and what the DJ wrote over it: the DJ's stands. An absent column says nothing.
create table play_facts (
  play_id text not null references plays (id),
  by text not null check (by in ('history', 'dj')),
  at integer,
  ended_at integer,
  artist text,
  title text,
  deck text,
  removed integer,                      -- 1: not in the list
  history_key text,                     -- which play of which history file: matched once
  primary key (play_id, by)
) without rowid;
create unique index play_facts_history on play_facts (history_key) where history_key is not null;

-- Edits by hand, so that each can be taken back.
create table set_edits (
  n integer primary key,
  change_id text not null unique,
  at integer not null,
  label text not null,
  before text not null                  -- JSON: what stood there
);

-- Recordings and streams: what OBS said of them, and when.
create table outputs (
  id text primary key,
  kind text not null check (kind in ('recording', 'stream')),
  started_at integer not null,
  ended_at integer
) without rowid;
create index outputs_started on outputs (started_at);

create table output_marks (
  n integer primary key,
  output_id text not null references outputs (id),
  at integer not null,
  what text not null check (what in ('started', 'seen', 'paused', 'resumed', 'split', 'away', 'stopped')),
  duration_ms integer,                  -- of the whole output, as OBS counts it
  path text
);
create index output_marks_output on output_marks (output_id);

-- Sources in OBS that are ours: by their UUID where OBS has such, and by their name.
create table obs_sources (
  collection text not null,             -- OBS's scene collection
  what text not null,                   -- "text:title"
  name text not null,
  uuid text,
  by text not null check (by in ('setup', 'settings')),
  scene text,                           -- by setup: where it was put
  asked text,                           -- by settings: the name the settings say; `name` is what OBS calls it now
  removed_at integer,                   -- by setup: the DJ deleted it in OBS; made again only when asked for
  primary key (collection, what)
) without rowid;

create table searches (
  n integer primary key,
  at integer not null,
  words text not null,                  -- folded
  found integer not null
);
create index searches_at on searches (at);
create index searches_words on searches (words, at);

create table notices (
  id text primary key,
  kind text not null,
  subject text not null,                -- "obs", "discord": two of one kind and subject are one notice
  level text not null check (level in ('info', 'warn', 'alarm')),
  message text not null,
  remedy text,
  at integer not null,
  count integer not null default 1,
  acknowledged_at integer
) without rowid;
create index notices_at on notices (at);

create table notice_deliveries (
  notice_id text not null references notices (id),
  way text not null,                    -- "discord", "webhook:<address>"
  due_at integer not null,
  expires_at integer not null,
  tries integer not null default 0,
  taken_at integer,                     -- from then on nobody else sends it
  done_at integer,
  failed text,                          -- why, the last time
  primary key (notice_id, way)
) without rowid;

create index requests_asked on requests (asked_at);
create index plays_song on plays (song) where song is not null;
create index plays_hidden on plays (id) where hidden = 1 or masked = 1;

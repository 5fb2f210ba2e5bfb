-- Tracks, the files they lie in, what each source says of them, playlists, past plays, and the last import's report.

create table tracks (
  n integer primary key,
  id text not null,                     -- made once, at random, never from a path
  song text not null,                   -- folded artist, title and mix: files with equal ones are one song
  artist text not null default '',
  title text not null default '',
  mix text, remixer text, album text, genre text, label text, catalog_no text, comment text, comment2 text,
  bpm real,
  musical_key integer,                  -- 0-23
  duration_ms integer,
  stars integer,                        -- 0-5
  play_count integer,
  imported_on text, last_played_on text, released_on text,
  path text,                            -- of its first file
  excluded integer not null default 0,
  masked_because text,                  -- why the audience must not learn of it; null: it may
  missing_since integer                 -- ms since the epoch; null while a source lists it
);
create unique index tracks_id on tracks (id);
create index tracks_song on tracks (song);

create table files (
  n integer primary key,
  track integer not null references tracks (n),
  path text not null,
  path_key text not null,               -- NFC, lower case, forward slashes: for comparing. Two files may share one where case counts
  size_kib integer,
  duration_ms integer,
  missing_since integer
);
create index files_track on files (track);
create index files_path on files (path_key);

create table source_entries (
  n integer primary key,
  source text not null,                 -- 'traktor'
  key text not null,                    -- as that source keys it
  track integer not null references tracks (n),
  file integer references files (n),
  hash_high integer not null,           -- xxh64 of the entry as it was read, in two halves
  hash_low integer not null,
  cues integer not null,                -- without grid markers
  missing_since integer,
  audio_id blob,                        -- AUDIO_ID, decoded from base64 where that loses nothing, else as text
  fields text not null                  -- TrackFields as JSON, without audioId
);
create unique index source_entries_key on source_entries (source, key);
create index source_entries_track on source_entries (track);
-- Holds all that a re-import asks of each entry, so that it need not read the entries.
create index source_entries_known on source_entries (source, hash_high, hash_low, missing_since, cues);

-- Values that could not be understood, by the entry that holds them.
create table unread_values (
  entry integer not null references source_entries (n),
  reason text not null,
  example text not null
);
create index unread_values_entry on unread_values (entry);

create table playlists (
  id text primary key,
  parent text,
  position integer not null,
  kind text not null check (kind in ('folder', 'list', 'rule')),
  name text not null,
  rule text                             -- smart lists: the query as stored
);

create table playlist_items (
  playlist text not null references playlists (id) on delete cascade,
  position integer not null,
  entry_key text not null,              -- may point at nothing: deleted tracks
  track integer references tracks (n),
  primary key (playlist, position)
) without rowid;
create index playlist_items_track on playlist_items (track);
create index playlist_items_dangling on playlist_items (entry_key) where track is null;

create table past_plays (
  id integer primary key,
  history_file text not null,
  position integer not null,
  entry_key text not null,
  track integer references tracks (n),
  artist text not null,
  title text not null,
  started_at integer,                   -- ms since the epoch, local time of this computer; null: not known
  duration_ms integer,
  deck text,
  public integer,                       -- 1 heard by the audience, 0 cued only, null not said
  unique (history_file, position)
);

create index past_plays_at on past_plays (started_at);

create table history_files (
  name text primary key,
  hash text not null
);

-- The last import: one row.
create table last_import (
  collection text not null,
  program text not null,
  finished_at integer not null,
  playlists_hash text not null,
  boot_volume text
);

-- One row: the rules that tracks.excluded and tracks.masked_because were made from.
create table last_rules (
  exclude text not null,                -- JSON
  masks text not null                   -- JSON
);

-- What the last import could not read, values of entries apart.
create table skipped (
  reason text primary key,
  count integer not null,
  examples text not null                -- JSON
) without rowid;

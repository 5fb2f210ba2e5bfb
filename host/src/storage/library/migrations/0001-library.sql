-- Tracks, the files they lie in, what each source says of them, playlists, past plays, and the last import's report.

create table tracks (
  n integer primary key,
  id text not null unique,              -- made once, at random, never from a path
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
  missing_since integer                 -- ms since the epoch; null while a source lists it
);
create index tracks_song on tracks (song);

create table files (
  n integer primary key,
  track integer not null references tracks (n),
  path text not null,
  path_key text not null unique,        -- NFC, case-folded, forward slashes: for comparing
  size_kib integer,
  duration_ms integer,
  audio_hash text,                      -- xxh64 of AUDIO_ID
  missing_since integer
);
create index files_track on files (track);
create index files_audio on files (audio_hash) where audio_hash is not null;

create table source_entries (
  n integer primary key,
  source text not null,                 -- 'traktor'
  key text not null,                    -- as that source keys it
  track integer not null references tracks (n),
  hash text not null,                   -- xxh64 of the entry as it was read
  fields text not null,                 -- TrackFields as JSON
  seen integer not null,                -- the import that saw it last
  missing_since integer,
  unique (source, key)
);
create index source_entries_track on source_entries (track);

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

create table history_files (
  name text primary key,
  hash text not null
);

create table imports (
  id integer primary key,
  collection text not null,
  collection_hash text,
  program text not null,
  finished_at integer not null,
  tracks integer not null,
  cues integer not null
);

create table skipped (
  reason text not null,
  example text not null,
  count integer not null,
  primary key (reason, example)
) without rowid;

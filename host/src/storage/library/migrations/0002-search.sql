-- What search and matching look things up by. Filled by search-index.ts; rowid and track are tracks.n.

-- Folded texts, words separated by one space; nothing but the index is stored.
create virtual table search_texts using fts5 (
  artist, title, mix, remixer, album, label, genre, comment,
  content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2'
);

-- The words of those texts, for mending what was mistyped. Uses may lag behind; a word without any is dropped.
create table search_words (
  initial text not null,
  length integer not null,
  word text not null,
  uses integer not null,
  primary key (initial, length, word)
) without rowid;

-- Songs by name: see nameKey in domain/matching-name.ts.
create table match_names (
  song text not null,
  artists text not null,
  track integer not null,
  primary key (song, artists, track)
) without rowid;

-- Filters without words go over this index alone, newest first.
create index tracks_facets on tracks (
  imported_on, bpm, musical_key, stars, duration_ms, released_on, play_count, last_played_on, excluded, missing_since
);

-- Few tracks are hidden or gone: whether one is can be looked up here without reading its row.
create index tracks_hidden on tracks (n) where excluded = 1 or missing_since is not null;
create index tracks_missing on tracks (n) where missing_since is not null and excluded = 0;

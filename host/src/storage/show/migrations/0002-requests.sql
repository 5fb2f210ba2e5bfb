-- Sets, the requests asked in them with everything that happened to them, what must go out once, and people.
-- Times are ms since the epoch; a person is a platform ("discord") and an id of that platform.

create table sets (
  id text primary key,
  started_at integer not null,
  ended_at integer,
  open integer not null default 0,      -- 1: requests are taken
  reason text                           -- why they are not
) without rowid;

create table requests (
  id text primary key,
  set_id text not null references sets (id),
  number integer not null,              -- shown to people; never given twice within a set
  revision integer not null,
  state text not null,
  track_id text,                        -- no foreign key: the library lies in another file
  song text,                            -- absent while it is doubtful
  artist text not null,
  title text not null,
  mix text,
  candidates text not null,             -- JSON, best first
  platform text not null,
  person_id text not null,
  person_name text not null,
  is_helper integer not null,
  first_by text not null,               -- "<platform>:<id>" of who asked first
  words text,                           -- as typed
  asked_at integer not null,
  changed_at integer not null,
  changed_by text,                      -- JSON
  skips integer not null,
  turn integer,
  slot integer,
  accepted_at integer,
  play_id text,
  before text,                          -- JSON
  on_air_since integer,
  message text,                         -- where it was told: "<channel id>/<message id>"
  unique (set_id, number)
);
create index requests_person on requests (platform, person_id);

create table request_votes (
  request_id text not null references requests (id),
  platform text not null,
  person_id text not null,
  person_name text not null,
  is_helper integer not null,
  at integer not null,
  place integer not null,
  primary key (request_id, platform, person_id)
) without rowid;
create index request_votes_person on request_votes (platform, person_id);

create table request_changes (
  n integer primary key,
  change_id text not null,              -- one for all requests that a command changed
  request_id text not null references requests (id),
  at integer not null,
  what text not null,
  state text not null,
  revision integer not null,
  changed_by text                       -- JSON
);
create index request_changes_request on request_changes (request_id);

create table request_undoables (
  n integer primary key,
  change_id text not null unique,
  at integer not null,
  undoable text not null                -- JSON
);

-- Who sends a command again after a restart is answered as the first time.
create table request_commands (
  command_key text primary key,
  request_id text not null references requests (id),
  outcome text not null
) without rowid;

create table outbox (
  id text primary key,
  kind text not null,
  request_id text not null references requests (id),
  due_at integer not null,
  expires_at integer not null,
  taken_at integer,                     -- from then on it is never offered again
  done_at integer,
  unique (request_id, kind)
) without rowid;
create index outbox_pending on outbox (expires_at) where taken_at is null;

create table blocked_people (
  platform text not null,
  person_id text not null,
  person_name text,
  at integer not null,
  blocked_by text,                      -- JSON
  primary key (platform, person_id)
) without rowid;

create table unpinged_people (
  platform text not null,
  person_id text not null,
  primary key (platform, person_id)
) without rowid;

create table wishes (
  kind text not null check (kind in ('wish', 'refused')),
  set_id text not null,                 -- '' outside a set
  platform text not null,
  person_id text not null,
  wanted text not null,                 -- the song, or the folded words
  words text not null,
  track_id text,
  code text,                            -- why it was refused, the last time
  at integer not null,
  primary key (set_id, kind, platform, person_id, wanted)
) without rowid;

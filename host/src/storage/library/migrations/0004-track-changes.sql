-- Which tracks were changed, in order, for who keeps the library in memory; written and trimmed by track-changes.ts. Tracks that
-- came are not among them: they have higher numbers than the last one seen.
create table track_changes (
  n integer primary key,
  track integer not null
);

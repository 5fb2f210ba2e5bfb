-- What the audience must not learn of is looked up for each of its searches.
create index tracks_masked on tracks (n) where masked_because is not null;

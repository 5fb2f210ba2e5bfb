// Reads tracks and lists from the library for whoever asks, in few statements.

import type { PlaylistDetail, PlaylistKind, PlaylistNode, TrackDetail, TrackHit } from '#domain/collection.ts';
import { resolveFields } from '#domain/resolve-fields.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { unpackFields } from './entry-rows.ts';
import { playlistPaths } from './playlist-paths.ts';
import { TRACK_COLUMNS, type TrackRow, trackSummary } from './track-rows.ts';

type HitRow = TrackRow & { masked_because: string | null };
type PlaylistRow = { id: string; parent: string | null; kind: PlaylistKind; name: string; rule: string | null };

const HIT_COLUMNS = `${TRACK_COLUMNS}, masked_because`;

export class CatalogueRows {
  readonly #db: SqliteDatabase;
  readonly #byNumber;
  readonly #byId;
  readonly #listsOf;
  #paths: { version: number; paths: Map<string, string> } | undefined;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#byNumber = db.prepare(`select ${HIT_COLUMNS} from tracks where n = ?`);
    this.#byId = db.prepare(`select ${HIT_COLUMNS} from tracks where id = ?`);
    this.#listsOf = db.prepare('select distinct playlist from playlist_items where track = ?').pluck();
  }

  /** Numbers of rows that are gone are left out. */
  byNumbers(ns: readonly number[]): TrackHit[] {
    return ns.map((n) => this.#byNumber.get(n) as HitRow | undefined).flatMap((row) => (row ? [this.#hit(row)] : []));
  }

  /** In the order of `ids`; unknown ones are left out. */
  byIds(ids: readonly string[]): TrackHit[] {
    return ids.map((id) => this.#byId.get(id) as HitRow | undefined).flatMap((row) => (row ? [this.#hit(row)] : []));
  }

  /** What Traktor calls the file of each track, VOLUME + DIR + FILE; of several files one that it still lists. Tracks that Traktor
   * does not know are left out. */
  traktorKeys(ids: readonly string[]): Record<string, string> {
    const keyOf = this.#db
      .prepare(
        `select key from source_entries where source = 'traktor' and track = (select n from tracks where id = ?)
         order by missing_since is not null, n limit 1`,
      )
      .pluck();
    const found = ids.map((id) => [id, keyOf.get(id) as string | undefined]);
    return Object.fromEntries(found.filter(([, key]) => key !== undefined));
  }

  detail(id: string): TrackDetail | undefined {
    const row = this.#byId.get(id) as HitRow | undefined;
    if (row === undefined) return undefined;
    const entries = this.#db
      .prepare(
        'select source, fields, audio_id, missing_since from source_entries where track = ? order by missing_since is not null, n',
      )
      .all(row.n) as { source: string; fields: string; audio_id: Buffer | string | null }[];
    const files = this.#db
      .prepare('select path, missing_since is not null as missing from files where track = ? order by n')
      .all(row.n) as { path: string; missing: number }[];
    const { fields, sources } = resolveFields(
      entries.map((entry) => ({ source: entry.source, fields: unpackFields(entry.fields, entry.audio_id) })),
    );
    return {
      summary: this.#hit(row),
      fields,
      sources,
      files: files.map(({ path, missing }) => ({ path, missing: missing === 1 })),
    };
  }

  playlists(): PlaylistNode[] {
    const rows = this.#db
      .prepare(
        `select id, parent, kind, name, rule,
           (select count(*) from playlist_items where playlist = playlists.id) as entries
         from playlists order by position`,
      )
      .all() as (PlaylistRow & { entries: number })[];
    const children = new Map<string | null, typeof rows>();
    for (const row of rows) children.set(row.parent, [...(children.get(row.parent) ?? []), row]);
    const nodes = (parent: string | null): PlaylistNode[] =>
      (children.get(parent) ?? []).map((row) => ({
        id: row.id,
        name: row.name,
        kind: row.kind,
        ...(row.kind === 'list' ? { entries: row.entries } : {}),
        ...(row.rule === null ? {} : { rule: row.rule }),
        children: nodes(row.id),
      }));
    return nodes(null);
  }

  playlist(id: string): PlaylistDetail | undefined {
    const row = this.#db.prepare('select id, parent, kind, name, rule from playlists where id = ?').get(id) as
      | PlaylistRow
      | undefined;
    if (row === undefined) return undefined;
    const items = this.#db
      .prepare('select track from playlist_items where playlist = ? order by position')
      .pluck()
      .all(id) as (number | null)[];
    const tracks = this.byNumbers(items.filter((track) => track !== null));
    const { name, kind } = row;
    return {
      ...{ id, name, kind, tracks, dangling: items.length - tracks.length },
      ...(row.rule === null ? {} : { rule: row.rule }),
    };
  }

  #hit(row: HitRow): TrackHit {
    const paths = this.#playlistPaths();
    const playlists = (this.#listsOf.all(row.n) as string[]).flatMap((id) => paths.get(id) ?? []);
    const hit: TrackHit = { ...trackSummary(row), playlists };
    if (row.masked_because !== null) hit.maskedBecause = row.masked_because;
    return hit;
  }

  /** Read again only when somebody wrote to the library. */
  #playlistPaths(): Map<string, string> {
    const version = this.#db.pragma('data_version', { simple: true }) as number;
    if (this.#paths?.version !== version) this.#paths = { version, paths: playlistPaths(this.#db) };
    return this.#paths.paths;
  }
}

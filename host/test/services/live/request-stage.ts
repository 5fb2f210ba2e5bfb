// A request desk on a real store, with a library of a few tracks and a clock that stands still.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, type NowPlaying } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import { maskJudge } from '#domain/masks.ts';
import type { MatchResult } from '#domain/matching.ts';
import { songKey, songName } from '#domain/song.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Requests, type RequestsParts } from '#services/live/requests.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plays } from '#storage/show/plays.ts';
import { requestStores } from '#storage/show/requests-stores.ts';

export const MINUTE = 60_000;

/** A track of the library with its id as title, each by an artist of its own. */
export function track(id: string, more: Partial<TrackHit> = {}): TrackHit {
  const named = { artist: `Artist ${id}`, title: `Title ${id}`, ...more };
  return {
    ...{ id, song: songKey(songName(named)), path: `/music/${id}.mp3`, durationMs: 300_000, excluded: false },
    ...{ playlists: ['Warm up/Deep', 'Crate'], ...named },
  };
}

export const person = (id: string, platform = 'discord') => ({ platform, id, name: `Name ${id}` });
export const DJ = { platform: 'desk', id: 'dj', name: 'The DJ' };

type Requested = Partial<typeof DEFAULT_SETTINGS.requests>;

export class RequestStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracord-requests-'));
  readonly clock = new ManualClock();
  tracks: TrackHit[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => track(id));
  settings = { requests: DEFAULT_SETTINGS.requests, requestTexts: DEFAULT_SETTINGS.requestTexts };
  masks = { masks: maskJudge(DEFAULT_SETTINGS.masks), masksByLibrary: false, marksAreCurrent: true };
  announceDelayMs = 0;
  clean = ({ artist, title }: { artist: string; title: string }) => ({ artist, title });
  copied: string[] = [];
  libraryBroken = false;
  /** How long a look-up takes. */
  lookUp: () => Promise<unknown> = async () => undefined;
  topics = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  db: SqliteDatabase;
  requests: Requests;
  #plays = 0;

  constructor(rules: Requested = {}) {
    this.rules(rules);
    [this.db, this.requests] = this.#opened();
  }

  rules(rules: Requested): void {
    this.settings = { ...this.settings, requests: { ...this.settings.requests, ...rules } };
  }

  get view() {
    return this.topics.get('requests');
  }

  get plays(): Plays {
    return new Plays(this.db);
  }

  get stores() {
    return requestStores(this.db);
  }

  /** Goes live and opens; the clock goes on a moment. */
  async live(): Promise<this> {
    await this.requests.resume();
    this.setLive(true);
    return this;
  }

  setLive(on: boolean): void {
    this.clock.advance(1_000);
    this.topics.set('live', on ? { on, since: this.clock.now(), by: 'dj' } : { on, by: 'dj' });
    this.requests.liveChanged(on);
  }

  /** Ends the desk as a crash would, and starts it anew on the same files. */
  async restart(): Promise<void> {
    this.requests.stop();
    this.db.close();
    const live = this.topics.get('live');
    this.topics = new TopicStore({ ...FIRST_OPERATOR_TOPICS, live }, silentLogger);
    [this.db, this.requests] = this.#opened();
    await this.requests.resume();
  }

  async add(trackId: string, who: string, more: Partial<Parameters<Requests['add']>[0]> = {}, commandKey?: string) {
    this.clock.advance(1_000);
    return this.requests.add({ trackId, requester: person(who), ...more }, commandKey);
  }

  /** Adds, and answers the id. Throws where it is refused. */
  async added(trackId: string, who: string, more: Partial<Parameters<Requests['add']>[0]> = {}): Promise<string> {
    const answer = await this.add(trackId, who, more);
    if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
    return answer.id;
  }

  /** Puts a track on air as the host does: stored as a play, then told. `ids`: one is certain, several are doubtful. */
  async play(...ids: string[]): Promise<NowPlaying> {
    this.clock.advance(1_000);
    this.#plays += 1;
    return this.onAir(`play-${this.#plays}`, this.clock.now(), ids);
  }

  /** `isStored`: false where the disk is full. */
  async onAir(playId: string, at: number, ids: string[], isStored = true): Promise<NowPlaying> {
    const hits = this.tracks.filter(({ id }) => ids.includes(id));
    const certain = hits.length === 1 ? hits[0] : undefined;
    const artist = hits[0]?.artist ?? 'Somebody';
    const title = hits[0]?.title ?? 'Something';
    const plays = this.plays;
    if (!isStored) {
      // As the host goes on without.
    } else if (plays.get(playId) === undefined) {
      plays.closeOpen('');
      plays.add({
        ...{ id: playId, at, artist, title, trackId: certain?.id, song: certain?.song, source: 'broadcast' },
        ...{ live: this.topics.get('live').on, hidden: false, masked: false, confidence: 1, matchedBy: 'text' },
      });
    } else if (certain) {
      plays.setTrack(playId, { trackId: certain.id, song: certain.song, confidence: 1, matchedBy: 'dj' });
    }
    const now: NowPlaying = {
      ...{ playId, onAirSince: at, source: 'broadcast' },
      track: { id: certain?.id, artist, title, display: { artist, title } },
      match: { confidence: 1, by: 'text', reasons: [], alternatives: certain ? [] : ids },
    };
    this.topics.set('nowPlaying', now);
    await this.requests.onAirChanged(now);
    return now;
  }

  async silence(): Promise<void> {
    this.clock.advance(1_000);
    this.plays.closeOpen('');
    await this.requests.onAirChanged(FIRST_OPERATOR_TOPICS.nowPlaying);
  }

  stateOf(id: string): string | undefined {
    return (this.view.byId[id] ?? this.requests.finished().find((request) => request.id === id))?.state;
  }

  /** Titles of the queue in order. */
  get titles(): string[] {
    return this.view.order.map((id) => this.view.byId[id]?.track.id ?? '?');
  }

  /** Fills the disk, by moving a request that waits; the answer frees it. */
  async full(id: string): Promise<() => void> {
    this.db.pragma(`max_page_count = ${this.db.pragma('page_count', { simple: true })}`);
    let moved: Awaited<ReturnType<Requests['move']>> = { ok: true, id };
    for (let n = 0; n < 300 && moved.ok; n += 1) moved = await this.requests.move({ id });
    if (moved.ok) throw new Error('the disk takes more than was thought');
    return () => this.db.pragma('max_page_count = 100000');
  }

  close(): void {
    this.requests.stop();
    this.db.close();
    rmSync(this.folder, { recursive: true });
  }

  #opened(): [SqliteDatabase, Requests] {
    const db = openShowDatabase(this.folder);
    const parts: RequestsParts = {
      topics: this.topics,
      stores: requestStores(db),
      plays: new Plays(db),
      tracks: async (ids) => {
        await this.lookUp();
        if (this.libraryBroken) throw new Error('gone');
        return ids.flatMap((id) => this.tracks.filter((one) => one.id === id));
      },
      match: async (heard): Promise<MatchResult> => {
        const found = this.tracks.filter(({ title }) => title === heard.title);
        const rest = { by: 'text' as const, confidence: 1, reasons: [] };
        return found.length === 1 ? { ...rest, track: found[0], alternatives: [] } : { ...rest, alternatives: found };
      },
      settings: () => this.settings,
      masks: () => this.masks,
      cover: async (path) => ({ id: path, colors: { main: '#FFFFFF', dark: '#000000' } }),
      titles: (raw) => this.clean(raw),
      copy: async (text) => {
        this.copied.push(text);
        return true;
      },
      announceDelayMs: () => this.announceDelayMs,
      knowsOf: (at) => at <= this.clock.now() - this.announceDelayMs,
      clock: this.clock,
      log: silentLogger,
    };
    return [db, new Requests(parts)];
  }
}

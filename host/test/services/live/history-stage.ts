// Sets, plays and their facts on a real store, with a history that tests write, and what a reading of it makes of them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import type { TrackHit } from '#domain/collection.ts';
import type { PastPlay } from '#domain/history-match.ts';
import { maskJudge } from '#domain/masks.ts';
import type { Play } from '#domain/play.ts';
import { placedPlays } from '#domain/set-rows.ts';
import { silentLogger } from '#kernel/logger.ts';
import { HistorySets } from '#services/live/history-sets.ts';
import type { Identity } from '#services/live/identification.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { setStores } from '#storage/show/set-stores.ts';

export const LAG_MS = 10_000;
const SET = 'set';

export class HistoryStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracord-history-'));
  readonly db = openShowDatabase(this.folder);
  readonly stores = setStores(this.db);
  past: PastPlay[] = [];
  tracks: TrackHit[] = [];
  /** The titles that the library was asked for. */
  asked: string[] = [];
  isLibraryBroken = false;
  /** What happens while the library is asked. */
  onAsked = (): void => {};
  readHistory = true;
  liveSince: number | undefined;
  isLiveAt = (_at: number): boolean => true;
  corrected: string[][] = [];
  rules: NowPlayingRules = {
    unknownTracks: 'show',
    masks: maskJudge(DEFAULT_SETTINGS.masks),
    masksByLibrary: false,
    marksAreCurrent: true,
    clean: ({ artist, title }) => ({ artist, title }),
  };
  readonly history = new HistorySets({
    stores: this.stores,
    liveSince: (at) => (this.isLiveAt(at) ? this.liveSince : undefined),
    pastPlays: async (from, to) => this.past.filter(({ at }) => at >= from && at < to),
    identification: {
      identify: async (heard) => {
        this.asked.push(heard.title);
        this.onAsked();
        return this.#identity(this.tracks.find(({ title }) => title === heard.title));
      },
      ofPlay: async ({ trackId }) => this.#identity(this.tracks.find(({ id }) => id === trackId)),
    },
    rules: () => this.rules,
    settings: () => ({ readHistory: this.readHistory, lagMs: LAG_MS }),
    onCorrected: (ids) => this.corrected.push(ids),
    log: silentLogger,
  });

  begin(fromAt: number, endedAt?: number, id = SET): void {
    this.stores.setlists.begin({ id, fromAt, endedAt, ...(endedAt === undefined ? {} : { endedBy: 'dj' as const }) });
  }

  hear(at: number, artist: string, title: string, more: Partial<Play> = {}): string {
    const id = more.id ?? `p${this.db.prepare('select count(*) from plays').pluck().get()}`;
    this.stores.plays.add({
      ...{ id, at, artist, title, source: 'broadcast', live: true, hidden: false, masked: false },
      ...{ confidence: 0, matchedBy: 'none' },
      ...more,
    });
    return id;
  }

  rows(id = SET) {
    const window = this.stores.setlists.window(id);
    const plays = this.stores.plays.between(window?.from, window?.to).filter(({ live }) => live);
    const facts = this.stores.facts.read(plays.map((play) => play.id));
    return placedPlays(plays, facts, { fromAt: window?.from ?? 0, lagMs: LAG_MS });
  }

  /** Everything that is stored of plays, as text. */
  stored(): string {
    return JSON.stringify(['plays', 'play_facts'].map((table) => this.db.prepare(`select * from ${table}`).all()));
  }

  close(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true });
  }

  #identity(hit: TrackHit | undefined): Identity {
    if (this.isLibraryBroken) return { candidates: [], match: match('none'), failed: true };
    return hit === undefined
      ? { candidates: [], match: match('none') }
      : { hit, candidates: [hit], match: match('text') };
  }
}

function match(by: 'none' | 'text'): Identity['match'] {
  return { confidence: by === 'text' ? 1 : 0, by, reasons: [], alternatives: [] };
}

// Sees in the operator's topics what the DJ should know, and makes notices of it. No notice names a track or a person.

import { formatHours } from '@tracord/shared/format.ts';
import type { ObsView } from '@tracord/shared/obs.ts';
import type { RequestsView } from '@tracord/shared/requests.ts';
import type { SetView } from '@tracord/shared/sets.ts';
import type { LibraryView, OperatorTopics } from '@tracord/shared/topics.ts';
import { type BridgeTurn, BridgeTurns } from '#domain/bridge-turns.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import { BRIDGE_WORDS, bridgeStates } from './notice-bridges.ts';
import type { Notices } from './notices.ts';

export type NoticeWatchParts = {
  operator: TopicStore<OperatorTopics>;
  notices: Pick<Notices, 'raise' | 'settle'>;
  clock: Clock;
};

const MINUTE_MS = 60_000;
/** More than that within a minute is no crowd that wants to dance. */
const FLOOD = 15;
/** An import that the DJ waited for, or that changed much, is worth a word; the small ones after each night are not. */
const LONG_IMPORT_MS = 10_000;
const LARGE_IMPORT = 100;

export class NoticeWatch {
  readonly #parts: NoticeWatchParts;
  readonly #turns = new BridgeTurns();
  readonly #stops: (() => void)[];
  #cancelTimer: (() => void) | undefined;
  readonly #sinceMs: number;
  #isLive = false;
  /** Bridges that were lost while the show was live: OBS takes that with it. */
  readonly #lostLive = new Set<string>();
  #obs: ObsView['alarms'] = [];
  #set: Pick<SetView, 'id' | 'isOn'> = { isOn: false };
  #library: { tracks: number; importedAt?: number; warning?: string; importingSince?: number };
  #known = new Set<string>();
  #asked: number[] = [];
  #isFlood = false;

  /** It follows at once. What was so before is no news. */
  constructor(parts: NoticeWatchParts) {
    this.#parts = parts;
    const { operator } = parts;
    this.#sinceMs = parts.clock.now();
    const { tracks, collection, warning } = operator.get('library');
    this.#library = { tracks, importedAt: collection?.importedAt, warning };
    this.#stops = [
      // Followed, not read: what came first is heard first.
      operator.follow('live', ({ on }) => {
        this.#isLive = on;
      }),
      operator.follow('health', () => this.#bridgesChanged()),
      operator.follow('obs', (obs) => {
        this.#obsChanged(obs);
        this.#bridgesChanged();
      }),
      operator.follow('library', (library) => this.#libraryChanged(library)),
      operator.follow('requests', (requests) => this.#requestsChanged(requests)),
      operator.follow('set', (set) => this.#setChanged(set)),
    ];
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#cancelTimer?.();
  }

  #bridgesChanged(): void {
    const { operator, clock } = this.#parts;
    const states = bridgeStates(operator.get('health').bridges, operator.get('obs').status);
    for (const [name, state] of states) {
      if (state !== 'lost') this.#lostLive.delete(name);
      else if (this.#isLive) this.#lostLive.add(name);
      this.#turns.see(name, state, clock.now());
    }
    this.#cancelTimer?.();
    for (const turn of this.#turns.turns(clock.now())) this.#turned(turn);
    const { nextAt } = this.#turns;
    if (nextAt !== undefined) this.#cancelTimer = clock.after(nextAt - clock.now(), () => this.#bridgesChanged());
  }

  #turned({ name, now }: BridgeTurn): void {
    const { notices } = this.#parts;
    const words = BRIDGE_WORDS[name];
    if (words === undefined) return;
    const { lost, back, remedy, isNeeded } = words;
    if (now === 'off') notices.settle('bridge-lost', name);
    if (now === 'ok') notices.raise({ kind: 'bridge-back', subject: name, level: 'info', message: back });
    if (now === 'lost') {
      // Whoever closes Traktor after the show wants no message of it.
      const isOnlyShown = !this.#lostLive.has(name);
      const level = isNeeded && !isOnlyShown ? 'alarm' : 'warn';
      notices.raise({ kind: 'bridge-lost', subject: name, level, message: lost, remedy, isOnlyShown });
    }
  }

  #obsChanged({ alarms }: ObsView): void {
    const before = this.#obs;
    this.#obs = alarms;
    const isIn = (list: ObsView['alarms'], alarm: ObsView['alarms'][number]) =>
      list.some(({ what, at }) => what === alarm.what && at === alarm.at);
    for (const alarm of alarms.filter((one) => !isIn(before, one))) {
      const { what, at } = alarm;
      const remedy = `Look at OBS, and start the ${what} again if the show goes on.`;
      const message = `The ${what} stopped by itself.`;
      this.#parts.notices.raise({ kind: `${what}-stopped`, subject: what, level: 'alarm', message, remedy }, at);
    }
    for (const { what } of before) {
      if (!alarms.some((alarm) => alarm.what === what)) this.#parts.notices.settle(`${what}-stopped`, what);
    }
  }

  #libraryChanged({ tracks, collection, warning, importing }: LibraryView): void {
    const { notices, clock } = this.#parts;
    const before = this.#library;
    const importingSince = importing === undefined ? undefined : (before.importingSince ?? clock.now());
    const importedAt = collection?.importedAt;
    this.#library = { tracks, importedAt, warning, importingSince };
    if (warning !== undefined && warning !== before.warning) {
      const message = before.tracks === 0 ? 'Your collection was not read.' : 'Your collection was not read anew.';
      const remedy = 'Health says why; what was read before stays.';
      notices.raise({ kind: 'import-failed', subject: 'library', level: 'warn', message, remedy });
    }
    // What was imported before the host began is no news.
    if (importedAt === undefined || importedAt === before.importedAt || importedAt < this.#sinceMs) return;
    const change = tracks - before.tracks;
    const wasLong = before.importingSince !== undefined && clock.now() - before.importingSince >= LONG_IMPORT_MS;
    if (before.importedAt !== undefined && !wasLong && Math.abs(change) < LARGE_IMPORT) return;
    const changed = before.importedAt === undefined || change === 0 ? '' : `, ${difference(change)} than before`;
    const message = `Your collection is in: ${tracks.toLocaleString('en')} tracks${changed}.`;
    notices.raise({ kind: 'import-done', subject: 'library', level: 'info', message });
  }

  #requestsChanged({ byId }: RequestsView): void {
    const now = this.#parts.clock.now();
    const fresh = Object.values(byId).filter(({ id }) => !this.#known.has(id));
    this.#known = new Set(Object.keys(byId));
    this.#asked = [...this.#asked, ...fresh.map(({ askedAt }) => askedAt)].filter((at) => at > now - MINUTE_MS);
    const wasFlood = this.#isFlood;
    this.#isFlood = this.#asked.length > (wasFlood ? FLOOD / 2 : FLOOD);
    if (wasFlood || !this.#isFlood) return;
    this.#parts.notices.raise({
      ...{ kind: 'requests-flood', subject: 'requests', level: 'warn' },
      message: `More than ${FLOOD} requests came in within a minute.`,
      remedy: 'Close requests for a while, or set requests.minutesBetween higher.',
    });
  }

  #setChanged({ id, isOn, startedAt, endedAt, order, byId }: SetView): void {
    const wasOn = this.#set.isOn && this.#set.id === id;
    this.#set = { id, isOn };
    if (id === undefined || !wasOn || isOn) return;
    const from = order.flatMap((row) => byId[row]?.startsAt ?? []);
    const lastMs = (endedAt ?? 0) - (startedAt ?? Math.min(...from, endedAt ?? 0));
    const tracks = `${order.length} ${order.length === 1 ? 'track' : 'tracks'}`;
    const message = `Set over: ${tracks}, ${formatHours(Math.max(0, lastMs))}.`;
    this.#parts.notices.raise({ kind: 'set-ended', subject: `set:${id}`, level: 'info', message });
  }
}

function difference(change: number): string {
  return `${Math.abs(change).toLocaleString('en')} ${change > 0 ? 'more' : 'fewer'}`;
}

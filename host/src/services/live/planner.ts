// What next: asks the planner's worker as the night goes on, and publishes the topic `plan`. What the DJ pinned and does not want is kept
// for the set, over a restart too.

import type { BridgeWay, Distance, PlannerRow, PlannerView, Preset, Suggestion } from '@tracord/shared/plan.ts';
import type { RequestView } from '@tracord/shared/requests.ts';
import type { ArtworkView, OperatorTopics } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import { keyView } from '#domain/musical-key.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import { oneAtATime } from '#kernel/one-at-a-time.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { NightInput, OnAirInput, StepAnswer, WayAnswer } from '#services/library/planner-methods.ts';
import type { Planning } from '#services/library/planning.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import type { NowPlayingRules } from './now-playing-view.ts';
import { PlannerMemory } from './planner-memory.ts';
import { songOf } from './requests-tracks.ts';

export type PlannerParts = {
  topics: TopicStore<OperatorTopics>;
  planning: Pick<Planning, 'suggest' | 'distances' | 'bridge' | 'renew'>;
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  rules: () => NowPlayingRules;
  cover: (path: string) => Promise<ArtworkView | undefined>;
  /** Songs played in the set that is on. */
  playedSongs: () => string[];
  /** Songs of the sets before it, which the DJ may not want again so soon. */
  latelyPlayed: () => ReadonlySet<string>;
  /** Whether the key stays where the tempo changes. */
  keyLock: () => boolean;
  state: ShowState;
  copy: (text: string) => Promise<boolean>;
  /** Takes how far each track is that somebody waits for. */
  onDistances: (distances: ReadonlyMap<string, Distance>) => void;
  write: (write: () => void) => void;
  clock: Clock;
  log: Logger;
};

/** On keys and in the desk nobody looks further. */
const SHOWN = 12;
const DAY_MS = 86_400_000;
const NEAR_HOPS = 3;
const FAR_HOPS = 4;
/** Smaller changes of a pitch fader are no reason to think again. */
const SAME_TEMPO = 0.003;

const NOTHING_ON_AIR = 'Nothing is on air yet: suggestions begin with your first track.';
const NOT_CERTAIN = 'It is not certain what is on air: say which track it is, and suggestions follow.';

export class Planner {
  readonly #parts: PlannerParts;
  readonly #memory: PlannerMemory;
  #distances: ReadonlyMap<string, Distance> = new Map();
  #bpm: number | undefined;
  #stops: (() => void)[] = [];
  #isStopped = false;
  /** Thinks again about what is shown. */
  readonly #look = oneAtATime(() => this.#lookNow());

  constructor(parts: PlannerParts) {
    this.#parts = parts;
    this.#memory = new PlannerMemory(parts.state, parts.write);
  }

  /** At start, once it is known what is on air. */
  resume(): void {
    const { topics } = this.#parts;
    this.#stops = [
      topics.onChange(({ topic }) => {
        if (topic === 'nowPlaying' || topic === 'requests' || topic === 'set') this.changed();
        else if (topic === 'decks' && this.#isOtherTempo()) this.changed();
      }),
    ];
    this.changed();
  }

  /** Settings, the library, or what is on air changed. */
  changed(): void {
    if (this.#isStopped) return;
    this.#look().catch((error: unknown) => this.#parts.log.error('planner.failed', { error }));
  }

  async libraryRenewed(): Promise<void> {
    await this.#parts.planning.renew();
    this.changed();
  }

  setPreset(preset: Preset): { ok: true; preset: Preset } {
    this.#memory.change({ preset });
    this.changed();
    return { ok: true, preset };
  }

  async pin(trackId: string, on: boolean): Promise<Refusal | { ok: true; trackId: string; on: boolean }> {
    const [hit] = await this.#parts.tracks([trackId]);
    if (hit === undefined) return unknownTrack();
    this.#memory.change({ pinned: on ? trackId : undefined });
    this.changed();
    if (on) await this.#parts.copy([hit.artist, hit.title].filter((text) => text !== '').join(' - '));
    return { ok: true, trackId, on };
  }

  async block(trackId: string, on: boolean): Promise<Refusal | { ok: true; trackId: string; on: boolean }> {
    const [hit] = await this.#parts.tracks([trackId]);
    if (hit === undefined) return unknownTrack();
    const { blocked, pinned } = this.#memory.of(this.#setId());
    const others = blocked.filter((id) => id !== trackId);
    this.#memory.change({
      blocked: on ? [...others, trackId] : others,
      pinned: on && pinned === trackId ? undefined : pinned,
    });
    this.changed();
    return { ok: true, trackId, on };
  }

  /** What is on air as the planner needs it, or why it cannot be told. */
  onAir(trackId?: string): OnAirInput | { hint: string } {
    const { topics, keyLock } = this.#parts;
    if (trackId !== undefined) return { trackId, keyLock: true };
    const { track } = topics.get('nowPlaying');
    if (track === undefined) return { hint: NOTHING_ON_AIR };
    if (track.id === undefined) return { hint: NOT_CERTAIN };
    return { trackId: track.id, bpm: this.#bpm, keyLock: keyLock() };
  }

  night(): NightInput {
    const { clock, playedSongs } = this.#parts;
    const wishes = this.#requests().flatMap(({ track, votes }): [string, number][] =>
      track.id === undefined ? [] : [[track.id, votes]],
    );
    return {
      blockedTracks: this.#memory.of(this.#setId()).blocked,
      playedSongs: playedSongs(),
      wishes,
      today: Math.floor(clock.now() / DAY_MS),
    };
  }

  get preset(): Preset {
    return this.#memory.of(this.#setId()).preset;
  }

  /** What people read of tracks; those the library does not have any more are left out. */
  async rows<Given extends StepAnswer & { id: string }>(given: readonly Given[]): Promise<[Given, PlannerRow][]> {
    const { tracks, rules, latelyPlayed } = this.#parts;
    const hits = new Map((await tracks(given.map(({ id }) => id))).map((hit) => [hit.id, hit]));
    const lately = latelyPlayed();
    return given.flatMap((one): [Given, PlannerRow][] => {
      const hit = hits.get(one.id);
      return hit === undefined ? [] : [[one, plannerRow(hit, one, rules(), lately)]];
    });
  }

  /** What people read of ways; one over a track that is gone is left out. */
  async ways(given: readonly WayAnswer[]): Promise<BridgeWay[]> {
    const rows = await this.rows(given.flatMap(({ steps }) => steps));
    const known = new Map(rows);
    return given.flatMap(({ ease, steps }) => {
      const shown = steps.flatMap((step) => {
        const row = known.get(step);
        return row === undefined ? [] : [{ ...row, why: step.why }];
      });
      return shown.length === steps.length ? [{ ease, steps: shown }] : [];
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stops) stop();
  }

  async #lookNow(): Promise<void> {
    const { planning, topics } = this.#parts;
    this.#bpm = this.#playedBpm();
    const onAir = this.onAir();
    const preset = this.preset;
    if ('hint' in onAir) {
      this.#publish({ suggestions: { order: [], byId: {} }, preset, next: await this.#next(), hint: onAir.hint });
      this.#tell(new Map());
      return;
    }
    const night = this.night();
    const to = night.wishes.map(([trackId]) => trackId);
    const [{ items, hint }, distances] = await Promise.all([
      planning.suggest({ onAir, night, preset, limit: SHOWN, filters: {} }),
      to.length === 0 ? {} : planning.distances({ onAir, night, to }),
    ]);
    const bridge = await this.#wayToRequest(onAir, night, distances);
    const rows = await this.rows(items);
    const shown = rows.map(([{ score, parts }, row]): Suggestion => ({ ...row, score, parts }));
    const suggestions = {
      order: shown.map(({ trackId }) => trackId),
      byId: Object.fromEntries(shown.map((one) => [one.trackId, one])),
    };
    const next = await this.#next();
    // Something else is on air by now: it is being asked about.
    if (this.#isStopped || topics.get('nowPlaying').track?.id !== onAir.trackId) return;
    this.#publish({ suggestions, preset, next, bridge, hint });
    this.#tell(new Map(Object.entries(distances)));
  }

  /** To the first the DJ took, else to the first that waits. */
  async #wayToRequest(
    onAir: OnAirInput,
    night: NightInput,
    distances: Readonly<Record<string, Distance>>,
  ): Promise<PlannerView['bridge']> {
    const request = this.#requests().find(({ state, track: { id } }) => {
      return (state === 'accepted' || state === 'new') && id !== undefined && id !== onAir.trackId;
    });
    const to = request?.track.id;
    const distance = distances[to ?? ''];
    if (request === undefined || to === undefined || distance === undefined) return undefined;
    const hops = distance === 'far' ? FAR_HOPS : NEAR_HOPS;
    const { ways } = await this.#parts.planning.bridge({ onAir, night, to, hops, most: 1 });
    const [way] = await this.ways(ways);
    const target = way?.steps.at(-1) ?? (await this.rows([{ id: to }]))[0]?.[1];
    return target && { requestId: request.id, distance, to: target, steps: way?.steps ?? [] };
  }

  #publish(view: PlannerView): void {
    if (!this.#isStopped) this.#parts.topics.set('plan', view);
  }

  #tell(distances: ReadonlyMap<string, Distance>): void {
    const before = this.#distances;
    this.#distances = distances;
    const isSame =
      before.size === distances.size && [...distances].every(([id, distance]) => before.get(id) === distance);
    if (!isSame && !this.#isStopped) this.#parts.onDistances(distances);
  }

  /** What was pinned, until it is on air. */
  async #next(): Promise<PlannerView['next']> {
    const { pinned } = this.#memory.of(this.#setId());
    if (pinned === undefined) return undefined;
    if (this.#parts.topics.get('nowPlaying').track?.id === pinned) {
      this.#memory.change({ pinned: undefined });
      return undefined;
    }
    const [hit] = await this.#parts.tracks([pinned]);
    if (hit === undefined) return undefined;
    const artwork = hit.path === undefined ? undefined : await this.#parts.cover(hit.path);
    return { ...plannerRow(hit, {}, this.#parts.rules(), new Set()), artwork, by: 'pin' };
  }

  #requests(): RequestView[] {
    const { order, byId } = this.#parts.topics.get('requests');
    return order.flatMap((id) => byId[id] ?? []);
  }

  #setId(): string | undefined {
    const { id, isOn } = this.#parts.topics.get('set');
    return isOn ? id : undefined;
  }

  /** As the deck on air runs; undefined: no deck says. */
  #playedBpm(): number | undefined {
    const { deck } = this.#parts.topics.get('nowPlaying');
    return deck === undefined ? undefined : this.#parts.topics.get('decks').byId[deck]?.bpm;
  }

  #isOtherTempo(): boolean {
    const bpm = this.#playedBpm();
    if (bpm === undefined || this.#bpm === undefined) return bpm !== this.#bpm;
    return Math.abs(bpm / this.#bpm - 1) > SAME_TEMPO;
  }
}

function plannerRow(
  hit: TrackHit,
  { move, tempo, relation }: StepAnswer,
  { masks, masksByLibrary, marksAreCurrent, clean }: NowPlayingRules,
  lately: ReadonlySet<string>,
): PlannerRow {
  const { id, artist, title, mix, trackBpm, key, durationMs } = hit;
  // Fails closed.
  const masked =
    hit.maskedBecause !== undefined || (masksByLibrary && !marksAreCurrent) || masks.text(artist, title) !== undefined;
  return {
    ...{ trackId: id, artist, title, display: clean({ artist, title, mix }), bpm: trackBpm, durationMs },
    key: key === undefined ? undefined : keyView(key),
    ...{ move, tempo, relation },
    masked: masked || undefined,
    warning: lately.has(songOf(hit)) ? 'Played in one of your last sets' : undefined,
  };
}

function unknownTrack(): Refusal {
  return refused('track-unknown', 'this track is not in the library');
}

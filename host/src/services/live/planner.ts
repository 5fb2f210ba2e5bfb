// What next: asks the planner's worker as the night goes on, and publishes the topic `plan`. What the DJ pinned and does not want is kept
// for the set, over a restart too.

import type { Distance, PlannerView, PlanView, Preset, Suggestion } from '@tracord/shared/plan.ts';
import type { RequestView } from '@tracord/shared/requests.ts';
import { ownWeights } from '@tracord/shared/set-settings.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import { oneAtATime } from '#kernel/one-at-a-time.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { HeardPlay } from '#services/library/library-habits.ts';
import type { NightInput, OnAirInput } from '#services/library/planner-methods.ts';
import type { Planning } from '#services/library/planning.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { PlannerMemory } from './planner-memory.ts';
import { PlannerNames, type PlannerNamesParts } from './planner-names.ts';

type PlannerSettings = Pick<Settings['planner'], 'artistSpacing' | 'weights'>;

export type PlannerParts = PlannerNamesParts & {
  topics: TopicStore<OperatorTopics>;
  planning: Pick<Planning, 'suggest' | 'distances' | 'bridge' | 'renew' | 'learn'>;
  /** Songs played in the set that is on. */
  playedSongs: () => string[];
  /** The planned set in use, and the track that is next in it. */
  plan: () => Promise<PlanView | undefined>;
  nextInPlan: () => string | undefined;
  /** All plays of live shows so far. */
  heardPlays: () => HeardPlay[];
  settings: () => PlannerSettings;
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
const LOOKS_AFTER_MS = 100;
const DAY_MS = 86_400_000;
const HOPS: Readonly<Record<Distance, 1 | 2 | 3 | 4>> = { now: 1, one: 2, two: 3, far: 4 };
/** Smaller changes of a pitch fader are no reason to think again. */
const SAME_TEMPO = 0.003;

const NOTHING_ON_AIR = 'Nothing is on air yet: suggestions begin with your first track.';
const NOT_CERTAIN = 'It is not certain what is on air: say which track it is, and suggestions follow.';

export class Planner {
  readonly #parts: PlannerParts;
  readonly #memory: PlannerMemory;
  readonly names: PlannerNames;
  #distances: ReadonlyMap<string, Distance> = new Map();
  #bpm: number | undefined;
  /** As they were when the requests last changed. */
  #wishes: string | undefined;
  #isAwake = false;
  #mustLearn = true;
  /** The set that was on when the plays were last looked at. */
  #learntIn: string | undefined;
  #stops: (() => void)[] = [];
  #isStopped = false;
  #cancelLook: (() => void) | undefined;
  /** Thinks again about what is shown. */
  readonly #look = oneAtATime(() => this.#lookNow());

  constructor(parts: PlannerParts) {
    this.#parts = parts;
    this.#memory = new PlannerMemory(parts.state, parts.write);
    this.names = new PlannerNames(parts);
  }

  /** At start, once it is known what is on air. */
  resume(): void {
    const { topics } = this.#parts;
    this.#stops = [
      topics.onChange(({ topic }) => {
        if (topic === 'set') this.#learnAfterSet();
        if (topic === 'nowPlaying' || topic === 'set') this.changed();
        else if (topic === 'requests' && this.#areOtherWishes()) this.changed();
        else if (topic === 'decks' && this.#isOtherTempo()) this.changed();
      }),
    ];
    this.changed();
  }

  /** Settings, the library, or what is on air changed. */
  changed(): void {
    if (this.#isStopped || this.#cancelLook !== undefined) return;
    // The title goes out first; of a flood of requests one look is enough.
    this.#cancelLook = this.#parts.clock.after(LOOKS_AFTER_MS, () => {
      this.#cancelLook = undefined;
      this.#look().catch((error: unknown) => this.#parts.log.error('planner.failed', { error }));
    });
  }

  async libraryRenewed(): Promise<void> {
    if (this.#isAwake) await this.#parts.planning.renew();
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
    // Another one may be pinned by now.
    if (on || this.#memory.of(this.#setId()).pinned === trackId)
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
    const { topics } = this.#parts;
    if (trackId !== undefined) return { trackId };
    const { track } = topics.get('nowPlaying');
    if (track === undefined) return { hint: NOTHING_ON_AIR };
    if (track.id === undefined) return { hint: NOT_CERTAIN };
    return { trackId: track.id, bpm: this.#bpm };
  }

  night(): NightInput {
    const { clock, playedSongs, settings } = this.#parts;
    const { artistSpacing, weights } = settings();
    const wishes = this.#requests().flatMap(({ track, votes }): [string, number][] =>
      track.id === undefined ? [] : [[track.id, votes]],
    );
    return {
      blockedTracks: this.#memory.of(this.#setId()).blocked,
      playedSongs: playedSongs(),
      wishes,
      today: Math.floor(clock.now() / DAY_MS),
      ...{ artistSpacing, weights: ownWeights(weights) },
    };
  }

  get preset(): Preset {
    return this.#memory.of(this.#setId()).preset;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelLook?.();
    for (const stop of this.#stops) stop();
  }

  async #lookNow(): Promise<void> {
    const { planning, topics } = this.#parts;
    this.#bpm = this.#playedBpm();
    const onAir = this.onAir();
    const preset = this.preset;
    if ('hint' in onAir) {
      const [next, plan] = await Promise.all([this.#next(), this.#parts.plan()]);
      this.#publish({ suggestions: { order: [], byId: {} }, preset, next, plan, hint: onAir.hint });
      this.#tell(new Map());
      return;
    }
    await this.#wake();
    const night = this.night();
    const to = night.wishes.map(([trackId]) => trackId);
    const [{ items, hint }, distances] = await Promise.all([
      planning.suggest({ onAir, night, preset, limit: SHOWN, filters: {} }),
      to.length === 0 ? {} : planning.distances({ onAir, night, to }),
    ]);
    const bridge = await this.#wayToRequest(onAir, night, distances);
    const rows = await this.names.rows(items);
    const shown = rows.map(([{ score, parts }, row]): Suggestion => ({ ...row, score, parts }));
    const suggestions = {
      order: shown.map(({ trackId }) => trackId),
      byId: Object.fromEntries(shown.map((one) => [one.trackId, one])),
    };
    const [next, plan] = await Promise.all([this.#next(), this.#parts.plan()]);
    // Something else is on air by now: it is being asked about.
    if (this.#isStopped || topics.get('nowPlaying').track?.id !== onAir.trackId) return;
    this.#publish({ suggestions, preset, next, bridge, plan, hint });
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
    // No way round where it mixes at once, though its hardest step were easier.
    const { ways } = await this.#parts.planning.bridge({ onAir, night, to, hops: HOPS[distance], most: 1 });
    const [way] = await this.names.ways(ways);
    const target = way?.steps.at(-1) ?? (await this.names.rows([{ id: to }]))[0]?.[1];
    return target && { requestId: request.id, distance, to: target, steps: way?.steps ?? [] };
  }

  /** What was played in it is known from then on. */
  #learnAfterSet(): void {
    const setId = this.#setId();
    if (setId === this.#learntIn) return;
    this.#learntIn = setId;
    if (setId === undefined) this.#mustLearn = true;
  }

  /** The worker holds the whole library: it is not asked before something is on air. */
  async #wake(): Promise<void> {
    const { planning, heardPlays } = this.#parts;
    this.#isAwake = true;
    if (!this.#mustLearn) return;
    this.#mustLearn = false;
    await planning.learn(heardPlays());
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

  /** What was pinned, until it is on air; else what the plan has next. */
  async #next(): Promise<PlannerView['next']> {
    const onAir = this.#parts.topics.get('nowPlaying').track?.id;
    if (onAir !== undefined && this.#memory.of(this.#setId()).pinned === onAir)
      this.#memory.change({ pinned: undefined });
    const { pinned } = this.#memory.of(this.#setId());
    const next = pinned ?? this.#parts.nextInPlan();
    const row = next === undefined ? undefined : await this.names.withCover(next);
    return row && { ...row, by: pinned === undefined ? 'plan' : 'pin' };
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

  /** Not only how far they are, which is from here. */
  #areOtherWishes(): boolean {
    const wishes = JSON.stringify(this.#requests().map(({ id, state, votes, track }) => [id, state, votes, track.id]));
    const isOther = wishes !== this.#wishes;
    this.#wishes = wishes;
    return isOther;
  }

  #isOtherTempo(): boolean {
    const bpm = this.#playedBpm();
    if (bpm === undefined || this.#bpm === undefined) return bpm !== this.#bpm;
    return Math.abs(bpm / this.#bpm - 1) > SAME_TEMPO;
  }
}

function unknownTrack(): Refusal {
  return refused('track-unknown', 'this track is not in the library');
}

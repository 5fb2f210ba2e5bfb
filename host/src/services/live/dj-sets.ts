// The DJ's sets: begins and ends them by what plays, and publishes the one that is on, else the last one, to the operator and, as
// far as it was announced, to the audience. After a restart it goes on where it was.

import { randomUUID } from 'node:crypto';
import type { PublicSet, PublicSetRow, SetSummary, SetView } from '@tracord/shared/sets.ts';
import { FIRST_PUBLIC_SET, FIRST_SET } from '@tracord/shared/sets.ts';
import type { NowPlaying, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import { type SetLife, type SetLifeChange, type SetLifeInput, stepSetLife } from '#domain/set-life.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import { oneAtATime } from '#kernel/one-at-a-time.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { SetStores } from '#storage/show/set-stores.ts';
import type { Setlist } from '#storage/show/setlists.ts';
import type { SetLibrary } from './set-library.ts';
import { undoFor } from './set-undo.ts';
import { type SetViews, toldOf, trackIdsOf } from './set-views.ts';
import { Untold, type UntoldParts } from './untold.ts';

export type DjSetsParts = {
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  stores: SetStores;
  views: SetViews;
  library: SetLibrary;
  endsAfterMs: () => number;
  /** Who plays now; undefined: nobody in particular. */
  performer: () => string | undefined;
  /** Whether the audience was told of a play that began then. */
  knowsOf: (playedAt: number) => boolean;
  secretForMs: UntoldParts['secretForMs'];
  /** What the audience was told is on air, now and at each change. */
  followOnAir: (listener: () => void) => () => void;
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
  clock: Clock;
  log: Logger;
};

export class DjSets {
  readonly #parts: DjSetsParts;
  #life: SetLife = { live: false };
  /** As far as it is known here; the store may lag behind while it cannot be written. */
  #newestId: string | undefined;
  #cancelWake: (() => void) | undefined;
  readonly #untold: Untold;
  /** Asks the library for what is shown, and shows it. */
  readonly #ask = oneAtATime(async () => {
    await this.#parts.library.learn(this.#trackIds());
    this.publish();
  });
  #isStopped = false;
  /** What is known of the newest set here, and not stored yet. */
  #unwritten = 0;
  #stops: (() => void)[] = [];
  readonly #onEdited: (() => void)[] = [];

  constructor(parts: DjSetsParts) {
    this.#parts = parts;
    const onTold = () => {
      this.#publishPublic();
      for (const listener of this.#onEdited) listener();
    };
    this.#untold = new Untold({ clock: parts.clock, secretForMs: parts.secretForMs, onTold });
  }

  /** At start, once it is known what may still be on air: goes on with the newest set, and listens from then on. */
  resume(): void {
    const { operator, followOnAir, stores } = this.#parts;
    const { on } = operator.get('live');
    const newest = this.#readLife();
    const last = newest && stores.plays.between(newest.fromAt).findLast(({ live }) => live);
    this.#life = { ...this.#life, live: on, last: last && { playId: last.id, endedAt: last.endedAt } };
    this.#takeOnAir(operator.get('nowPlaying'));
    // Nobody can have ended the show but by hand, or by not starting the host for too long.
    this.#step(on ? { kind: 'tick' } : { kind: 'live', on, by: 'dj' });
    this.#stops = [
      operator.onChange(({ topic }) => {
        if (topic === 'nowPlaying') this.#takeOnAir(operator.get('nowPlaying'));
        else if (topic === 'live') this.#takeLive(operator.get('live'));
        else return;
        this.publish();
      }),
      followOnAir(() => this.#publishPublic()),
    ];
    this.publish();
  }

  /** The last output of OBS ended then. */
  outputEnded(at: number): void {
    this.#step({ kind: 'output-ended', at });
    this.publish();
  }

  /** Settings, masks, plays, what is known of them, or recordings changed: shows at once what is known, and asks the library again. */
  async renew(): Promise<void> {
    this.#step({ kind: 'tick' });
    this.publish();
    await this.#ask();
  }

  /** Calls back after each change by hand, also of a set of long ago, and when the audience may know of more rows by time alone:
   * the topic says nothing of that. */
  onEdited(listener: () => void): void {
    this.#onEdited.push(listener);
  }

  /** The sets were changed by hand, in the store. */
  edited(): void {
    // What waits to be stored is newer than the store.
    this.#parts.write(() => {});
    if (this.#unwritten === 0) this.#readLife();
    this.#step({ kind: 'tick' });
    this.publish();
    for (const listener of this.#onEdited) listener();
  }

  end(): Refusal | { ok: true; setId: string } {
    const setId = this.#newestId;
    if (setId === undefined || this.#life.set?.endedAt !== undefined) return refused('no-set', 'no set is on');
    this.#step({ kind: 'end' });
    this.publish();
    return { ok: true, setId };
  }

  /** "current": the one that is on, else the last one; "last": the last one that is over; or an id. */
  find(id: string): Setlist | undefined {
    const { setlists } = this.#parts.stores;
    if (id === 'current') return setlists.newest();
    if (id === 'last') return setlists.all(2).find(({ endedAt }) => endedAt !== undefined);
    return setlists.get(id);
  }

  /** Undefined: there is no such set. */
  async view(id: string): Promise<SetView | undefined> {
    const { views, library } = this.#parts;
    const set = this.find(id);
    if (set === undefined) return undefined;
    const placed = views.placed(set);
    return this.#withNow(set, views.view(set, placed, await library.ask(trackIdsOf(placed))));
  }

  /** Rows as the audience may read them, by their place; none where there is no such set. */
  async publicRows(id: string): Promise<PublicSetRow[]> {
    const { views, library, knowsOf } = this.#parts;
    const asked = this.find(id);
    if (asked === undefined) return [];
    const says = await library.ask(trackIdsOf(views.placed(asked)));
    // What was hidden meanwhile is hidden; of a track that was found meanwhile nothing is known yet.
    const set = this.find(asked.id);
    if (set === undefined) return [];
    const placed = views.placed(set);
    const { order, byId } = toldOf(views.view(set, placed, says), placed, says, knowsOf);
    return order.flatMap((row) => byId[row] ?? []);
  }

  /** The newest first; of those that began before `beforeMs`. */
  list(limit: number, beforeMs?: number): { sets: SetSummary[]; more: boolean } {
    // One more than wanted says whether there are more.
    const found = this.#parts.stores.setlists.summaries(limit + 1, beforeMs);
    const sets = found.slice(0, limit).map(({ id, name, fromAt, endedAt, plays, performers }) => {
      return { id, name, startedAt: fromAt, endedAt, plays, performers };
    });
    return { sets, more: found.length > limit };
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stops) stop();
    this.#cancelWake?.();
    this.#untold.stop();
  }

  #readLife(): Setlist | undefined {
    const newest = this.#parts.stores.setlists.newest();
    this.#newestId = newest?.id;
    this.#life = { ...this.#life, set: newest };
    return newest;
  }

  #takeOnAir({ test, playId, onAirSince }: NowPlaying): void {
    const { plays } = this.#parts.stores;
    // The test song covers what is on air, and changes nothing of it.
    if (test) return;
    if (playId !== undefined && onAirSince !== undefined) {
      const counts = plays.get(playId)?.live === true;
      this.#step({ kind: 'on-air', playId, at: onAirSince, counts });
    } else if (this.#life.onAir !== undefined) {
      const at = plays.get(this.#life.onAir.playId)?.endedAt ?? this.#parts.clock.now();
      this.#step({ kind: 'off-air', at });
    }
  }

  #takeLive({ on, by }: OperatorTopics['live']): void {
    if (on !== this.#life.live) this.#step({ kind: 'live', on, by: by === 'obs' ? 'obs' : 'dj' });
  }

  #step(input: SetLifeInput): void {
    const { clock, endsAfterMs } = this.#parts;
    const { life, changes, wakeAtMs } = stepSetLife(this.#life, input, endsAfterMs(), clock.now());
    this.#life = life;
    for (const change of changes) this.#store(change);
    this.#cancelWake?.();
    if (wakeAtMs === undefined || this.#isStopped) return;
    this.#cancelWake = clock.after(Math.max(0, wakeAtMs - clock.now()), () => {
      this.#step({ kind: 'tick' });
      this.publish();
    });
  }

  #store(change: SetLifeChange): void {
    const { stores, log } = this.#parts;
    const { setlists } = stores;
    if (change.kind === 'begin') {
      const id = randomUUID();
      this.#newestId = id;
      this.#write(() => setlists.begin({ id, fromAt: change.fromAt }));
      log.info('set.began', { set: id, at: change.fromAt });
      return;
    }
    const id = this.#newestId;
    if (id === undefined) return;
    if (change.kind === 'reopen') {
      this.#write(() => setlists.reopen(id));
      log.info('set.goes-on', { set: id });
      return;
    }
    this.#write(() => setlists.end(id, change.at, change.by));
    log.info('set.ended', { set: id, at: change.at, by: change.by });
  }

  #write(change: () => void): void {
    this.#unwritten++;
    this.#parts.write(() => {
      change();
      this.#unwritten--;
    });
  }

  /** Shows what is known: recordings went on, or somebody else plays. */
  publish(): void {
    if (this.#isStopped) return;
    const { operator, stores, views, library } = this.#parts;
    const newest = stores.setlists.newest();
    const placed = newest === undefined ? [] : views.placed(newest);
    const view = newest === undefined ? FIRST_SET : views.view(newest, placed, library.known());
    operator.set('set', this.#withNow(newest, view));
    this.#publishPublic();
    if (!this.#trackIds().every((id) => library.known().isAsked(id))) {
      this.#ask().catch((error: unknown) => this.#parts.log.error('set.publish.failed', { error }));
    }
  }

  #withNow(set: Setlist | undefined, view: SetView): SetView {
    const { stores, clock } = this.#parts;
    const edit = undoFor(stores, set, clock.now());
    return {
      ...view,
      performer: this.#parts.performer(),
      undo: edit && { changeId: edit.changeId, label: edit.label },
    };
  }

  #publishPublic(): void {
    if (!this.#isStopped) this.#parts.audience.set('set', this.#publicSet());
  }

  /** The newest set the audience was told of. */
  #publicSet(): PublicSet {
    const { stores, views, library, knowsOf } = this.#parts;
    const sets = this.#shownSets();
    const shown = sets.find(({ fromAt }) => knowsOf(fromAt));
    const placed = shown === undefined ? [] : views.placed(shown);
    this.#untold.waitFor([...sets.map(({ fromAt }) => fromAt), ...placed.map(({ play }) => play.at)]);
    if (shown === undefined) return FIRST_PUBLIC_SET;
    const says = library.known();
    const view = views.view(shown, placed, says);
    const isOn = view.isOn && shown.id === stores.setlists.newest()?.id;
    return toldOf({ ...view, isOn, performer: this.#parts.performer() }, placed, says, knowsOf);
  }

  /** The newest, and the one before it while the audience knows of no other. */
  #shownSets(): Setlist[] {
    const [newest, before] = this.#parts.stores.setlists.all(2);
    if (newest === undefined) return [];
    return before === undefined || this.#parts.knowsOf(newest.fromAt) ? [newest] : [newest, before];
  }

  #trackIds(): string[] {
    return this.#shownSets().flatMap((set) => trackIdsOf(this.#parts.views.placed(set)));
  }
}

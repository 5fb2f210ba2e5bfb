// One key or dial of a Stream Deck: what it shows, what the finger on it means, and the picture on its way to it.

import { Output, type OutputClock, type Projection, type Step } from '@tracord/shared/output.ts';
import type { Face, HoldView, PressMark } from '#faces/face-inputs.ts';
import type { DeckView, Deed, DialShows, KeySettings, KeyShows, Local } from '#keys/key-kind.ts';
import { Looks, next, type SharedInput } from './looks.ts';
import { type Press, PressGuard } from './press-guard.ts';

/** The app may be sent ten pictures a second for one key. Two may follow at once: what comes of a press need not wait. */
const PACE = { sends: 2, withinMs: 205 };
/** A tap shows no ring. */
const RING_STEP_MS = 100;
const CHOICE_CLOSES_AFTER_MS = 5_000;
/** What a press changes and what it is answered come in either order: the face waits this long to show both at once. */
const ANSWER_COMES_WITHIN_MS = 150;

/** What a key or a dial is made of: how it shows, how it is drawn, where its pictures go. */
export type ControlParts<Shows extends KeyShows | DialShows> = {
  show: (view: DeckView, local: Local, settings: KeySettings) => Shows;
  draw: (facts: Shows['facts'], shared: SharedInput) => Face;
  send: (svg: string) => Promise<void>;
  /** Does what a press means. The answer is what the key says of it; nothing where nothing could be done. */
  act: (deed: Deed) => Promise<PressMark | undefined>;
  clock: OutputClock;
};

/** Without `shows` a mark covers it: nothing can be seen that a press could mean. */
type Picture<Shows> = { svg: string; shows?: Shows };

export class Control<Shows extends KeyShows | DialShows> {
  readonly #parts: ControlParts<Shows>;
  readonly #guard = new PressGuard<Shows>();
  readonly #looks: Looks<Shows['facts']>;
  readonly #output: Output<DeckView, Picture<Shows>, Step & Picture<Shows>>;
  #settings: KeySettings;
  #view: DeckView | undefined;
  #local: Local = {};
  #choiceUntil = 0;
  #actingSince: number | undefined;
  #sent: Picture<Shows> | undefined;
  #cancelRing: (() => void) | undefined;

  constructor(parts: ControlParts<Shows>, settings: KeySettings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#looks = new Looks(parts.draw);
    this.#output = new Output({
      clock: parts.clock,
      project: (view, nowMs) => this.#project(view, nowMs),
      diff: (known, wanted) => (known?.svg === wanted.svg ? [] : [{ reason: 'its face changed', ...wanted }]),
      send: async ({ svg, shows }) => {
        await parts.send(svg);
        this.#sent = { svg, shows };
        this.#painted(shows);
        this.#looks.painted(parts.clock.now());
      },
      pace: PACE,
    });
  }

  get settings(): KeySettings {
    return this.#settings;
  }

  update(view: DeckView): void {
    this.#view = view;
    this.#output.update(view);
  }

  configure(settings: KeySettings): void {
    this.#settings = settings;
    this.#again();
  }

  /** No press is heard until then, and one that is held comes to nothing. */
  deafen(untilMs: number): void {
    this.#guard.deafen(untilMs);
    this.#cancelRing?.();
  }

  /** The deck woke up or was plugged in: everything is sent again, and presses are not heard until then. */
  wake(deafUntilMs: number): void {
    this.deafen(deafUntilMs);
    this.#sent = undefined;
    this.#output.forget();
  }

  close(): void {
    this.#guard.cancel();
    this.#cancelRing?.();
    this.#output.close();
  }

  down(): void {
    const nowMs = this.#now();
    // A second tap before the first one's answer, or on top of its tick, is not another press.
    if (this.#looks.markAt(nowMs)?.kind === 'ok') return;
    if (this.#actingSince !== undefined) {
      this.#say({ kind: 'early' });
      return;
    }
    this.#choiceUntil = nowMs + CHOICE_CLOSES_AFTER_MS;
    const heard = this.#guard.down(nowMs);
    if (heard === 'early') this.#say({ kind: 'early' });
    if (heard !== 'begun') return;
    const holdMs = this.#guard.held(nowMs)?.shown.holdMs;
    // Where holding means nothing there is nothing to wait for.
    if (holdMs === undefined) {
      this.up();
      return;
    }
    this.#cancelRing = this.#parts.clock.after(holdMs, () => this.#do(this.#guard.ripened(this.#now())));
    this.#again();
  }

  up(): void {
    this.#cancelRing?.();
    this.#do(this.#guard.up(this.#now()));
    this.#again();
  }

  /** A dial was turned by so many steps, to the right where positive. A push that is held comes to nothing. */
  turn(ticks: number): void {
    const shows = this.#view && this.#shows(this.#view);
    const local = (shows && 'turned' in shows && shows.turned?.(ticks)) || {};
    this.#guard.turned(local.selected?.id ?? local.choosing?.subject, this.#now());
    this.#cancelRing?.();
    this.#looks.goOn();
    this.#choose(local);
  }

  /** The strip above a dial was touched: that selects, and lets a long title run through, or is as a push. */
  touch(): void {
    const shows = this.#view && this.#shows(this.#view);
    const touched = (shows && 'touched' in shows && shows.touched) || {};
    if (touched === 'push') {
      this.down();
      this.up();
      return;
    }
    this.#looks.scroll(this.#now());
    this.#choose(touched);
  }

  #choose(local: Local): void {
    this.#local = { ...this.#local, ...local };
    this.#choiceUntil = this.#now() + CHOICE_CLOSES_AFTER_MS;
    this.#again();
  }

  #do(press: Press<Shows> | undefined): void {
    const deed = press?.kind === 'hold' ? press.shown.hold?.deed : press?.shown.short;
    if (deed === undefined) return;
    switch (deed.do) {
      case 'choose':
        this.#choose({ choosing: { subject: deed.subject, index: deed.index } });
        break;
      case 'refuse':
        this.#say({ kind: 'stale', word: deed.word });
        break;
      case 'scroll':
        this.#looks.scroll(this.#now());
        this.#again();
        break;
      default:
        void this.#act(deed);
    }
  }

  async #act(deed: Deed): Promise<void> {
    this.#actingSince = this.#now();
    let mark: PressMark | undefined;
    try {
      mark = await this.#parts.act(deed);
    } finally {
      this.#actingSince = undefined;
    }
    this.#local = { ...this.#local, choosing: undefined };
    if (mark?.kind === 'ok' && 'settles' in deed && deed.settles) this.#guard.decided(deed.settles, this.#now());
    if (mark) this.#say(mark);
    else this.#again();
  }

  #say(mark: PressMark): void {
    this.#looks.say(mark);
    this.#again();
  }

  #again(): void {
    if (this.#view) this.#output.update(this.#view);
  }

  #project(view: DeckView, nowMs: number): Projection<Picture<Shows>> {
    const answerMs = (this.#actingSince ?? Number.NEGATIVE_INFINITY) + ANSWER_COMES_WITHIN_MS;
    if (this.#sent && nowMs < answerMs) return { wanted: this.#sent, changesAtMs: answerMs };
    const current = this.#shows(view);
    const { hold, nextAtMs } = this.#ring(nowMs);
    const sight = { facts: current.facts, subject: current.subject, host: view.state.host, hold };
    const face = this.#looks.at(nowMs, sight);
    const mark = this.#looks.markAt(nowMs);
    const isCovered = mark !== undefined && mark.kind !== 'early';
    const shows = isCovered ? undefined : current;
    // The picture may be the same and yet stand for a newer state: a press means that one.
    if (face.svg === this.#sent?.svg) this.#painted(shows);
    const choiceEnd = this.#local.choosing && this.#choiceUntil;
    const changesAtMs = next([face.changesAtMs, nextAtMs, choiceEnd, current.endsAtMs], nowMs);
    return { wanted: { svg: face.svg, shows }, changesAtMs };
  }

  #painted(shows: Shows | undefined): void {
    if (shows === undefined) this.#guard.covered();
    else this.#guard.painted(shows, this.#now());
  }

  #shows(given: DeckView): Shows {
    const nowMs = this.#now();
    if (this.#local.choosing && nowMs >= this.#choiceUntil) this.#local = { ...this.#local, choosing: undefined };
    const view = { ...given, state: { ...given.state, nowMs } };
    const shows = this.#parts.show(view, this.#local, this.#settings);
    // Of a host that is away nothing can be seen, and it can be asked for nothing.
    if (view.state.host !== 'connected') return { facts: shows.facts } as Shows;
    if ('selected' in shows) this.#local = { ...this.#local, selected: shows.selected };
    return shows;
  }

  /** The ring of a press that is held, closing in steps. */
  #ring(nowMs: number): { hold?: HoldView; nextAtMs?: number } {
    const held = this.#guard.held(nowMs);
    const { hold, holdMs } = held?.shown ?? {};
    if (held === undefined || hold === undefined || holdMs === undefined) return {};
    const step = Math.floor(held.forMs / RING_STEP_MS);
    const nextAtMs = nowMs - held.forMs + (step + 1) * RING_STEP_MS;
    if (step === 0) return { nextAtMs };
    const progress = Math.min(1, (step * RING_STEP_MS) / holdMs);
    return { hold: { progress, glyph: hold.glyph, word: hold.word }, nextAtMs };
  }

  #now(): number {
    return this.#parts.clock.now();
  }
}

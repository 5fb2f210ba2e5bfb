// All keys and dials that can be seen, on every Stream Deck there is: who shows which request, and what presses come to.

import type { OutputClock } from '@tracord/shared/output.ts';
import type { CommandAnswer } from '@tracord/shared/protocol.ts';
import type { DialFace, DialFaceInput, Face, KeyFaceInput, PressMark } from '#faces/face-inputs.ts';
import type { DeckView, Deed, DialShows, KeySettings, KeyShows } from '#keys/key-kind.ts';
import { DIAL_KINDS, KEY_KINDS } from '#keys/kinds.ts';
import { placeIn, REQUEST_ACTION } from '#keys/requests.ts';
import { Control } from './control.ts';
import { KeyPlaces } from './key-places.ts';
import type { OnAirDetails } from './on-air-details.ts';
import { DEAF_MS } from './press-guard.ts';
import { wordFor } from './refusals.ts';
import { type DeckState, FIRST_DECK_STATE } from './state.ts';

export type DeckParts = {
  clock: OutputClock;
  faces: { drawKey(input: KeyFaceInput): Face; drawDial(input: DialFaceInput): DialFace };
  /** Brings a picture (an SVG document) to a key or to the strip above a dial. */
  sendKey(context: string, svg: string): Promise<void>;
  sendDial(context: string, svg: string): Promise<void>;
  /** Undefined where no host answers. Never rejects. */
  command(name: string, args: Record<string, unknown>): Promise<CommandAnswer | undefined>;
};

/** A key or dial as the app tells of it. `context` is the app's name for it, `action` one of keys/kinds.ts. */
export type Place = { context: string; device: string; action: string; isDial: boolean; settings: KeySettings };

type AnyControl = Control<KeyShows> | Control<DialShows>;
type Seen = Place & { control: AnyControl };

export class Deck {
  readonly #parts: DeckParts;
  readonly #places = new KeyPlaces();
  readonly #seen = new Map<string, Seen>();
  /** Until when no press is heard, by device, and on all of them. */
  readonly #deafUntil = new Map<string, number>();
  #allDeafUntil = Number.NEGATIVE_INFINITY;
  #state: Omit<DeckState, 'nowMs'> = FIRST_DECK_STATE;
  #details: OnAirDetails = { alternatives: [] };
  #cancelTimer: (() => void) | undefined;

  constructor(parts: DeckParts) {
    this.#parts = parts;
  }

  /** What the host says now. */
  hear(state: Omit<DeckState, 'nowMs'>): void {
    this.#state = state;
    this.#showAll();
  }

  /** What is known by now about the track on air. */
  detail(details: OnAirDetails): void {
    this.#details = details;
    this.#showAll();
  }

  /** A key or dial came into view. Unknown actions show nothing. */
  appear(place: Place): void {
    this.disappear(place.context);
    const control = this.#control(place);
    if (control === undefined) return;
    // The app tells of a device first and of its keys after it.
    control.deafen(Math.max(this.#allDeafUntil, this.#deafUntil.get(place.device) ?? Number.NEGATIVE_INFINITY));
    this.#seen.set(place.context, { ...place, control });
    this.#showAll();
  }

  disappear(context: string): void {
    this.#seen.get(context)?.control.close();
    if (this.#seen.delete(context)) this.#showAll();
  }

  configure(context: string, settings: KeySettings): void {
    this.#seen.get(context)?.control.configure(settings);
    this.#showAll();
  }

  down(context: string): void {
    this.#touched(context)?.down();
  }

  up(context: string): void {
    this.#touched(context)?.up();
  }

  turn(context: string, ticks: number): void {
    this.#touched(context)?.turn(ticks);
  }

  touch(context: string): void {
    this.#touched(context)?.touch();
  }

  /** The computer woke up, or one device was connected: its faces are sent again, presses are not heard for a moment, also
   * on keys that come into view after it. */
  wake(device?: string): void {
    const until = this.#parts.clock.now() + DEAF_MS;
    if (device === undefined) this.#allDeafUntil = until;
    else this.#deafUntil.set(device, until);
    for (const seen of this.#seen.values()) {
      if (device === undefined || seen.device === device) seen.control.wake(until);
    }
  }

  close(): void {
    this.#cancelTimer?.();
    for (const { control } of this.#seen.values()) control.close();
    this.#seen.clear();
  }

  #control({ context, action, isDial, settings }: Place): AnyControl | undefined {
    const { clock, faces, sendKey, sendDial } = this.#parts;
    const act = (deed: Deed) => this.#act(deed);
    if (isDial) {
      const kind = DIAL_KINDS[action];
      if (kind === undefined) return undefined;
      const send = (svg: string) => sendDial(context, svg);
      return new Control(
        { ...kind, draw: (facts, shared) => faces.drawDial({ ...shared, ...facts }), send, act, clock },
        settings,
      );
    }
    const kind = KEY_KINDS[action];
    if (kind === undefined) return undefined;
    const send = (svg: string) => sendKey(context, svg);
    return new Control(
      { ...kind, draw: (facts, shared) => faces.drawKey({ ...shared, ...facts }), send, act, clock },
      settings,
    );
  }

  #touched(context: string): AnyControl | undefined {
    const control = this.#seen.get(context)?.control;
    if (control) this.#places.touched(this.#parts.clock.now());
    return control;
  }

  async #act(deed: Deed): Promise<PressMark | undefined> {
    if (deed.do === 'sort') {
      this.#places.sort(this.#state.topics.requests, this.#visible(), this.#parts.clock.now());
      this.#showAll();
      return { kind: 'ok' };
    }
    if (deed.do !== 'command') return undefined;
    const answer = await this.#parts.command(deed.name, deed.args);
    if (!answer?.ok) return { kind: 'stale', word: wordFor(answer?.code) };
    if (deed.settles !== undefined) this.#places.settled(deed.settles);
    this.#showAll();
    return { kind: 'ok' };
  }

  /** The places that some request key shows. */
  #visible(): number[] {
    return [...this.#seen.values()]
      .filter(({ action }) => action === REQUEST_ACTION)
      .map(({ control }) => placeIn(control.settings));
  }

  #showAll(): void {
    const { clock } = this.#parts;
    const { requests } = this.#state.topics;
    const nowMs = clock.now();
    const changesAtMs = this.#places.arrange(requests, this.#visible(), nowMs);
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (changesAtMs !== undefined)
      this.#cancelTimer = clock.after(Math.max(1, changesAtMs - nowMs), () => this.#showAll());
    const view: DeckView = {
      state: { ...this.#state, nowMs },
      requestAt: (place) => requests.byId[this.#places.at(place) ?? ''],
      ...this.#details,
    };
    for (const { control } of this.#seen.values()) control.update(view);
  }
}

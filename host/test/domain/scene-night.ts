// A night with scene rules: plays lines like "4 hand C" against the machine and an OBS that takes its time, and tells what was on
// air when. Times are seconds from the beginning.

import { FIRST_OBS, type ObsItemView, type ObsView } from '@tracord/shared/obs.ts';
import { obsSettings, type SceneRule } from '@tracord/shared/obs-settings.ts';
import { type SceneRulesInput, step } from '#domain/scene-rules.ts';
import { firstSceneRules, type SceneCue } from '#domain/scene-rules-state.ts';

const START = 1_700_000_000_000;
const SCENES = ['Main', 'A', 'B', 'C', 'D'];

export function rules(...given: Partial<SceneRule>[]): SceneRule[] {
  return obsSettings.parse({ rules: given }).rules;
}

export type NightOptions = {
  /** How long OBS takes for a change, and how long until the machine sees it. */
  landsMs?: number;
  seenMs?: number;
  /** Sources in Main; hidden at first. */
  sources?: string[];
};

export class SceneNight {
  /** "4 A": from then on A was on air; "4 +Banner", "12 -Banner": a source of Main. */
  readonly seen: string[] = [];
  readonly cues: { cue: SceneCue; at: number; wasAway: boolean }[] = [];
  readonly missed: string[] = [];
  program = 'Main';
  #now = START;
  #isAway = false;
  #state = firstSceneRules();
  #wakeAt: number | undefined;
  #later: { at: number; call: () => void }[] = [];
  #items: ObsItemView[];
  readonly #rules: SceneRule[];
  readonly #options: Required<NightOptions>;

  constructor(given: SceneRule[], options: NightOptions = {}) {
    this.#rules = given;
    this.#options = { landsMs: 20, seenMs: 30, sources: ['Banner'], ...options };
    this.#items = this.#options.sources.map((name, id) => ({ id, name, visible: false }));
    this.#see();
    for (const kind of ['live', 'set', 'on-air'] as const) this.#take({ kind, on: kind !== 'set' });
  }

  play(lines: string[]): this {
    for (const line of lines) {
      const [seconds, ...words] = line.split(' ');
      this.until(Number(seconds) * 1_000);
      this.happens(words);
    }
    return this;
  }

  /** Goes on until so many ms after the beginning. */
  until(ms: number): this {
    const end = START + ms;
    for (;;) {
      const next = this.#later.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      const wakeAt = this.#wakeAt ?? Number.POSITIVE_INFINITY;
      if (next !== undefined && next.at <= wakeAt) {
        this.#later = this.#later.filter((one) => one !== next);
        this.#now = Math.max(this.#now, next.at);
        next.call();
      } else if (wakeAt <= end) {
        this.#now = Math.max(this.#now, wakeAt);
        this.#take({ kind: 'tick' });
      } else break;
    }
    this.#now = Math.max(this.#now, end);
    return this;
  }

  happens([what, word = '']: string[]): void {
    const on = word === 'on';
    switch (what) {
      case 'accepted':
      case 'playing':
        this.#take({ kind: 'request', what });
        break;
      case 'live':
      case 'set':
        this.#take({ kind: what, on });
        break;
      case 'music':
        this.#take({ kind: 'on-air', on });
        break;
      case 'hand':
        this.#put(word);
        break;
      case 'command':
        this.#take({ kind: 'hand', scene: word });
        this.#after(this.#options.landsMs, () => this.#put(word));
        break;
      case 'shows':
      case 'hides':
        this.#show(word, what === 'shows');
        break;
      case 'wants':
        this.#take({ kind: 'source-by-hand', source: word });
        break;
      case 'away':
        this.#isAway = true;
        this.#see();
        break;
      case 'back':
        this.#isAway = false;
        if (word !== '') this.#put(word);
        this.#see();
        break;
      case 'sleep':
        // The computer: nothing wakes meanwhile.
        this.#now += Number(word) * 1_000;
        this.#take({ kind: 'tick' });
        break;
      case 'wait':
        break;
      default:
        throw new Error(`what is "${what}"?`);
    }
  }

  #take(input: SceneRulesInput): void {
    const { state, cues, missed, wakeAtMs } = step(this.#state, input, this.#rules, this.#now);
    this.#state = state;
    this.#wakeAt = wakeAtMs;
    this.missed.push(...missed);
    for (const cue of cues) this.#do(cue);
  }

  #do(cue: SceneCue): void {
    this.cues.push({ cue, at: this.#now, wasAway: this.#isAway });
    this.#after(this.#options.landsMs, () => {
      const isSo = cue.do === 'scene' && this.program === nameOf(cue.scene);
      if (!this.#isAway && cue.do === 'scene') this.#put(nameOf(cue.scene));
      if (!this.#isAway && cue.do === 'source') this.#show(cue.source, cue.on);
      const outcome = this.#isAway ? 'refused' : isSo ? 'already' : 'done';
      this.#after(1, () => this.#take({ kind: 'done', cueId: cue.id, outcome }));
    });
  }

  #put(scene: string): void {
    if (this.program === scene) return;
    this.program = scene;
    this.#note(scene);
  }

  #show(source: string, visible: boolean): void {
    const before = this.#items.find(({ name }) => name === source);
    if (before === undefined || before.visible === visible) return;
    this.#items = this.#items.map((item) => (item === before ? { ...item, visible } : item));
    this.#note(`${visible ? '+' : '-'}${source}`);
  }

  #note(what: string): void {
    this.seen.push(`${Math.floor((this.#now - START) / 1_000)} ${what}`);
    this.#after(this.#options.seenMs, () => this.#see());
  }

  /** As the topic: always the newest. */
  #see(): void {
    const byId = Object.fromEntries(
      SCENES.map((name) => [idOf(name), { name, items: name === 'Main' ? this.#items : [] }]),
    );
    const obs: ObsView = {
      ...FIRST_OBS,
      status: this.#isAway ? 'away' : 'connected',
      scenes: { order: SCENES.map(idOf), byId },
      program: idOf(this.program),
    };
    this.#take({ kind: 'obs', obs });
  }

  #after(ms: number, call: () => void): void {
    this.#later.push({ at: this.#now + ms, call });
  }
}

const idOf = (name: string) => `id-${name}`;
const nameOf = (id: string) => id.replace('id-', '');

// Scene rules follow the show: what the audience may know of, what is on air, sets, and what OBS says.

import { FIRST_OBS, type ObsView } from '@tracord/shared/obs.ts';
import { obsSettings, type SceneRule } from '@tracord/shared/obs-settings.ts';
import type { PublicRequest, PublicRequests } from '@tracord/shared/requests.ts';
import {
  type BridgeHealth,
  FIRST_OPERATOR_TOPICS,
  FIRST_PUBLIC_TOPICS,
  type NowPlaying,
  type OperatorTopics,
  type PublicTopics,
} from '@tracord/shared/topics.ts';
import { describe, expect, it } from 'vitest';
import type { SceneCue } from '#domain/scene-rules-state.ts';
import { ManualClock } from '#kernel/clock.ts';
import { createLogger, type LogLine, silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { type CueAnswer, SceneCues } from '#services/live/scene-cues.ts';

const SCENES = ['Main', 'Requests', 'Break', 'Camera'];

class Stage {
  readonly clock = new ManualClock();
  readonly operator: TopicStore<OperatorTopics>;
  readonly audience = new TopicStore<PublicTopics>(FIRST_PUBLIC_TOPICS, silentLogger);
  readonly asked: SceneCue[] = [];
  readonly lines: LogLine[] = [];
  readonly health: BridgeHealth[] = [];
  rules: SceneRule[];
  /** What OBS makes of a cue. */
  answer: (cue: SceneCue) => Promise<CueAnswer> = async (cue) => {
    if (cue.do === 'scene') this.obs({ program: cue.scene });
    return { ok: true, outcome: 'done' };
  };
  readonly cues: SceneCues;

  constructor(rules: Partial<SceneRule>[], before: Partial<OperatorTopics> = {}) {
    this.rules = obsSettings.parse({ rules }).rules;
    const live = { on: true, since: this.clock.now(), by: 'dj' } as const;
    this.operator = new TopicStore({ ...FIRST_OPERATOR_TOPICS, live, ...before }, silentLogger);
    const audience = new Audience(this.operator, this.audience, this.clock, () => 0);
    this.obs({ program: 'Main', status: 'connected' });
    this.cues = new SceneCues({
      ...{ operator: this.operator, audience: this.audience, clock: this.clock },
      followOnAir: (listener) => audience.followOnAir(listener),
      rules: () => this.rules,
      report: (health) => this.health.push(health),
      do: (cue) => {
        this.asked.push(cue);
        return this.answer(cue);
      },
      log: createLogger((line) => this.lines.push(line)),
    });
  }

  obs(changed: Partial<ObsView>): void {
    const byId = Object.fromEntries(SCENES.map((name) => [name, { name, items: [] }]));
    const before = this.operator.get('obs');
    this.operator.set('obs', { ...FIRST_OBS, ...before, scenes: { order: SCENES, byId }, ...changed });
  }

  get program() {
    return this.operator.get('obs').program;
  }

  /** Lets what was asked of OBS be answered, then time go on. */
  async after(ms: number): Promise<this> {
    await new Promise((resolve) => setImmediate(resolve));
    this.clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
    return this;
  }

  play(title: string | undefined, more: Partial<NowPlaying> = {}): void {
    const { source, match } = FIRST_OPERATOR_TOPICS.nowPlaying;
    const track = title === undefined ? undefined : { artist: 'X', title, display: { artist: 'X', title } };
    const onAir = title === undefined ? {} : { track, playId: title, onAirSince: this.clock.now() };
    this.operator.set('nowPlaying', { source, match, ...onAir, ...more });
  }

  requests(rows: Record<string, Partial<PublicRequest>>, onAirSince?: number): void {
    const full = Object.entries(rows).map(([id, row]): [string, PublicRequest] => [
      id,
      {
        ...{ number: 1, state: 'accepted', track: { display: { artist: 'X', title: id } }, others: 0 },
        ...{ announcedAt: this.clock.now(), ...row },
      },
    ]);
    const value: PublicRequests = { open: true, hint: '', order: Object.keys(rows), byId: Object.fromEntries(full) };
    this.audience.set('requests', onAirSince === undefined ? value : { ...value, onAir: { onAirSince, others: 0 } });
  }
}

const SHOW = { when: 'request-accepted', scene: 'Requests', forSeconds: 8 } as const;
const PLAYING = { when: 'request-playing', scene: 'Camera', forSeconds: 8 } as const;

describe('scene rules in the show', () => {
  it('show an accepted request once the audience may know of it, and go back', async () => {
    const stage = new Stage([SHOW]);
    stage.requests({ one: {} });
    await stage.after(100);
    expect(stage.program).toBe('Requests');
    // Its track is loaded: no news.
    stage.requests({ one: { state: 'loaded' } });
    await stage.after(8_000);
    expect(stage.program).toBe('Main');
    expect(stage.asked.map(({ id }) => id)).toEqual(['cue-1', 'cue-2']);
    expect(stage.lines.map(({ event, fields }) => `${event} ${fields.scene}: ${fields.why}`)).toEqual([
      'scenes.scene Requests: a request is accepted',
      'scenes.scene Main: the time of the scene is over',
    ]);
  });

  it('change nothing for what was accepted before, or is unmasked later', async () => {
    const stage = new Stage([SHOW, PLAYING]);
    stage.play('wanted');
    const since = stage.clock.now();
    await stage.after(60_000);
    stage.requests({ one: { announcedAt: stage.clock.now() - 30_000 }, two: { state: 'playing' } }, since);
    await stage.after(60_000);
    expect(stage.asked).toEqual([]);
  });

  it('show once that a request is on air, also when its view is taken away for a while', async () => {
    const stage = new Stage([PLAYING]);
    stage.play('wanted');
    stage.requests({ one: { state: 'playing' } }, stage.clock.now());
    const since = stage.clock.now();
    await stage.after(2_000);
    stage.requests({});
    stage.requests({ one: { state: 'playing' } }, since);
    // Not a moment longer.
    await stage.after(6_000);
    expect(stage.asked.map(({ scene }) => scene)).toEqual(['Camera', 'Main']);
  });

  it('take nothing for news that stands when they begin', async () => {
    const stage = new Stage([SHOW, PLAYING, { when: 'live', scene: 'Break' }, { when: 'set-start', scene: 'Break' }], {
      set: { ...FIRST_OPERATOR_TOPICS.set, isOn: true },
    });
    await stage.after(60_000);
    expect(stage.asked).toEqual([]);
  });

  it('go on after a refusal, and say why', async () => {
    const stage = new Stage([{ ...SHOW, forSeconds: 0 }]);
    stage.answer = async () => ({ ok: false, message: 'OBS did not do it' });
    stage.requests({ one: {} });
    await stage.after(20_000);
    stage.answer = () => Promise.reject(new Error('a fault'));
    stage.requests({ one: {}, two: {} });
    await stage.after(20_000);
    expect(stage.asked.map(({ scene }) => scene)).toEqual(['Requests', 'Requests']);
    expect(stage.lines.map(({ fields }) => fields.refused ?? 'fault')).toEqual([
      'OBS did not do it',
      'fault',
      'it failed',
    ]);
  });

  it('leave alone what the DJ asked for by a command', async () => {
    const stage = new Stage([SHOW]);
    stage.requests({ one: {} });
    await stage.after(1_000);
    stage.cues.chosenByHand('Requests');
    await stage.after(30_000);
    expect(stage.program).toBe('Requests');
  });

  it('count nothing on air from the end of the track, not of the test song', async () => {
    const stage = new Stage([{ when: 'idle', scene: 'Break', afterSeconds: 60 }]);
    stage.play('one');
    await stage.after(1_000);
    stage.play(undefined);
    await stage.after(59_000);
    stage.play('Test', { test: true });
    await stage.after(900);
    expect(stage.program).toBe('Main');
    await stage.after(100);
    expect(stage.program).toBe('Break');
  });

  it('follow sets and the show, and rules that are changed', async () => {
    const stage = new Stage([]);
    stage.rules = obsSettings.parse({
      rules: [
        { when: 'set-start', scene: 'Camera' },
        { when: 'rehearsal', scene: 'Break' },
      ],
    }).rules;
    stage.cues.rulesChanged();
    stage.operator.set('set', { ...FIRST_OPERATOR_TOPICS.set, isOn: true });
    await stage.after(10);
    expect(stage.program).toBe('Camera');
    stage.operator.set('live', { on: false, by: 'obs' });
    await stage.after(10);
    expect(stage.program).toBe('Break');
    stage.cues.stop();
    stage.operator.set('set', { ...FIRST_OPERATOR_TOPICS.set, isOn: false });
    stage.operator.set('set', { ...FIRST_OPERATOR_TOPICS.set, isOn: true });
    await stage.after(60_000);
    expect(stage.asked).toHaveLength(2);
  });

  it('say at once which scenes OBS does not have', () => {
    const stage = new Stage([SHOW]);
    expect(stage.health.splice(0)).toEqual([{ status: 'ok', message: 'OBS has every scene that your rules name.' }]);
    const rules = [
      { ...SHOW, scene: 'Request', backTo: 'Home' },
      { when: 'idle', source: 'Banner', in: 'Home' },
    ];
    stage.rules = obsSettings.parse({ rules }).rules;
    stage.cues.rulesChanged();
    stage.obs({ studioMode: true });
    expect(stage.health).toEqual([
      {
        status: 'warn',
        message: 'OBS has no scenes "Request", "Home", but your rules name them.',
        remedy: expect.stringContaining('obs.rules'),
      },
    ]);
    stage.obs({ status: 'away', scenes: { order: [], byId: {} } });
    expect(stage.health).toHaveLength(1);
    stage.rules = [];
    stage.obs({ status: 'connected' });
    expect(stage.health.map(({ status }) => status)).toEqual(['warn', 'off']);
  });

  it('say so where there are none, also while OBS is away', () => {
    expect(new Stage([]).health.map(({ status }) => status)).toEqual(['off']);
    const stage = new Stage([{ ...SHOW, scene: 'Nowhere' }]);
    expect(stage.health.map(({ status }) => status)).toEqual(['warn']);
    stage.obs({ status: 'away', scenes: { order: [], byId: {} } });
    stage.rules = [];
    stage.cues.rulesChanged();
    expect(stage.health.map(({ status }) => status)).toEqual(['warn', 'off']);
  });

  it('do nothing while OBS is away', async () => {
    const stage = new Stage([SHOW]);
    stage.obs({ status: 'away' });
    stage.requests({ one: {} });
    await stage.after(3_000);
    stage.obs({ status: 'connected' });
    await stage.after(60_000);
    expect(stage.asked).toEqual([]);
  });
});

// Scene rules in the real OBS: there and back, with a DJ who uses OBS meanwhile, and with an OBS that is killed.

import { obsSettings } from '@tracord/shared/obs-settings.ts';
import {
  FIRST_OPERATOR_TOPICS,
  FIRST_PUBLIC_TOPICS,
  type OperatorTopics,
  type PublicTopics,
} from '@tracord/shared/topics.ts';
import type { OBSWebSocket } from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ObsAlarms } from '#adapters/obs/alarms.ts';
import { ObsBridge } from '#adapters/obs/bridge.ts';
import { ObsControl } from '#adapters/obs/control.ts';
import { sceneCueDoer } from '#app/obs-control-handlers.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { SceneCues } from '#services/live/scene-cues.ts';
import { type RealObs, realObsMissing, startRealObs } from '../../../test/fakes/real-obs.ts';
import { until } from '../../../test/fakes/until.ts';
import { secondClient } from '../adapters/obs/sources-for-test.ts';

describe.skipIf(realObsMissing !== undefined)('scene rules in the real OBS (needs obs-studio and Xvfb)', () => {
  const live = { on: true, by: 'dj' } as const;
  const operator = new TopicStore<OperatorTopics>({ ...FIRST_OPERATOR_TOPICS, live }, silentLogger);
  const audience = new TopicStore<PublicTopics>(FIRST_PUBLIC_TOPICS, silentLogger);
  const asked: string[] = [];
  let requests = 0;
  let obs: RealObs;
  let bridge: ObsBridge;
  let cues: SceneCues;
  let dj: OBSWebSocket;
  /** As the DJ sees them in OBS. */
  let onAir: string[] = [];

  beforeAll(async () => {
    obs = await startRealObs({ canvas: { width: 320, height: 180 }, collections: { Show: ['Main', 'Break', 'End'] } });
    const clock = systemClock;
    bridge = new ObsBridge({
      ...{ url: obs.url, clock, log: silentLogger, isLive: () => true, boundSources: () => [] },
      password: () => ({ known: true, password: obs.password }),
      onView: (view) => operator.set('obs', view),
      ...{ report: () => {}, onSighting: () => {}, alarms: new ObsAlarms() },
    });
    const control = new ObsControl({ link: bridge.link, expectStop: (kind) => bridge.expectStop(kind) });
    const doCue = sceneCueDoer(control, clock);
    const shown = new Audience(operator, audience, clock, () => 0);
    const rules = obsSettings.parse({
      rules: [
        { when: 'request-accepted', scene: 'Break', forSeconds: 1 },
        { when: 'set-start', scene: 'End' },
      ],
    }).rules;
    cues = new SceneCues({
      ...{ operator, audience, clock, log: silentLogger, rules: () => rules, report: () => {} },
      followOnAir: (listener) => shown.followOnAir(listener),
      do: (cue) => {
        asked.push(operator.get('obs').scenes.byId[cue.scene]?.name ?? cue.scene);
        return doCue(cue);
      },
    });
    bridge.start();
    await connected();
  });
  afterAll(async () => {
    cues?.stop();
    bridge?.stop();
    await dj?.disconnect();
    await obs?.stop();
  });

  async function connected(): Promise<void> {
    dj = await secondClient(obs);
    dj.on('CurrentProgramSceneChanged', ({ sceneName }) => onAir.push(sceneName));
    await until(() => expect(operator.get('obs').program).toBeDefined(), 20_000);
  }

  async function begin(sceneName: string): Promise<void> {
    await dj.call('SetCurrentProgramScene', { sceneName });
    await until(() => expect(operator.get('obs').program).toBe(`name:${sceneName}`));
    onAir = [];
    asked.length = 0;
  }

  function accepted(): void {
    requests += 1;
    const id = `request-${requests}`;
    const track = { display: { artist: 'X', title: 'Y' } };
    const request = { number: requests, state: 'accepted', track, others: 0, announcedAt: systemClock.now() } as const;
    audience.set('requests', { ...FIRST_PUBLIC_TOPICS.requests, order: [id], byId: { [id]: request } });
  }

  const saw = (...scenes: string[]) => until(() => expect(onAir).toEqual(scenes));
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('show a scene and go back, in studio mode too, with the preview as it was', async () => {
    await begin('Main');
    accepted();
    await saw('Break', 'Main');
    await dj.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await until(() => expect(operator.get('obs').studioMode).toBe(true));
    await dj.call('SetCurrentPreviewScene', { sceneName: 'End' });
    const preview = async () => (await dj.call('GetCurrentPreviewScene')).currentPreviewSceneName;
    await until(async () => expect(await preview()).toBe('End'));
    onAir = [];
    accepted();
    await saw('Break', 'Main');
    await until(async () => expect(await preview()).toBe('End'));
    await dj.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await until(() => expect(operator.get('obs').studioMode).toBe(false));
  });

  it('leave alone what the DJ chooses meanwhile', async () => {
    await begin('Main');
    accepted();
    await saw('Break');
    await until(() => expect(operator.get('obs').program).toBe('name:Break'));
    await dj.call('SetCurrentProgramScene', { sceneName: 'End' });
    await pause(1_300);
    expect(onAir).toEqual(['Break', 'End']);
    expect(asked).toEqual(['Break']);
  });

  it('do nothing again after OBS was killed, and nothing of what happened meanwhile', async () => {
    await begin('Main');
    accepted();
    await saw('Break');
    await obs.kill();
    await until(() => expect(operator.get('obs').status).not.toBe('connected'));
    operator.set('set', { ...FIRST_OPERATOR_TOPICS.set, isOn: true });
    accepted();
    await obs.start();
    await connected();
    onAir = [];
    await pause(1_500);
    expect(asked).toEqual(['Break']);
    expect(onAir).toEqual([]);
    expect(operator.get('obs').program).toBe('name:Main');
  });
});

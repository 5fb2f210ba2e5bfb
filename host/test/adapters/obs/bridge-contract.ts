// The whole bridge on an OBS, the real one or the fake: what it tells of a recording is true of the file, and a crash is noticed.

import type { ObsView } from '@tracord/shared/obs.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ObsAlarms } from '#adapters/obs/alarms.ts';
import { ObsBridge } from '#adapters/obs/bridge.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';
import type { ContractObs } from './obs-contract.ts';

export function bridgeContract(running: () => ContractObs): void {
  let bridge: ObsBridge;
  let view: ObsView;
  let health: BridgeHealth;
  let sightings: OutputSighting[];

  const kinds = () => sightings.map(({ kind }) => kind);
  const told = (kind: OutputSighting['kind']) =>
    until(() => {
      const found = sightings.findLast((sighting) => sighting.kind === kind);
      if (found === undefined) throw new Error(`${kind} was not told.`);
      return found;
    });
  const done = async (type: string) => expect(await bridge.link.request(type)).toMatchObject({ ok: true });
  const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms * running().pace));

  beforeEach(async () => {
    sightings = [];
    const { url, password } = running();
    bridge = new ObsBridge({
      ...{ url, clock: systemClock, log: silentLogger, alarms: new ObsAlarms() },
      password: () => ({ known: true, password }),
      report: (report) => {
        health = report;
      },
      isLive: () => true,
      onView: (next) => {
        view = next;
      },
      onSighting: (sighting) => sightings.push(sighting),
      boundSources: () => [{ what: 'text:title', name: 'My title', found: false }],
    });
    bridge.start();
    await until(() => expect(view.status).toBe('connected'));
    await until(() => expect(kinds()).toEqual(['output.idle', 'output.idle']));
  });

  afterEach(() => bridge.stop());

  test('the topic shows scenes, what is on air and bound sources', () => {
    const names = view.scenes.order.map((id) => view.scenes.byId[id]?.name);
    expect(names).toEqual(['Main', 'Break', 'End']);
    expect(view.scenes.byId[view.program ?? '']?.name).toBe('Main');
    expect(view.sources).toEqual([{ what: 'text:title', name: 'My title', found: false }]);
    expect(health).toEqual({ status: 'ok', message: `Connected to OBS ${view.version}.` });
  });

  test('what is told of a recording with a pause is true of its file', async () => {
    await done('StartRecord');
    const { at: startedAt } = await told('output.started');
    await rest(1_200);
    await done('PauseRecord');
    const { at: pausedAt } = await told('output.paused');
    await rest(600);
    await done('ResumeRecord');
    const { at: resumedAt } = await told('output.resumed');
    await rest(900);
    const askedAt = Date.now();
    await done('StopRecord');
    const stopped = await told('output.stopped');
    expect(stopped).toMatchObject({ output: 'recording', asked: true, path: expect.stringMatching(/\.mkv$/) });
    const path = 'path' in stopped ? stopped.path : undefined;
    const reckonedMs = askedAt - startedAt - (resumedAt - pausedAt);
    expect(Math.abs((await running().fileMs(path ?? '')) - reckonedMs)).toBeLessThan(500);
    await until(() => expect(view.recording).toEqual({ active: false }));
    expect(view.alarms).toEqual([]);
    // The real one says that it has stopped a moment before it says that nothing runs.
    const status = () => bridge.link.request('GetRecordStatus');
    await until(async () => expect(await status()).toMatchObject({ data: { outputActive: false } }));
  });

  test('OBS that is killed while it records is missed, and an alarm stays until it is acknowledged', async () => {
    await done('StartRecord');
    await told('output.started');
    await until(() => expect(view.recording.active).toBe(true));
    await running().kill();
    await told('output.away');
    await until(() => expect(health.status).toBe('warn'));
    expect(view).toMatchObject({ status: 'away', scenes: { order: [] }, recording: { active: false } });
    await running().start();
    await until(() => expect(view.alarms).toHaveLength(1));
    expect(kinds().slice(-3)).toEqual(['output.away', 'output.idle', 'output.idle']);
    expect(health.status).toBe('ok');
    expect(bridge.acknowledge()).toBe(1);
    expect(view.alarms).toEqual([]);
  });

  test('after a stop nothing is told any more', async () => {
    bridge.stop();
    expect(kinds().at(-1)).toBe('output.away');
    const last = [view, health];
    await rest(50);
    bridge.refresh();
    expect([view, health]).toEqual(last);
  });
}

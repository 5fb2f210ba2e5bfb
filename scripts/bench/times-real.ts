// Times against the real OBS: a colour changes whenever a track comes on air, and where it changes in the recorded files is held
// against where the set says that it does.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ObsAlarms } from '../../host/src/adapters/obs/alarms.ts';
import { ObsBridge } from '../../host/src/adapters/obs/bridge.ts';
import { filesOf, lengthOf, placeOn } from '../../host/src/domain/output-clock.ts';
import { systemClock } from '../../host/src/kernel/clock.ts';
import { silentLogger } from '../../host/src/kernel/logger.ts';
import { Outputs } from '../../host/src/services/live/outputs.ts';
import { openShowDatabase } from '../../host/src/storage/show/database.ts';
import { OutputStore } from '../../host/src/storage/show/outputs.ts';
import { ShowState } from '../../host/src/storage/show/show-state.ts';
import { startRealObs } from '../../test/fakes/real-obs.ts';
import { changesIn, durationOf } from '../../test/fakes/recorded-file.ts';
import { until } from '../../test/fakes/until.ts';
import type { BenchRow } from './row.ts';

const TRACK_MS = 7_000;
const PAUSE_MS = 9_000;
const SIZE = { width: 320, height: 180 };
const [BLACK, WHITE] = [0xff000000, 0xffffffff];

/** Two recordings of together `minutes`, the first of them paused once. */
export async function timesWithRealObs(minutes: number, say: (line: string) => void): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-times-'));
  const db = openShowDatabase(folder);
  const obs = await startRealObs({ canvas: SIZE });
  const outputs = new Outputs({
    ...{ store: new OutputStore(db), state: new ShowState(db), clock: systemClock, log: silentLogger },
    write: (write) => write(),
  });
  outputs.resume();
  const bridge = new ObsBridge({
    url: obs.url,
    password: () => ({ known: true, password: obs.password }),
    ...{ alarms: new ObsAlarms(), clock: systemClock, log: silentLogger },
    report: () => {},
    isLive: () => false,
    onView: () => {},
    onSighting: (sighting) => outputs.take(sighting),
    boundSources: () => [],
  });
  try {
    bridge.start();
    await until(() => mustBe(bridge.link.state !== undefined), 30_000);
    await ask(bridge, 'CreateInput', {
      ...{ sceneName: bridge.link.state?.program, inputName: 'Colour', inputKind: 'color_source_v3' },
      inputSettings: { ...SIZE, color: BLACK },
    });
    const began = systemClock.now();
    const half = (minutes * 60_000) / 2;
    const first = await record(bridge, outputs, half, true);
    const second = await record(bridge, outputs, half, false);
    return rowsFor(outputs, began, [...first, ...second], say);
  } finally {
    bridge.stop();
    outputs.stop();
    await obs.stop();
    db.close();
    rmSync(folder, { recursive: true });
  }
}

/** Answers when tracks came on air. */
async function record(bridge: ObsBridge, outputs: Outputs, forMs: number, isPaused: boolean): Promise<number[]> {
  const onAir: number[] = [];
  await ask(bridge, 'SetInputSettings', { inputName: 'Colour', inputSettings: { color: BLACK } });
  await sleep(1_000);
  await ask(bridge, 'StartRecord');
  await until(() => mustBe(outputs.running().length === 1), 10_000);
  const endsAt = systemClock.now() + forMs;
  for (let color = WHITE; systemClock.now() + TRACK_MS < endsAt; color = color === WHITE ? BLACK : WHITE) {
    await sleep(TRACK_MS);
    onAir.push(systemClock.now());
    await ask(bridge, 'SetInputSettings', { inputName: 'Colour', inputSettings: { color } });
    if (!isPaused || onAir.length !== 3) continue;
    await sleep(2_000);
    await ask(bridge, 'PauseRecord');
    await sleep(PAUSE_MS);
    await ask(bridge, 'ResumeRecord');
  }
  await sleep(2_000);
  await ask(bridge, 'StopRecord');
  await until(() => mustBe(outputs.running().length === 0), 10_000);
  return onAir;
}

function rowsFor(outputs: Outputs, began: number, onAir: number[], say: (line: string) => void): BenchRow[] {
  const errors: number[] = [];
  const lengthErrors: number[] = [];
  for (const clock of outputs.clocks(began, systemClock.now())) {
    const [{ path = '' } = {}] = filesOf(clock);
    const changes = changesIn(path);
    const places = onAir.flatMap((at) => placeOn(clock, at) ?? []);
    if (changes.length !== places.length)
      throw new Error(`${path}: ${changes.length} changes, ${places.length} tracks`);
    errors.push(...places.map(({ ms }, index) => ms - (changes[index] ?? Number.NaN)));
    lengthErrors.push(lengthOf(clock, 1) - durationOf(path));
  }
  const shown = (values: number[]) => values.map((value) => value.toFixed(0)).join(' ');
  say(`real OBS: ${errors.length} tracks, errors in ms ${shown(errors)}; of lengths ${shown(lengthErrors)}`);
  const worst = (values: number[]) => Math.max(...values.map(Math.abs)) / 1000;
  return [
    { figure: 'times, real OBS: largest error in the file, s', measured: worst(errors), bound: { atMost: 0.5 } },
    { figure: 'times, real OBS: length against ffprobe, s', measured: worst(lengthErrors), bound: { atMost: 0.5 } },
  ];
}

async function ask(bridge: ObsBridge, type: string, data?: Record<string, unknown>): Promise<void> {
  const answer = await bridge.link.request(type, data);
  if (!answer.ok) throw new Error(`${type}: ${answer.message} (${answer.code})`);
}

function mustBe(isSo: boolean): void {
  if (!isSo) throw new Error('not yet');
}

// An evening with the real OBS, seen from outside: a started host, a broadcast, a recording, and somebody else at the same OBS who
// tells how it really stands. OBS is started once; what is done to it stands in the order in which it can follow.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NoticesView } from '@tracord/shared/notices.ts';
import type { ObsView } from '@tracord/shared/obs.ts';
import type { SetView } from '@tracord/shared/sets.ts';
import type { OBSWebSocket } from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorParts } from '../../host/src/app/cli/doctor.ts';
import { examine } from '../../host/src/app/cli/doctor-checks.ts';
import { screenshot, secondClient } from '../../host/test/adapters/obs/sources-for-test.ts';
import { connectSource, type FakeSource } from '../fakes/broadcast-source.ts';
import { coveredTrack } from '../fakes/covered-track.ts';
import { freePort } from '../fakes/free-port.ts';
import { type RealObs, realObsMissing, startRealObs } from '../fakes/real-obs.ts';
import { changesIn, durationOf } from '../fakes/recorded-file.ts';
import { writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

const home = mkdtempSync(join(tmpdir(), 'tracord-obs-flow-'));
const collection = join(home, 'collection.nml');
const OURS = ['text:title', 'text:artist', 'text:line', 'image:cover'];
const RED = { artist: 'Mira Oldane', title: 'Glasshouse Signal' };
const BLUE = { artist: 'Teo Marr', title: 'Salt Road' };
const WANTED = { artist: 'Perla M', title: 'Paper Lungs' };
/** A square in the corner that the second client turns white or black at the moment a track comes on air: the file's own truth. */
const SQUARE = 64;
const [BLACK, WHITE] = [0xff000000, 0xffffffff];

describe.skipIf(realObsMissing !== undefined)('an evening with the real OBS (needs obs-studio and Xvfb)', () => {
  let obs: RealObs;
  let host: StartedHost;
  let dj: OBSWebSocket;
  let source: FakeSource;
  let env: Record<string, string>;
  let recorded = '';
  let turns = 0;
  /** Scenes as the second client saw them come. */
  const onAir: string[] = [];

  beforeAll(async () => {
    mkdirSync(join(home, 'config'));
    coveredTrack(home, RED.title, 'red');
    coveredTrack(home, BLUE.title, 'blue');
    writeSmallCollection(
      collection,
      [RED, BLUE, WANTED].map((track) => ({ ...track, folder: home, seconds: 200 })),
    );
    writeFileSync(
      join(home, 'config/settings.yaml'),
      'obs:\n  rules:\n    - {when: request-accepted, scene: Break, forSeconds: 1}\n',
    );
    password('wrong');
    const port = await freePort();
    env = { TRACORD_OBS_URL: `ws://127.0.0.1:${port}`, TRACORD_SETS_BROADCAST_LAG_SECONDS: '0' };
    host = await startHost();
    await host.until(async () => expect(await health('obs')).toMatchObject({ status: 'waiting' }));
    obs = await startRealObs({ port, collections: { Show: ['Main', 'Break'], Other: ['Desk'] } });
  });
  afterAll(async () => {
    await source?.close();
    await dj?.disconnect();
    await host?.stop();
    await obs?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const startHost = (more: Partial<StartedHost> = {}) =>
    startedHost({ ...more, home, env, args: ['--collection', collection] });
  const health = async (bridge: string) =>
    (await host.get<{ bridges: Record<string, { status: string }> }>('/api/health')).bridges[bridge];
  const topic = async <T>(name: string) => (await host.get<{ value: T }>(`/api/topics/${name}`)).value;
  const set = () => host.get<SetView>('/api/sets/current');
  const connected = () =>
    host.until(
      async () =>
        expect(await topic<ObsView>('obs')).toMatchObject({ status: 'connected', program: expect.any(String) }),
      20_000,
    );
  const text = async (inputName: string) => (await dj.call('GetInputSettings', { inputName })).inputSettings.text;
  const shows = (title: string) => host.until(async () => expect(await text('TraCord title')).toBe(title));
  const inputs = async () => (await dj.call('GetInputList')).inputs.map(({ inputName }) => String(inputName)).sort();
  const program = async () => (await dj.call('GetCurrentProgramScene')).currentProgramSceneName;

  async function plays(heard: { artist: string; title: string }): Promise<void> {
    turns += 1;
    const inputSettings = { color: turns % 2 === 1 ? WHITE : BLACK };
    await Promise.all([source.sendTitle(heard), dj.call('SetInputSettings', { inputName: 'Truth', inputSettings })]);
  }

  async function accept(words: string): Promise<void> {
    const { tracks } = await host.get<{ tracks: { id: string }[] }>(`/api/tracks?q=${words}`);
    const requester = { platform: 'discord', id: '1', name: 'Ann' };
    const request = await host.command('request.add', { trackId: tracks[0]?.id, requester });
    expect(request).toMatchObject({ ok: true });
    expect(await host.command('request.accept', { id: request.id })).toMatchObject({ ok: true });
  }

  it('says that the password is wrong, and is let in once it is right', async () => {
    await host.until(async () => expect(await health('obs')).toMatchObject({ status: 'down' }), 20_000);
    const place = {
      config: host.config,
      data: host.data,
      cache: join(host.data, 'cache'),
      log: join(host.data, 'log'),
    };
    const doctor = doctorParts(place, [], { ...env, HOME: home, TRACORD_CONFIG: host.config });
    expect(await examine(doctor)).toContainEqual(
      expect.objectContaining({ status: 'warn', says: 'OBS does not take the password that TraCord has.' }),
    );
    password(obs.password ?? '');
    await connected();
    expect(await health('obs')).toEqual({ status: 'ok', message: expect.stringMatching(/^Connected to OBS 29/) });
  });

  it('makes its sources, and says what this OBS cannot show', async () => {
    dj = await secondClient(obs);
    dj.on('CurrentProgramSceneChanged', ({ sceneName }) => onAir.push(sceneName));
    await dj.call('CreateInput', {
      ...{ sceneName: 'Main', inputName: 'Truth', inputKind: 'color_source_v3' },
      inputSettings: { width: SQUARE, height: SQUARE, color: BLACK },
    });
    const answer = await host.command('obs.setup', { scene: 'Main', sources: [...OURS, 'overlay:now-playing'] });
    expect(answer).toMatchObject({
      ...{ ok: true, scene: 'Main', sources: OURS.map((what) => ({ what, outcome: 'made' })) },
      unavailable: [{ what: 'overlay:now-playing' }],
    });
  });

  it('is live while OBS records, and writes texts and covers of what plays into it', async () => {
    expect(await topic('live')).toMatchObject({ on: false });
    source = await connectSource({ port: host.broadcastPort });
    expect(await host.command('recording.set', { on: true })).toMatchObject({ ok: true, on: true });
    await host.until(async () => expect(await topic('live')).toMatchObject({ on: true, by: 'obs' }));
    await accept('paper');
    await sleep(1_000);
    await plays(RED);
    await shows(RED.title);
    await host.until(async () => {
      const shot = await screenshot(dj, 'Main');
      keep('red', shot.png);
      const [red = 0, green = 0, blue = 0] = shot.at(196, 926);
      expect([red > 200, green < 60, blue < 60]).toEqual([true, true, true]);
      expect(shot.inked(324, 826, 1_500, 104)).toBeGreaterThan(1_000);
    });
    expect(await text('TraCord artist')).toBe(RED.artist);
    await plays(BLUE);
    await shows(BLUE.title);
    await host.until(async () => {
      const shot = await screenshot(dj, 'Main');
      keep('blue', shot.png);
      expect(shot.at(196, 926)[2]).toBeGreaterThan(200);
    });
  });

  it('names each track where it is in the file', async () => {
    await plays({ artist: 'A guest', title: 'Never heard before' });
    await shows('Never heard before');
    await sleep(1_500);
    turns += 1;
    const [byHand] = await Promise.all([
      host.command('nowPlaying.set', { artist: 'Vinyl', title: 'By hand' }),
      dj.call('SetInputSettings', { inputName: 'Truth', inputSettings: { color: BLACK } }),
    ]);
    expect(byHand).toMatchObject({ ok: true });
    await shows('By hand');
    await sleep(1_500);
    const stopped = await host.command('recording.set', { on: false });
    expect(stopped).toMatchObject({ ok: true, on: false, path: expect.stringMatching(/\.mkv$/) });
    recorded = String(stopped.path);
    const { order, byId, outputs } = await set();
    expect(outputs).toEqual([
      expect.objectContaining({ kind: 'recording', number: 1, files: [recorded.split('/').at(-1)] }),
    ]);
    const rows = order.flatMap((id) => byId[id] ?? []);
    expect(rows.map(({ title, rough }) => [title, rough])).toEqual([
      [RED.title, true],
      [BLUE.title, true],
      ['Never heard before', true],
      ['By hand', undefined],
    ]);
    const truth = changesIn(recorded, SQUARE);
    expect(truth).toHaveLength(rows.length);
    const off = rows.map(({ on }, index) => (on[0]?.ms ?? Number.NaN) - (truth[index] ?? Number.NaN));
    for (const ms of off) expect(Math.abs(ms), off.join(' ')).toBeLessThan(500);
  });

  it('writes lists of it that other programs read', async () => {
    const { order, byId } = await set();
    const rows = order.flatMap((id) => byId[id] ?? []);
    expect(await host.command('set.end')).toMatchObject({ ok: true });
    const cue = await host.get<{ text: string; rows: number }>('/api/sets/last/export?format=cue');
    expect(cue.rows).toBe(4);
    expect(cue.text).toContain(`FILE "${recorded.split('/').at(-1)}"`);
    const file = await fetch(`${host.address}/api/sets/last/files/cue`, {
      headers: { authorization: `Bearer ${host.token}` },
    });
    expect(file.headers.get('content-disposition')).toMatch(/attachment; filename=.*\.cue/);
    expect(await file.text()).toBe(cue.text);
    const path = join(home, 'set.cue');
    writeFileSync(path, cue.text);
    const breaks = execFileSync('cuebreakpoints', ['--append-gaps', path], { encoding: 'utf8' }).trim().split('\n');
    const starts = breaks.map((line) => {
      const [minutes = 0, seconds = 0, frames = 0] = line.split(/[:.]/).map(Number);
      return ((minutes * 60 + seconds) * 75 + frames) * (1_000 / 75);
    });
    for (const [index, ms] of starts.entries())
      expect(Math.abs(ms - (rows[index + 1]?.on[0]?.ms ?? 0))).toBeLessThan(20);
    expect(starts).toHaveLength(3);
    const { text: json } = await host.get<{ text: string }>('/api/sets/last/export?format=json');
    expect(Math.abs(JSON.parse(json).lengthMs - durationOf(recorded))).toBeLessThan(500);
    const { text: plain } = await host.get<{ text: string }>('/api/sets/last/export?format=text');
    for (const { title } of rows) expect(plain).toContain(title);
  });

  it('switches for a request that was accepted, once that cannot be undone, and back', async () => {
    await host.until(() => expect(onAir).toEqual(['Break', 'Main']), 25_000);
  });

  it('finds a killed OBS again: texts as before, nothing twice, an alarm where a recording was lost', async () => {
    const before = await inputs();
    expect(await topic<ObsView>('obs')).toMatchObject({ alarms: [] });
    // OBS writes its scene collection when it opens another.
    await dj.call('SetCurrentSceneCollection', { sceneCollectionName: 'Other' });
    await host.until(async () => expect(await topic<ObsView>('obs')).toMatchObject({ sources: [] }));
    await source.sendTitle(RED);
    await dj.call('SetCurrentSceneCollection', { sceneCollectionName: 'Show' });
    await shows(RED.title);
    expect(await inputs()).toEqual(before);
    await dj.call('StartRecord');
    await host.until(async () => expect(await topic<ObsView>('obs')).toMatchObject({ recording: { active: true } }));
    await obs.kill();
    await host.until(async () => expect(await topic<ObsView>('obs')).toMatchObject({ status: 'away' }));
    expect(await health('obs')).toMatchObject({ status: 'warn' });
    await source.sendTitle(BLUE);
    await obs.start();
    await connected();
    dj = await secondClient(obs);
    await shows(BLUE.title);
    expect(await inputs()).toEqual(before);
    await host.until(async () => {
      expect(await topic<ObsView>('obs')).toMatchObject({ alarms: [{ what: 'recording' }] });
      const { order, byId } = await topic<NoticesView>('notices');
      expect(order.map((id) => byId[id]?.kind).filter((kind) => kind === 'recording-stopped')).toHaveLength(1);
    });
    expect(await host.command('obs.acknowledge')).toMatchObject({ ok: true, acknowledged: 1 });
    await obs.kill();
    await obs.start();
    await connected();
    dj = await secondClient(obs);
    expect(await inputs()).toEqual(before);
    expect(await topic<ObsView>('obs')).toMatchObject({ alarms: [] });
  });

  it('connects to an OBS that was there before it', async () => {
    const before = await inputs();
    await dj.call('SetInputSettings', { inputName: 'TraCord title', inputSettings: { text: 'stale' } });
    await host.stop('SIGKILL');
    host = await startHost({ port: host.port, broadcastPort: host.broadcastPort });
    await connected();
    await host.until(async () => expect(await text('TraCord title')).not.toBe('stale'));
    source = await connectSource({ port: host.broadcastPort });
    await source.sendTitle(RED);
    await shows(RED.title);
    expect(await inputs()).toEqual(before);
    expect(await program()).toBe('Main');
  });
});

function password(value: string): void {
  writeFileSync(join(home, 'config/secrets.yaml'), `obs:\n  password: ${value}\n`, { mode: 0o600 });
}

/** For a look by eye: with TRACORD_KEEP_SHOTS=<folder> the pictures stay. */
function keep(name: string, png: Buffer): void {
  const folder = process.env.TRACORD_KEEP_SHOTS;
  if (folder !== undefined) writeFileSync(join(folder, `flow-${name}.png`), png);
}

// The doctor at a started host: the chain from Traktor to the overlay is broken in one place after the other, and each time
// exactly one sentence names it. The host is started once; its breaks stand in the order in which they can follow one another.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doctorParts } from '../../host/src/app/cli/doctor.ts';
import { examine } from '../../host/src/app/cli/doctor-checks.ts';
import type { DoctorParts } from '../../host/src/app/cli/doctor-facts.ts';
import { doctorReport } from '../../host/src/app/cli/doctor-report.ts';
import { connectSource, type FakeSource } from '../fakes/broadcast-source.ts';
import { freePort } from '../fakes/free-port.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

const KNOWN = { artist: 'Nia Vale', title: 'Blue Hour' };
const TRACORD = join(import.meta.dirname, '../../host/src/app/tracord.ts');

const home = mkdtempSync(join(tmpdir(), 'tracord-doctor-'));
const place = {
  config: join(home, 'config'),
  data: join(home, 'data'),
  cache: join(home, 'data/cache'),
  log: join(home, 'data/log'),
};
const collection = join(home, 'collection.nml');
const COLLECTION = nml(['Nia Vale', 'Blue Hour'], ['Teo Marr', 'Salt Road']);
const settingsFile = join(place.config, 'settings.yaml');
const env = { HOME: home, USERPROFILE: home, TRACORD_CONFIG: place.config };
/** What stands in all sentences there can be; each break is named by one of them. */
const named: RegExp[] = [];

let host: StartedHost;
let intruder: Server;

beforeAll(async () => {
  mkdirSync(place.config);
  writeFileSync(collection, COLLECTION);
  for (const name of ['0.mp3', '1.mp3']) writeFileSync(join(home, name), 'no audio');
  settings('masks: {}\n');
  intruder = createServer((socket) => socket.destroy());
  const broadcastPort = await freePort();
  await listen(intruder, broadcastPort);
  host = await startedHost({ home, broadcastPort, args: ['--no-demo'] });
  await host.until(async () => expect(await host.get('/api/library')).toMatchObject({ tracks: 2, importing: null }));
});

afterAll(async () => {
  await host?.stop();
  intruder?.close();
  rmSync(home, { recursive: true, force: true });
});

describe('before Traktor is connected', () => {
  test("the broadcast's port is taken by another program", async () => {
    await expectNamed(/Port \d+ is taken by another program, so Traktor cannot reach TraCord/);
    await new Promise((resolve) => intruder.close(resolve));
    await broadcastIs('waiting');
  });

  test('Traktor is not connected', async () => {
    await expectNamed(/Traktor is not connected/);
  });

  test('TraCord is to listen to the network without a password', async () => {
    settings('broadcast:\n  lan: true\n');
    await broadcastIs('down');
    await expectNamed(/no password is set/);
    settings('masks: {}\n');
    await broadcastIs('waiting');
  });

  test('Traktor sends MP3', async () => {
    const source = await connectSource({ port: host.broadcastPort, headers: { 'Content-Type': 'audio/mpeg' } });
    await source.send(Buffer.from('fffb9064'.padEnd(834, '0'), 'hex'));
    await broadcastIs('warn');
    await expectNamed(/sends MP3, which names no tracks/);
    await source.close();
    await broadcastIs('waiting');
  });
});

describe('while a track of the collection is on air', () => {
  let source: FakeSource;

  beforeAll(async () => {
    source = await connectSource({ port: host.broadcastPort });
    await plays(source, KNOWN);
  });

  test('nothing is wrong in the whole chain, and the command says so', async () => {
    const run = spawnSync(process.execPath, [TRACORD, 'doctor', '--data', place.data], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    expect(run.stdout).toContain('All is well');
    expect(troubles(run.stdout)).toEqual([]);
    expect(run.stdout).toContain('“Nia Vale – Blue Hour” is on air');
    expect(run.status).toBe(0);
  });

  test('the settings have a mistake in a line', async () => {
    settings('broadcast:\n  prot: 8001\n');
    await expectNamed(/settings\.yaml, line 4: broadcast\.prot/);
    settings('masks: {}\n');
  });

  test('the collection is not where the settings say', async () => {
    settings('', join(home, 'unplugged/collection.nml'));
    await collectionIs(/unplugged/);
    await expectNamed(/There is no collection at .*unplugged/);
    settings('masks: {}\n');
    await collectionIs(/^(?!.*unplugged)/);
  });

  test('the collection ends in the middle', async () => {
    writeFileSync(collection, COLLECTION.slice(0, COLLECTION.length / 2));
    await expectNamed(/ends in the middle/);
    await mended();
  });

  test('the collection is another kind of file', async () => {
    writeFileSync(collection, '<?xml version="1.0"?>\n<DJ_PLAYLISTS Version="1.0.0"></DJ_PLAYLISTS>\n');
    await expectNamed(/is no Traktor collection/);
    await mended();
  });

  test('the pages are not built', async () => {
    await expectNamed(/The overlay pages are not built/, { pages: join(home, 'nothing') });
  });

  test("the operator's token was changed under the running host", async () => {
    const file = join(place.data, 'operator-token');
    const token = readFileSync(file, 'utf8');
    writeFileSync(file, `${'x'.repeat(43)}\n`);
    await expectNamed(/does not accept the token in .*operator-token/);
    rmSync(file);
    await expectNamed(/its token file .*operator-token is gone/);
    writeFileSync(file, token);
  });

  test('covers cannot be kept', async () => {
    await expectNamed(/Covers cannot be kept: .* is a file/, { place: { ...place, cache: collection } });
  });

  test('the drive with the music is not there', async () => {
    rmSync(join(home, '0.mp3'));
    await expectNamed(/no cover, because its file is not there: .*0\.mp3/);
    writeFileSync(join(home, '0.mp3'), 'no audio');
  });

  test('the masks hide everything', async () => {
    settings("masks:\n  patterns: ['.*']\n");
    await host.until(async () => expect(await host.get('/api/tracks', 'audience')).toMatchObject({ tracks: [] }));
    await expectNamed(/Your masks hide every track/);
    settings('masks: {}\n');
    await host.until(async () => expect((await host.get<{ total: number }>('/api/tracks', 'audience')).total).toBe(2));
  });

  test('one track is hidden', async () => {
    await host.command('nowPlaying.hide', { on: true });
    await expectNamed(/“ID – ID” instead of the current track, because you hid it/);
    await host.command('nowPlaying.hide', { on: false });
  });

  test('the track is in no collection', async () => {
    await plays(source, { artist: 'A guest', title: 'Never heard before' });
    await expectNamed(/“A guest – Never heard before” is on air, but is not in your collection/);
    await plays(source, KNOWN);
  });

  test('and none of these sentences is said when all is mended', async () => {
    const { text, found } = await walk();
    expect(troubles(text)).toEqual([]);
    expect(named.filter((sentence) => found.some(({ says }) => sentence.test(says)))).toEqual([]);
    expect(named.length).toBeGreaterThanOrEqual(10);
    await source.close();
  });
});

describe('while no host runs', () => {
  beforeAll(async () => {
    await host.stop();
  });

  test('TraCord is not running', async () => {
    const { found } = await expectNamed(/TraCord is not running/, flags());
    expect(found.find(({ name }) => name === 'Library')?.says).toBe('The library holds 2 tracks.');
  });

  test("another program has the pages' port", async () => {
    const other = createHttpServer((_request, response) => response.end('hello'));
    await listen(other, host.port);
    await expectNamed(/Port \d+, where the overlay's pages belong, is taken by another program/, flags());
    other.close();
  });

  test('a file lies where the data folder should be', async () => {
    const data = collection;
    await expectNamed(/Nothing can be kept in the data folder .* is a file/, {
      ...flags(),
      place: { ...place, data, cache: join(data, 'cache'), log: join(data, 'log') },
    });
  });

  /** The ports of the host that ran: its flags are gone with it. */
  function flags(): Partial<DoctorParts> {
    return { flags: { 'web.port': String(host.port), 'broadcast.port': String(host.broadcastPort) } };
  }
});

async function walk(changed: Partial<DoctorParts> = {}) {
  const found = await examine({ ...doctorParts(place, [], env), ...changed });
  return { found, text: doctorReport(found, { isColored: false }) };
}

/** One line of trouble, and it is this one; its remedy is the next step. */
async function expectNamed(sentence: RegExp, changed?: Partial<DoctorParts>) {
  named.push(sentence);
  const { found, text } = await walk(changed);
  expect(troubles(text), text).toEqual([expect.stringMatching(sentence)]);
  const trouble = found.find(({ status }) => status === 'warn' || status === 'broken');
  expect(trouble?.remedy).toMatch(/\S/);
  expect(text).toContain(`Next step:\n    ${trouble?.remedy}`);
  return { found };
}

function troubles(text: string): string[] {
  return text.split('\n').filter((line) => /^ {2}[✗!] /.test(line));
}

function settings(more: string, path = collection): void {
  writeFileSync(settingsFile, `library:\n  collection: ${path}\n${more}`);
}

function broadcastIs(status: string) {
  return host.until(async () =>
    expect(await host.get('/api/health')).toMatchObject({ bridges: { broadcast: { status } } }),
  );
}

function collectionIs(path: RegExp) {
  return host.until(async () =>
    expect(await host.get('/api/topics/settings')).toMatchObject({
      value: { library: { collection: expect.stringMatching(path) } },
    }),
  );
}

/** The collection is whole again, and the host has noticed. */
async function mended() {
  writeFileSync(collection, COLLECTION);
  await host.until(async () => {
    expect(await host.command('library.import', { collection })).toMatchObject({ ok: true, tracks: 2 });
    expect(await host.get('/api/library')).not.toHaveProperty('warning');
  });
}

async function plays(source: FakeSource, heard: { artist: string; title: string }) {
  await source.sendTitle(heard);
  await host.until(async () =>
    expect(await host.get('/api/topics/nowPlaying')).toMatchObject({ value: { track: heard } }),
  );
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

function nml(...names: [artist: string, title: string][]): string {
  const entries = names.map(
    ([artist, title], index) =>
      `<ENTRY MODIFIED_DATE="2024/1/1" MODIFIED_TIME="1" TITLE="${title}" ARTIST="${artist}"><LOCATION DIR="${home.replaceAll('/', '/:')}/:" FILE="${index}.mp3" VOLUME="" VOLUMEID=""></LOCATION></ENTRY>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<NML VERSION="19"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor"></HEAD>
<COLLECTION ENTRIES="${names.length}">${entries.join('\n')}
</COLLECTION></NML>
`;
}

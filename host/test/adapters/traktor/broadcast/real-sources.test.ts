// Broadcasting programs themselves, and what those that are not at hand were seen to send, byte for byte.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBroadcastListener } from '#adapters/traktor/broadcast/listener.ts';
import { StreamReader } from '#adapters/traktor/broadcast/stream-reader.ts';
import type { Listening } from '#adapters/traktor/listening.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { exchange } from '../../../../../test/fakes/broadcast-source.ts';
import { vorbisTrack } from '../../../../../test/fakes/ogg-stream.ts';
import { until } from '../../../../../test/fakes/until.ts';

const PASSWORD = 'hackme';
const BASIC = Buffer.from(`source:${PASSWORD}`).toString('base64');
const hasProgram = (name: string, flag: string) => spawnSync(name, [flag], { stdio: 'ignore' }).status === 0;
const hasFfmpeg = hasProgram('ffmpeg', '-version');
const hasCurl = hasProgram('curl', '--version');

let listener: Listening;
let port: number;
let said: string[];
let health: BridgeHealth;

beforeEach(async () => {
  said = [];
  listener = await startBroadcastListener({
    host: '127.0.0.1',
    port: 0,
    password: PASSWORD,
    onSighting: (sighting) => {
      const { kind, mount } = sighting;
      said.push(kind === 'broadcast.title' ? `${sighting.artist} – ${sighting.title}` : `${mount} ${kind.slice(10)}`);
    },
    report: (report) => {
      health = report;
    },
    clock: systemClock,
    log: silentLogger,
  });
  port = listener.port ?? 0;
});

afterEach(() => listener.stop());

const TITLES = ['Artist 1 – Tïtle 1', 'Artist 2 – Tïtle 2', 'Artist 3 – Tïtle 3'];
const chain = Buffer.concat([
  vorbisTrack({ serial: 1, comments: ['ENCODER=Liquidsoap'] }),
  ...TITLES.map((text, index) => {
    const [artist, title] = text.split(' – ');
    return vorbisTrack({ serial: 10 + index, comments: [`artist=${artist}`, `title=${title}`] });
  }),
]);

/** Runs a program to its end without stopping this thread, which has to answer it. */
function run(program: string, args: string[], input?: Buffer): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (output += bytes));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.on('error', () => child.kill());
    child.stdin.end(input);
  });
}

describe.skipIf(!hasFfmpeg)('ffmpeg as the source (needs ffmpeg)', () => {
  let folder: string;
  let recorded: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tracord-broadcast-'));
    // The last one is longer: ffmpeg leaves the old SOURCE's answer unread, so that the system drops what it sends last.
    const parts = [0.2, 0.2, 2.5].map((seconds, index) => {
      const [artist, title] = TITLES[index]?.split(' – ') ?? [];
      const file = path.join(folder, `${index}.ogg`);
      const tone = [
        '-f',
        'lavfi',
        '-i',
        `sine=frequency=${220 * (index + 1)}:duration=${seconds}`,
        '-c:a',
        'libvorbis',
      ];
      const tags = ['-metadata', `ARTIST=${artist}`, '-metadata', `title=${title}`];
      execFileSync('ffmpeg', ['-v', 'error', ...tone, ...tags, file]);
      return readFileSync(file);
    });
    recorded = path.join(folder, 'chain.ogg');
    writeFileSync(recorded, Buffer.concat(parts));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const broadcast = (options: string[], password = PASSWORD, input = ['-re', '-i', recorded]) =>
    run('ffmpeg', ['-v', 'error', ...input, ...options, `icecast://source:${password}@127.0.0.1:${port}/ffmpeg`]);
  const OGG = ['-c:a', 'copy', '-content_type', 'application/ogg', '-f', 'ogg'];

  it.each([
    ['PUT', OGG],
    ['the old SOURCE', ['-legacy_icecast', '1', ...OGG]],
    ['PUT that calls itself audio/mpeg', ['-c:a', 'copy', '-f', 'ogg']],
  ])('%s: all titles of a chained stream', async (_, options) => {
    await broadcast(options);
    await until(() => expect(said).toEqual(['/ffmpeg connected', ...TITLES, '/ffmpeg disconnected']));
  });

  it('is warned when it sends MP3', async () => {
    const tone = ['-re', '-f', 'lavfi', '-i', 'sine=duration=1'];
    const sending = broadcast(['-c:a', 'libmp3lame', '-f', 'mp3'], PASSWORD, tone);
    await until(() => expect(health).toMatchObject({ status: 'warn', message: expect.stringContaining('MP3') }));
    await sending;
  });

  it('is refused with a wrong password', async () => {
    expect((await broadcast(OGG, 'wrong')).code).not.toBe(0);
    expect(said).toEqual([]);
    expect(health.status).toBe('warn');
  });

  it('gives its titles cut at every byte', () => {
    const bytes = readFileSync(recorded);
    const titles = (...pieces: Uint8Array[]) => {
      const heard: string[] = [];
      const reader = new StreamReader({
        onTitle: (one) => heard.push(`${one.artist} – ${one.title}`),
        onFormat: () => {},
      });
      for (const piece of pieces) reader.push(piece);
      return heard.join('|');
    };
    const wrong: number[] = [];
    for (let at = 0; at <= bytes.length; at++) {
      if (titles(bytes.subarray(0, at), bytes.subarray(at)) !== TITLES.join('|')) wrong.push(at);
    }
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!hasCurl)('curl as the source (needs curl)', () => {
  const url = () => `http://source:${PASSWORD}@127.0.0.1:${port}/curl`;

  it('sends its input in chunks', async () => {
    const { code } = await run('curl', ['-sSf', '-T', '-', url()], chain);
    expect(code).toBe(0);
    expect(said).toEqual(['/curl connected', ...TITLES, '/curl disconnected']);
  });

  it('sends a file with its length', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tracord-curl-'));
    writeFileSync(path.join(folder, 'chain.ogg'), chain);
    const { code } = await run('curl', ['-sSf', '-T', path.join(folder, 'chain.ogg'), url()]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    expect(said).toEqual(['/curl connected', ...TITLES, '/curl disconnected']);
  });

  it('reads the answer to a wrong password', async () => {
    const { code, output } = await run('curl', ['-sSf', '-T', '-', url().replace(PASSWORD, 'wrong')], chain);
    expect(code).not.toBe(0);
    expect(output).toContain('401');
  });
});

describe('what other programs send', () => {
  const ices = (lines: string) =>
    `PUT /ices.ogg HTTP/1.1\r\n${lines}ice-public: 0\r\nice-name: x\r\nice-genre: ices unset\r\nice-description: no description set\r\nice-audio-info: samplerate=0;channels=0;quality=3%2e00\r\nPrefer: return=minimal\r\n\r\n`;
  const about = `Host: 127.0.0.1:8000\r\nUser-Agent: IceS 2.0.3\r\n`;

  it('ices2 2.0.3 with libshout 2.4.6: asks for TLS, asks without password, then sends', async () => {
    const options = `OPTIONS * HTTP/1.1\r\n${about}Connection: Upgrade\r\nUpgrade: TLS/1.0, HTTP/1.1\r\n\r\n`;
    expect(await exchange(port, options, '\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: keep-alive[\s\S]*PUT/,
    );
    const probe = ices(`${about}Content-Type: application/ogg\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n`);
    expect(await exchange(port, probe, 'missing')).toMatch(/^HTTP\/1\.1 401 [\s\S]*WWW-Authenticate: Basic/);
    expect(health.status).toBe('waiting');
    const head = ices(
      `Authorization: Basic ${BASIC}\r\n${about}Content-Type: application/ogg\r\nExpect: 100-continue\r\n`,
    );
    expect(await exchange(port, head, '200 OK\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n');
    await until(() => expect(said).toEqual(['/ices.ogg connected', '/ices.ogg disconnected']));
    said.length = 0;
    await exchange(port, Buffer.concat([Buffer.from(options + probe + head), chain]), '200 OK\r\n\r\n');
    await until(() => expect(said).toEqual(['/ices.ogg connected', ...TITLES, '/ices.ogg disconnected']));
  });

  const liquidsoap = (type: string) =>
    `SOURCE /m HTTP/1.0\r\nAuthorization: Basic ${BASIC}\r\nUser-Agent: Liquidsoap/2.1.3\r\nContent-Type: ${type}\r\nice-name: m\r\nice-public: 0\r\n\r\n`;

  it('liquidsoap %vorbis: HTTP/1.0 without Host, a stream of the encoder first', async () => {
    const wire = Buffer.concat([Buffer.from(liquidsoap('application/ogg')), chain]);
    expect(await exchange(port, wire, '\r\n\r\n')).toBe('HTTP/1.0 200 OK\r\n\r\n');
    await until(() => expect(said).toEqual(['/m connected', ...TITLES, '/m disconnected']));
  });

  it('liquidsoap %mp3: titles by request', async () => {
    const mp3 = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]);
    const source = exchange(port, Buffer.concat([Buffer.from(liquidsoap('audio/mpeg')), mp3]));
    await until(() => expect(health.status).toBe('warn'));
    const update = `GET /admin/metadata?mode=updinfo&mount=/m&charset=UTF-8&title=T%C3%AFtle%201&artist=Artist%201&song=Artist%201%20-%20T%C3%AFtle%201 HTTP/1.0\r\nAuthorization: Basic ${BASIC}\r\nUser-Agent: Liquidsoap/2.1.3\r\n\r\n`;
    expect(await exchange(port, update)).toMatch(/^HTTP\/1\.0 200 OK/);
    expect(said).toEqual(['/m connected', TITLES[0]]);
    await listener.stop();
    await source;
    expect(await exchange(port, update).catch(() => 'gone')).toBe('gone');
  });
});

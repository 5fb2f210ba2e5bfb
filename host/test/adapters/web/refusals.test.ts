import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AS_OPERATOR, type Asked, WebForTest } from './web-for-test.ts';

let web: WebForTest;
beforeEach(async () => {
  web = await WebForTest.start();
});
afterEach(() => web.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (asked: Asked) =>
  web.ask('/api/commands/nowPlaying.hide', {
    method: 'POST',
    ...asked,
    headers: { ...AS_OPERATOR, ...asked.headers },
  });

describe('the body of a command', () => {
  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, '{"on":false}', 415, 'Content-Type'],
    ['no type at all', {}, '{"on":false}', 415, 'Content-Type'],
    [
      'plain text in pieces',
      { 'content-type': 'text/plain', 'transfer-encoding': 'chunked' },
      '{}',
      415,
      'Content-Type',
    ],
    ['another character set', { 'content-type': 'application/json; charset=iso-8859-1' }, '{}', 415, 'UTF-8'],
    ['an unknown packing', { ...JSON_TYPE, 'content-encoding': 'x-zip' }, '{}', 415, 'packed'],
    ['broken JSON', JSON_TYPE, '{"on":', 400, 'no valid JSON'],
    ['a list', JSON_TYPE, '[]', 400, 'JSON object'],
    ['a bare value', JSON_TYPE, 'true', 400, 'JSON'],
    ['too much', JSON_TYPE, JSON.stringify({ on: 'x'.repeat(270_000) }), 413, '256 kB'],
  ])('%s is refused and does nothing', async (_name, headers, body, status, word) => {
    const answer = await post({ headers: headers as Record<string, string>, body });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, message: expect.stringContaining(word) });
    expect(web.commandsRun).toEqual([]);
  });

  it.each([
    ['is the arguments', JSON_TYPE, '{"on":false,"commandId":"c"}', 'nowPlaying.hide c {"on":false}'],
    ['may be absent', {}, undefined, 'nowPlaying.hide'],
    ['may be empty, whatever its type', { 'content-type': 'text/plain', 'content-length': '0' }, undefined, '{}'],
  ])('%s', async (_name, headers, body, run) => {
    expect((await post({ headers: headers as Record<string, string>, body })).status).toBe(200);
    expect(web.commandsRun).toEqual([expect.stringContaining(run)]);
  });
});

describe('an address that is malformed', () => {
  it.each(['/api/topics/%FF', '/api/tracks/%E0%A4%A', '/api/commands/%FF'])('%s is refused as JSON', async (path) => {
    const answer = await web.ask(path, { method: path.includes('commands') ? 'POST' : 'GET', headers: AS_OPERATOR });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({
      ok: false,
      code: 'invalid',
      message: expect.stringContaining('address'),
    });
  });

  it.each(['/overlays/%E0%A4%A', '/artwork/%FF'])('%s is refused with a sentence and no stack', async (path) => {
    const answer = await web.ask(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8']);
    expect(answer.text).toMatch(/^the address is malformed[^/\n]*\n$/);
  });
});

it('a fault in a page is logged, and only a sentence goes out', async () => {
  await web.stop();
  web = await WebForTest.start({
    userCss: async () => {
      throw new Error('/home/dj/secret.css');
    },
  });
  const answer = await web.ask('/user.css');
  expect([answer.status, answer.text]).toEqual([500, 'the host could not answer; its log says why\n']);
  expect(web.logged.map(({ event }) => event)).toContain('request.failed');
});

describe('another method', () => {
  it.each([
    ['POST', '/api/tracks', 'GET, HEAD'],
    ['DELETE', '/api/tracks/some-id', 'GET, HEAD'],
    ['PUT', '/api/openapi.json', 'GET, HEAD'],
    ['GET', '/api/commands/live.set', 'POST'],
    ['POST', '/overlays/now-playing', 'GET, HEAD'],
  ])('%s %s is a 405 that says what is allowed', async (method, path, allowed) => {
    const answer = await web.ask(path, { method, headers: AS_OPERATOR });
    expect([answer.status, answer.headers.allow]).toEqual([405, allowed]);
  });

  it('may ask which there are', async () => {
    const answer = await web.ask('/api/commands/live.set', { method: 'OPTIONS' });
    expect([answer.status, answer.headers.allow]).toEqual([204, 'POST']);
  });
});

it('says how to prove who one is', async () => {
  expect((await web.ask('/api/commands/live.set', { method: 'POST' })).headers['www-authenticate']).toBe('Bearer');
});

// Tracklists as files to save, asked for over HTTP.

import type { Role } from '@tracord/shared/protocol.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AS_OPERATOR, WebForTest } from './web-for-test.ts';

const CUE = {
  ...{ format: 'cue', file: '2026-11-20 Björk & Örn.cue', type: 'application/x-cue; charset=utf-8', text: 'both 夜' },
  ...{ rows: 150, notes: [] },
  parts: [
    { file: 'Friday (1 of 2).cue', text: 'first' },
    { file: 'Friday (2 of 2).cue', text: 'second' },
  ],
};
const AT = '/api/sets/last/files/cue';

let web: WebForTest;
let asked: unknown[];

beforeAll(async () => {
  web = await WebForTest.start({
    query: async (name, input, role: Role) => {
      asked.push({ name, input });
      if (role !== 'operator') return { ok: false, code: 'unauthorized', message: 'needs the operator token' };
      const { id } = input as { id: string };
      if (id === 'gone') return { ok: false, code: 'unknown', message: 'there is no set "gone"' };
      return { ok: true, value: CUE };
    },
  });
});
beforeEach(() => {
  asked = [];
});
afterAll(() => web.stop());

test('a tracklist is an attachment of its own type and name', async () => {
  const answer = await web.ask(`${AT}?clock=stream&offsetMs=500`, { headers: AS_OPERATOR });
  expect(answer).toMatchObject({ status: 200, text: 'both 夜' });
  expect(answer.headers).toMatchObject({ 'content-type': CUE.type, 'cache-control': 'no-store' });
  expect(answer.headers['content-disposition']).toContain(
    `filename*=UTF-8''2026-11-20%20Bj%C3%B6rk%20%26%20%C3%96rn.cue`,
  );
  expect(asked).toEqual([
    { name: 'sets.export', input: { id: 'last', format: 'cue', clock: 'stream', offsetMs: '500' } },
  ]);
});

test('one of several pieces can be asked for alone', async () => {
  const answer = await web.ask(`${AT}?part=2`, { headers: AS_OPERATOR });
  expect(answer).toMatchObject({ status: 200, text: 'second' });
  expect(answer.headers['content-disposition']).toBe('attachment; filename="Friday (2 of 2).cue"');
  expect((await web.ask(`${AT}?part=3`, { headers: AS_OPERATOR })).status).toBe(404);
  expect((await web.ask(`${AT}?part=x`, { headers: AS_OPERATOR })).status).toBe(400);
});

test('what the question is refused with, the file is refused with', async () => {
  expect((await web.ask(AT)).status).toBe(401);
  expect((await web.ask('/api/sets/gone/files/cue', { headers: AS_OPERATOR })).status).toBe(404);
  expect((await web.ask(AT, { method: 'POST', headers: AS_OPERATOR })).status).toBe(405);
});

test('the description of the API has it, with its parameters', async () => {
  const { get } = JSON.parse((await web.ask('/api/openapi.json')).text).paths['/api/sets/{id}/files/{format}'];
  expect(get).toMatchObject({ operationId: 'sets.file', security: [{ operator: [] }] });
  expect(get.parameters.map(({ name, in: where }: { name: string; in: string }) => `${where} ${name}`)).toEqual([
    ...['path id', 'path format', 'query clock', 'query file', 'query offsetMs', 'query inClear', 'query part'],
  ]);
  expect(get.responses[200].content).toEqual({ '*/*': {} });
});

// Commands and questions from the command line: what becomes of name=value, and what people read of the answer.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '@tracord/shared/commands.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeHostFile } from '#adapters/files/host-file.ts';
import type { CliPlace } from '#app/cli/place.ts';
import { argumentsOf, runAsk, runSend } from '#app/cli/send.ts';
import { TOKENS, WebForTest } from '../../adapters/web/web-for-test.ts';
import { folder } from '../a-folder.ts';

const path = (name: string) => join(folder.path, name);
const place = (): CliPlace => ({ config: path('config'), data: path('data'), cache: path('cache'), log: path('log') });

let out: string;

beforeEach(() => {
  out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('an argument', () => {
  it.each([
    ['a list', 'obs.setup', ['sources=text:title', 'sources=image:cover'], { sources: ['text:title', 'image:cover'] }],
    ['a list of one', 'obs.setup', ['sources=text:title', 'scene=A=B'], { sources: ['text:title'], scene: 'A=B' }],
    ['a number', 'set.nudge', ['playId=12', 'byMs=-2000'], { playId: '12', byMs: -2000 }],
    ['no number', 'set.nudge', ['byMs='], { byMs: '' }],
    ['yes or no', 'live.set', ['on=true'], { on: true }],
    ['neither', 'live.set', ['on=maybe'], { on: 'maybe' }],
    ['a text of digits', 'set.rename', ['name=909'], { name: '909' }],
    ['one that is not known', 'live.set', ['off=1'], { off: '1' }],
  ] as const)('is %s', (_what, name, given, sent) => {
    expect(argumentsOf(commands[name].args, given)).toEqual(sent);
  });

  it.each([['true'], ['=true'], ['on=true', 'on=false']])('is refused as %s', (...given) => {
    expect(() => argumentsOf(commands['live.set'].args, given)).toThrow(/is not name=value|stands there twice/);
  });
});

describe('while TraCord runs', () => {
  let web: WebForTest;
  let heard: unknown[];

  beforeEach(async () => {
    heard = [];
    web = await WebForTest.start({
      command: async (name, args, _id, role) => {
        heard.push({ name, args, role });
        if (name === 'set.end') return { ok: false, code: 'no-set', message: 'no set is on' };
        return name === 'session.reset' ? { ok: true, since: 5 } : { ok: true };
      },
      query: async (name, input) => {
        if (name !== 'health.get') heard.push({ name, input });
        return name === 'sets.get'
          ? { ok: false, code: 'unknown', message: 'there is no set "a/b"' }
          : { ok: true, value: { sets: [{ id: 's1' }], more: false } };
      },
    });
    writeFileSync(path('token'), TOKENS.operator);
    const { address } = web;
    await writeHostFile(place().config, {
      ...{ address, pid: process.pid, bootId: 'b', tokenFile: path('token'), version: '1' },
    });
  });
  afterEach(() => web.stop());

  it('sends a command as the operator and says what came of it', async () => {
    expect(await runSend(place(), ['live.set', 'on=true'])).toBe(0);
    expect(out).toBe('  Done.\n');
    await runSend(place(), ['session.reset']);
    expect(out).toBe('  Done.\n  since: 5\n');
    await expect(runSend(place(), ['set.end'])).rejects.toThrow('no set is on');
    expect(heard).toEqual([
      { name: 'live.set', args: { on: true }, role: 'operator' },
      { name: 'session.reset', args: {}, role: 'operator' },
      { name: 'set.end', args: {}, role: 'operator' },
    ]);
  });

  it('asks, and says what was answered', async () => {
    expect(await runAsk(place(), ['sets.list', 'limit=3'])).toBe(0);
    expect(out).toBe('  sets:\n    - id: s1\n  more: false\n');
    await expect(runAsk(place(), ['sets.get', 'id=a/b'])).rejects.toThrow('there is no set "a/b"');
    await expect(runAsk(place(), ['sets.get'])).rejects.toThrow('Say id=…');
    expect(heard).toEqual([
      { name: 'sets.list', input: { limit: '3' } },
      { name: 'sets.get', input: { id: 'a/b' } },
    ]);
  });
});

it('lists all there are, and says what is not known, or that nothing runs', async () => {
  await runSend(place(), []);
  expect(out).toContain('  obs.setup scene=… sources=…\n      Makes the sources');
  await runAsk(place(), []);
  expect(out).toContain('  sets.get id=…\n      One set');
  await expect(runSend(place(), ['live.sett'])).rejects.toThrow('npm run tracord -- send lists all');
  await expect(runSend(place(), ['live.set', 'on=true'])).rejects.toThrow('start it with npm start');
});

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { Clipboard } from '#adapters/clipboard/clipboard.ts';
import { ManualClock, systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';

let copied: string[];
let reports: BridgeHealth[];
let clock: ManualClock;
/** What the system does with a text. */
let system: (text: string) => Promise<void>;

beforeEach(() => {
  [copied, reports] = [[], []];
  clock = new ManualClock();
  system = async (text) => {
    copied.push(text);
  };
});

const made = (platform: NodeJS.Platform = 'linux') =>
  new Clipboard({
    write: (text) => system(text),
    platform,
    clock,
    report: (health) => reports.push(health),
    log: silentLogger,
  });

describe('what is copied', () => {
  test.each([
    ['Ada Weisskern Halogen Garden', 'Ada Weisskern Halogen Garden'],
    ['one\r\ntwo\tthree\u0000', 'one two three'],
    ['ab\u202ecd', 'abcd'],
    ['مرحبا 🎉', 'مرحبا 🎉'],
    ['x'.repeat(10_000), 'x'.repeat(300)],
  ])('%j', async (text, line) => {
    expect(await made().copyText(text)).toBe(true);
    expect(copied).toEqual([line]);
    expect(reports).toEqual([]);
  });

  test.each(['', ' \n\t', '\u202e'])('nothing of %j', async (text) => {
    expect(await made().copyText(text)).toBe(false);
    expect(copied).toEqual([]);
  });
});

test('a whole text keeps its lines and tabs, and nothing else that cannot be seen', async () => {
  expect(await made().copyLines('one\r\ntwo\tthree\u0000\n\nfour\r')).toBe(true);
  expect(copied).toEqual(['one\ntwo\tthree\n\nfour\n']);
  expect(await made().copyLines('')).toBe(false);
});

describe('without a clipboard', () => {
  const refuse = async () => {
    throw new Error('no display');
  };

  test('nothing fails; health says it once, and again that it is well', async () => {
    const clipboard = made();
    const well = system;
    system = refuse;
    expect([await clipboard.copyText('a'), await clipboard.copyText('b')]).toEqual([false, false]);
    expect(reports).toEqual([expect.objectContaining({ status: 'warn', remedy: expect.stringContaining('xsel') })]);
    system = well;
    expect(await clipboard.copyText('c')).toBe(true);
    expect(reports.map(({ status }) => status)).toEqual(['warn', 'ok']);
  });

  test('no program is named that the system does not have', async () => {
    system = refuse;
    await made('darwin').copyText('a');
    expect(reports[0]?.remedy).not.toContain('xsel');
  });

  test('a system that hangs is left alone until it comes back, and then takes nothing old', async () => {
    const clipboard = made();
    let end = () => {};
    system = (text) => {
      copied.push(text);
      return new Promise((resolve) => {
        end = resolve;
      });
    };
    const first = clipboard.copyText('a');
    await until(() => expect(copied).toEqual(['a']));
    const second = clipboard.copyText('b');
    clock.advance(2_000);
    expect([await first, await second]).toEqual([false, false]);
    system = async (text) => {
      copied.push(text);
    };
    end();
    expect(await clipboard.copyText('c')).toBe(true);
    expect(copied).toEqual(['a', 'c']);
  });
});

test('of several at once the newest is what lies there in the end', async () => {
  const clipboard = made();
  const outcomes = await Promise.all(['a', 'b', 'c'].map((text) => clipboard.copyText(text)));
  expect(copied.at(-1)).toBe('c');
  expect(outcomes.at(-1)).toBe(true);
  expect(reports).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'the real thing hands the text to the system’s own program (needs Linux)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracord-clipboard-'));
    writeFileSync(join(folder, 'xsel'), `#!/bin/sh\ncat > "${folder}/text"\n`);
    chmodSync(join(folder, 'xsel'), 0o755);
    const before = { PATH: process.env.PATH, WAYLAND_DISPLAY: process.env.WAYLAND_DISPLAY };
    process.env.PATH = `${folder}:${before.PATH}`;
    delete process.env.WAYLAND_DISPLAY;
    try {
      const clipboard = new Clipboard({
        clock: systemClock,
        report: (health) => reports.push(health),
        log: silentLogger,
      });
      expect(await clipboard.copyText('Zimny Maj “1992”')).toBe(true);
      expect(readFileSync(join(folder, 'text'), 'utf8')).toBe('Zimny Maj “1992”');
    } finally {
      process.env.PATH = before.PATH;
      if (before.WAYLAND_DISPLAY !== undefined) process.env.WAYLAND_DISPLAY = before.WAYLAND_DISPLAY;
      rmSync(folder, { recursive: true });
    }
  },
);

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LogFile, logFilePath } from '#adapters/files/log-file.ts';
import { ManualClock } from '#kernel/clock.ts';
import { until } from '../../../../test/fakes/until.ts';

let folder: string;
let clock: ManualClock;
let troubles: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tracord-log-'));
  clock = new ManualClock();
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (at = path.join(folder, 'log'), largest?: number) =>
  new LogFile(at, { clock, onTrouble: (sentence) => troubles.push(sentence), largest });
const text = (n = '') => readFileSync(`${logFilePath(path.join(folder, 'log'))}${n}`, 'utf8');

describe('a log file', () => {
  test('is written a moment later, in its order, in one go', async () => {
    const log = open();
    log.write('one');
    log.write('two');
    expect(existsSync(log.file)).toBe(false);
    clock.advance(1_000);
    await until(() => expect(text()).toBe('one\ntwo\n'));
    log.write('three');
    clock.advance(1_000);
    await until(() => expect(text()).toBe('one\ntwo\nthree\n'));
    if (process.platform !== 'win32') expect(statSync(log.file).mode & 0o777).toBe(0o600);
  });

  test('at the end what waits is written at once, behind what was there', () => {
    const before = open();
    before.write('yesterday');
    before.flush();
    const log = open();
    log.write('today');
    log.flush();
    log.flush();
    expect(text()).toBe('yesterday\ntoday\n');
    clock.advance(1_000);
    expect(text()).toBe('yesterday\ntoday\n');
  });

  test('grows to its size and no further; three files are kept', () => {
    const log = open(undefined, 10);
    for (const line of ['aaaaaaa', 'bbbbbbb', 'ccccccc', 'ddddddd']) {
      log.write(line);
      log.flush();
    }
    expect([text(), text('.1'), text('.2')]).toEqual(['ddddddd\n', 'ccccccc\n', 'bbbbbbb\n']);
    expect(existsSync(`${log.file}.3`)).toBe(false);
    const later = open(undefined, 10);
    later.write('eeeeeee');
    later.flush();
    expect([text(), text('.1'), text('.2')]).toEqual(['eeeeeee\n', 'ddddddd\n', 'ccccccc\n']);
  });

  test('one that cannot be written is told once, and stops nothing', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    const log = open(path.join(folder, 'file'));
    log.write('one');
    clock.advance(1_000);
    log.write('two');
    log.flush();
    await until(() => expect(troubles).toHaveLength(1));
    expect(troubles[0]).toContain('cannot be written');
  });
});

import { describe, expect, test } from 'vitest';
import { createLogger, formatLine, type LogLine } from '#kernel/logger.ts';

function collected(least?: 'debug' | 'info' | 'warn' | 'error') {
  const lines: LogLine[] = [];
  return { lines, log: createLogger((line) => lines.push(line), least) };
}

describe('a logger', () => {
  test('writes info and above, unless told otherwise', () => {
    const { lines, log } = collected();
    log.debug('a');
    log.info('b');
    log.error('c');
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      ['info', 'b'],
      ['error', 'c'],
    ]);
    const quiet = collected('error');
    quiet.log.warn('d');
    expect(quiet.lines).toEqual([]);
  });

  test('names the part before each event', () => {
    const { lines, log } = collected();
    log.scope('traktor').scope('broadcast').warn('source.lost', { mount: '/a' });
    expect(lines[0]).toMatchObject({ event: 'traktor.broadcast.source.lost', fields: { mount: '/a' } });
  });

  test.each(['token', 'operatorToken', 'password', 'clientSecret', 'Authorization'])('never writes a %s', (name) => {
    const { lines, log } = collected();
    log.error('x', { [name]: 'hunter2' });
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });
});

describe('a line of the log', () => {
  test.each<[string, LogLine['fields'], string]>([
    ['nothing', {}, ''],
    ['text in quotes, so that it stays one field', { title: 'A "B" = C' }, ' title="A \\"B\\" = C"'],
    ['numbers and flags as they are', { count: 3, live: true }, ' count=3 live=true'],
    ['an error by its message', { error: new Error('no such file') }, ' error="no such file"'],
    ['objects as JSON', { at: { deck: 'A' } }, ' at={"deck":"A"}'],
    ['absent fields not at all', { deck: undefined }, ''],
    ['a line break never breaks the line', { text: 'a\nb' }, ' text="a\\nb"'],
  ])('%s', (_name, fields, text) => {
    const line: LogLine = { at: Date.UTC(2026, 0, 2, 3, 4, 5, 6), level: 'info', event: 'e', fields };
    expect(formatLine(line)).toBe(`2026-01-02T03:04:05.006Z info  e${text}`);
  });
});

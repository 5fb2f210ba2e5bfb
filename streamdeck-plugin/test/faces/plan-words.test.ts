import { KEY_MOVES } from '@tracord/shared/plan.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIAL_BAR } from '#faces/bars.ts';
import { drawDial } from '#faces/dial-face.ts';
import { keyPath, relationText, stepText, tempoText } from '#faces/plan-words.ts';
import { wayHead } from '#faces/way.ts';
import { NOW } from './face-case.ts';
import { row, suggestion } from './plan-cases.ts';

const key = (camelot: string) => ({ camelot, openKey: '1m', name: 'Am' });

describe('what a suggestion would change, in short', () => {
  it.each([
    ['9A', '8A', '+1'],
    ['7A', '8A', '−1'],
    ['1B', '12B', '+1'],
    ['12B', '1B', '−1'],
    // With the key lock off the key on air is heard as another one than it is tagged with.
    ['3A', '8A', '±1'],
    ['9A', undefined, '±1'],
  ])('%s after %s is a neighbour: %s', (camelot, from, text) => {
    expect(stepText(row('x', { key: key(camelot), move: 'neighbour' }), from)).toBe(text);
  });

  it('has a short word for every move, and none where the move is not known', () => {
    const texts = KEY_MOVES.map((move) => stepText(row('x', { move }), undefined));
    expect(new Set(texts).size).toBe(KEY_MOVES.length);
    for (const text of texts) expect(text).toMatch(/^\S{1,5}$/);
    expect(stepText(row('x', { move: undefined }), '8A')).toBe('');
  });

  it.each([
    [0.0079, '+0.8 %'],
    [-0.042, '−4.2 %'],
    [0.03, '+3 %'],
    [0.0004, '0 %'],
    [-0.0004, '0 %'],
    [undefined, ''],
  ])('a tempo off by %s is "%s"', (tempo, text) => {
    expect(tempoText(row('x', { tempo }))).toBe(text);
  });

  it('says how beats are counted only where it is not one by one', () => {
    const texts = ([1, 2, 0.5, undefined] as const).map((relation) => relationText(row('x', { relation })));
    expect(texts).toEqual(['', '×2', '×½', '']);
  });

  it('the path of keys goes as far as keys are known', () => {
    const one = row('x', { key: key('9A') });
    expect([keyPath(one, '8A'), keyPath(one, undefined), keyPath({ ...one, key: undefined }, '8A')]).toEqual([
      '8A › 9A',
      '9A',
      '',
    ]);
  });
});

describe('the bar of a score', () => {
  const widths = (score: number, values: number[]): number[] => {
    const parts = values.map((value) => ({ name: 'taste' as const, value, why: '' }));
    const { svg } = drawDial({
      ...{ kind: 'planner', host: 'connected', nowMs: NOW, index: 0, of: 1 },
      track: suggestion('x', { score, parts }),
    });
    const bar = /data-bar="parts">(.*?)<\/g>/.exec(svg)?.[1] ?? '';
    return [...bar.matchAll(/width="([\d.]+)"/g)].slice(1).map(([, width]) => Number(width));
  };

  it('has the parts that give the most, the rest as one, together as long as the score', () => {
    expect(widths(82, [25, 20, 15, 11, 6, 3, 2])).toHaveLength(4);
    expect(widths(50, [30, 20])).toEqual([51, 34]);
    expect(widths(0, [])).toEqual([]);
  });

  it('never leaves its place, whatever the parts are', () => {
    const value = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 150, noNaN: true }),
        fc.array(value, { maxLength: 8 }),
        (score, values) => {
          const all = widths(score, values);
          const gaps = 2 * Math.max(0, all.length - 1);
          expect(all.every((width) => width >= 0)).toBe(true);
          expect(all.reduce((sum, width) => sum + width, gaps)).toBeLessThanOrEqual(DIAL_BAR.width);
        },
      ),
    );
  });
});

describe('the way to a request', () => {
  it('stays within the room it is given, and shows each track between', () => {
    const betweens = fc.option(fc.nat(3), { nil: undefined });
    fc.assert(
      fc.property(betweens, fc.boolean(), fc.integer({ min: 33, max: 60 }), (between, pinned, width) => {
        const svg = wayHead(between, pinned, 6, 6 + width);
        const circles = [...svg.matchAll(/cx="([\d.]+)" cy="10" r="([\d.]+)"/g)];
        expect(circles).toHaveLength(1 + (between ?? 0));
        for (const [, x, radius] of circles) expect(Number(x) - Number(radius)).toBeGreaterThan(5.98);
        const lines = [...svg.matchAll(/M([\d.]+) 10H([\d.]+)/g)].map(([, from, to]) => [Number(from), Number(to)]);
        for (const [from = 0, to = 0] of lines) expect(to).toBeGreaterThan(from);
        const [, tip = '', half = ''] = /M([\d.]+) [\d.]+l([\d.]+)/.exec(svg) ?? [];
        expect(Number(tip) + Number(half)).toBeLessThanOrEqual(6.05 + width);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, diff, jsonEqual } from '../src/merge-patch.ts';
import { topicValue } from './json-values.ts';

describe('apply, by the examples of RFC 7396, appendix A', () => {
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, result) => {
    expect(apply(target, patch)).toEqual(result);
  });
});

describe('diff', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['equal values: nothing', { a: { b: [1] } }, { a: { b: [1] } }, undefined],
    ['only what changed travels', { a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 4, d: 3 } }, { b: { c: 4 } }],
    ['a member that went', { a: 1, b: 2 }, { a: 1 }, { b: null }],
    ['a member that became undefined went', { a: 1, b: 2 }, { a: 1, b: undefined }, { b: null }],
    ['arrays are replaced whole', { order: ['x', 'y'] }, { order: ['y'] }, { order: ['y'] }],
    ['a new empty object', {}, { byId: {} }, { byId: {} }],
    ['an object emptied', { byId: { x: 1 } }, { byId: {} }, { byId: { x: null } }],
    ['an object in place of a scalar', { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ['a list in place of an object', { a: {} }, { a: [] }, { a: [] }],
  ])('%s', (_name, from, to, patch) => {
    expect(diff(from, to)).toEqual(patch);
  });

  test('applied to the old value it gives the new one, also over the wire', () => {
    fc.assert(
      fc.property(topicValue, topicValue, (from, to) => {
        const patch = diff(from, to);
        if (patch === undefined) return jsonEqual(from, to);
        return jsonEqual(apply(from, JSON.parse(JSON.stringify(patch))), to);
      }),
      { numRuns: 2_000 },
    );
  });

  test('neither value is touched by it', () => {
    fc.assert(
      fc.property(topicValue, topicValue, (from, to) => {
        const before = structuredClone([from, to]);
        const patch = diff(from, to);
        if (patch !== undefined) apply(from, patch);
        expect([from, to]).toEqual(before);
      }),
    );
  });

  test('a value differs from itself by nothing', () => {
    fc.assert(fc.property(topicValue, (value) => diff(value, structuredClone(value)) === undefined));
  });
});

describe("keys that would reach an object's prototype", () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused on both sides', (key) => {
    const evil = JSON.parse(`{"a": {"${key}": {"polluted": true}}}`);
    expect(() => apply({}, evil)).toThrow(key);
    expect(() => diff({ a: {} }, evil)).toThrow(key);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

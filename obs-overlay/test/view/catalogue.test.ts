import { describe, expect, it } from 'vitest';
import { catalogueParts, digitsSize } from '#view/catalogue.ts';

describe('a catalogue number in the box', () => {
  it.each([
    ['THR 027', 12, { letters: 'THR', digits: '027' }],
    ['thr-027', 12, { letters: 'THR', digits: '027' }],
    ['OSTGUTLP31', 12, { letters: 'OSTGUT', digits: '31' }],
    ['PE-114-R', 12, { letters: 'PE', digits: '114R' }],
    ['ПЛД 31', 12, { letters: 'ПЛД', digits: '31' }],
    ['0042', 12, { letters: 'NO', digits: '0042' }],
    ['WHITE LABEL', 12, { letters: 'SET', digits: '12' }],
    ['A 12345678', 3, { letters: 'SET', digits: '3' }],
    ['', 3, { letters: 'SET', digits: '3' }],
    [undefined, 7, { letters: 'SET', digits: '7' }],
    [undefined, undefined, undefined],
  ])('%s at place %s', (catalogNo, place, expected) => {
    expect(catalogueParts(catalogNo, place)).toEqual(expected);
  });

  it.each([
    ['1', 76],
    ['027', 76],
    ['0042', 56],
    ['12345', 44],
  ])('%s is set at %s px', (digits, size) => {
    expect(digitsSize(digits)).toBe(size);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colorsOf, contrast, NEUTRAL_COLORS } from '#adapters/artwork/cover-colors.ts';
import { makePicture } from '#adapters/artwork/cover-picture.ts';
import { clouds, flat, twoColors } from './cover-files.ts';

const PLATE = '#0E0F12';

/** Hue in degrees of HSL, and saturation 0–1. */
function hueOf(hex: string): { hue: number; saturation: number } {
  const value = Number.parseInt(hex.slice(1), 16);
  const [r, g, b] = [value >> 16, (value >> 8) & 255, value & 255].map((byte) => byte / 255) as [
    number,
    number,
    number,
  ];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const span = most - least;
  if (span === 0) return { hue: 0, saturation: 0 };
  const sector = most === r ? ((g - b) / span + 6) % 6 : most === g ? (b - r) / span + 2 : (r - g) / span + 4;
  return { hue: sector * 60, saturation: span / (1 - Math.abs(most + least - 1)) };
}

const apart = (a: number, b: number) => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));

async function colorsOfDrawing(drawing: { png(): { toBuffer(): Promise<Buffer> } }) {
  const made = await makePicture(await drawing.png().toBuffer());
  if (!made.ok) throw new Error(made.message);
  return made.colors;
}

describe('a cover with a colour', () => {
  test.each([
    ['red', '#E02020'],
    ['dark red, made lighter', '#400808'],
    ['orange', '#FF7A3D'],
    ['yellow', '#F5D90A'],
    ['lime', '#C9F23D'],
    ['green', '#118833'],
    ['teal', '#0AA5A5'],
    ['blue, made lighter', '#1020C0'],
    ['night blue, made lighter', '#10104A'],
    ['violet', '#7030D0'],
    ['pink', '#FF60B0'],
    ['pale rose', '#F5C6CF'],
  ])('%s keeps its hue and can be read', async (_, color) => {
    const { main, dark } = await colorsOfDrawing(flat(color));
    expect(apart(hueOf(main).hue, hueOf(color).hue)).toBeLessThan(22);
    expect(hueOf(main).saturation).toBeGreaterThan(0.2);
    expect(contrast(main, PLATE)).toBeGreaterThanOrEqual(3);
    expect(contrast(dark, '#FFFFFF')).toBeGreaterThanOrEqual(7);
  });

  test.each<[string, string, string, number, string]>([
    ['the larger of two', '#E02020', '#1030D0', 0.7, '#E02020'],
    ['a sign before black', '#0AA5A5', '#000000', 0.05, '#0AA5A5'],
    ['a sign before white', '#E02020', '#FFFFFF', 0.05, '#E02020'],
    ['an accent on a dull ground', '#E02020', '#9A9080', 0.2, '#E02020'],
    ['a wide sky before a small sign', '#2040FF', '#E08030', 0.2, '#E08030'],
  ])('%s', async (_, left, right, share, wanted) => {
    const { main } = await colorsOfDrawing(await twoColors(left, right, share));
    expect(apart(hueOf(main).hue, hueOf(wanted).hue)).toBeLessThan(22);
  });
});

test.each(['#000000', '#FFFFFF', '#808080', '#0B0C0E', '#F1ECE6'])('%s has no colour of its own', async (color) => {
  expect(await colorsOfDrawing(flat(color))).toEqual(NEUTRAL_COLORS);
});

test('something like a photograph: the same answer each time, readable', async () => {
  const picture = await clouds(500);
  const [a, b] = await Promise.all([makePicture(picture), makePicture(picture)]);
  expect(a.ok && b.ok && a.colors).toEqual(b.ok && b.colors);
  expect(a.ok && contrast(a.colors.main, PLATE)).toBeGreaterThanOrEqual(3);
});

test('the neutral colours are readable too', () => {
  expect(contrast(NEUTRAL_COLORS.main, PLATE)).toBeGreaterThanOrEqual(3);
  expect(contrast(NEUTRAL_COLORS.dark, '#FFFFFF')).toBeGreaterThanOrEqual(7);
});

test('any pixels at all: two colours that can be read', () => {
  const few = fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { maxLength: 12 });
  fc.assert(
    fc.property(few, (pixels) => {
      const { main, dark } = colorsOf(Uint8Array.from(pixels.flat()));
      expect(main).toMatch(/^#[0-9A-F]{6}$/);
      expect(contrast(main, PLATE)).toBeGreaterThanOrEqual(3);
      expect(contrast(dark, '#FFFFFF')).toBeGreaterThanOrEqual(7);
    }),
    { numRuns: 2000 },
  );
});

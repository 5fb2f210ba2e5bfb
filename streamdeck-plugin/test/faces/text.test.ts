import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawDial } from '#faces/dial-face.ts';
import { drawKey } from '#faces/key-face.ts';
import { cleanText, drawText, MOST_GRAPHEMES, textWidth } from '#faces/text.ts';
import { NOW } from './face-case.ts';
import { playing, request } from './face-cases.ts';
import { bridge, suggestion } from './plan-cases.ts';
import { partsOf } from './shown.ts';

const ELEMENTS = new Set(['svg', 'rect', 'g', 'path', 'circle', 'text']);
const PLAIN = partsOf(
  drawKey({ kind: 'request', host: 'connected', nowMs: NOW, request: request('a 夜', 'b', 1) }).svg,
);

/** Anything a person may call themselves, and what breaks documents. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '</text></svg><script>alert(1)</script>',
    '" onload="x',
    "' fill='red",
    ']]><![CDATA[',
    '&amp;&#0;&lt;',
    '<!-- -->',
    '\u0000\u0008\uffff\ufffe\ud800',
    '\u202emoc.live\u202c',
    'a\u0301'.repeat(200),
    'مصعد <b> & "',
    '夜<image href="x"/>',
  ),
);

describe('texts', () => {
  it('are never markup, whatever they are', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, name) => {
        const one = request(title, name, 1, 0.2);
        const track = suggestion(title, { warning: name, display: { artist: name, title } });
        const way = bridge('one', { display: { artist: name, title } }, { display: { artist: title, title: name } });
        const faces = [
          drawKey({ kind: 'request', host: 'connected', nowMs: NOW, request: one }),
          drawKey({ kind: 'request', host: 'connected', nowMs: NOW, request: one, scrollMs: 2_130 }),
          drawKey({ kind: 'now', host: 'connected', nowMs: NOW, nowPlaying: playing(title, name) }),
          drawKey({
            kind: 'now',
            host: 'connected',
            nowMs: NOW,
            nowPlaying: playing('x', 'y'),
            mark: { kind: 'stale', word: name },
          }),
          drawDial({ kind: 'queue', host: 'connected', nowMs: NOW, request: one, index: 0, of: 1, open: true }),
          drawKey({ kind: 'suggestion', host: 'connected', nowMs: NOW, track: track }),
          drawKey({ kind: 'bridge', host: 'connected', nowMs: NOW, bridge: way }),
          drawDial({ kind: 'planner', host: 'connected', nowMs: NOW, track: track, index: 0, of: 1 }),
          drawDial({ kind: 'planner', host: 'connected', nowMs: NOW, hint: title, index: 0, of: 0 }),
          drawKey({
            kind: 'health',
            host: 'connected',
            nowMs: NOW,
            health: { status: 'down', bridges: { [title]: { status: 'down', message: name } } },
          }),
        ];
        for (const { svg } of faces) {
          const { elements, attributes, texts } = partsOf(svg);
          for (const element of elements) expect(ELEMENTS).toContain(element);
          for (const attribute of attributes) expect(attribute).not.toMatch(/^on|href/);
          expect(texts.join('')).not.toMatch(/\p{Cs}|\ufffe|\uffff/u);
          expect([...svg].every((character) => (character.codePointAt(0) ?? 0) >= 0x20)).toBe(true);
          expect(() => encodeURIComponent(svg)).not.toThrow();
        }
      }),
      { numRuns: 150 },
    );
    expect(PLAIN.elements).toEqual(new Set(['svg', 'rect', 'g', 'path', 'text']));
  });

  it.each([
    ['  two\n\tlines  ', 'two lines'],
    ['\u202eright to left\u202c', 'right to left'],
    ['a\u0000b\u0007c', 'abc'],
    ['\ud83d!', '!'],
    ['Zaz\u0307o\u0301\u0142c\u0301', 'Zażółć'],
    ['👩‍🎤 star', '👩‍🎤 star'],
  ])('%j is drawn as %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  it.each([
    { name: 'one word', raw: 'x'.repeat(10_000), clean: `${'x'.repeat(MOST_GRAPHEMES - 1)}…` },
    { name: 'blanks', raw: ' '.repeat(10_000), clean: '…' },
    {
      name: 'letters with marks',
      raw: 'x\u0323\u0324'.repeat(400),
      clean: `${'x\u0323\u0324'.repeat(MOST_GRAPHEMES - 1)}…`,
    },
    { name: 'just not too long', raw: 'x'.repeat(MOST_GRAPHEMES), clean: 'x'.repeat(MOST_GRAPHEMES) },
    { name: 'a surrogate cut in two', raw: `x${'🎛'.repeat(2_000)}`, clean: `x${'🎛'.repeat(MOST_GRAPHEMES - 2)}…` },
    { name: 'one endless letter', raw: `a${'\u0301'.repeat(100_000)}`, clean: expect.stringMatching(/^.{1,1600}$/u) },
  ])('what is endless is cut: $name', ({ raw, clean }) => {
    expect(cleanText(raw)).toEqual(clean);
  });

  // Widths at 1000 px, measured in Chromium with `font-variant-ligatures: none` and `lang="ru"`.
  it.each([
    ['Salt Engine', 650, 3880.4],
    ['(Northbound Mix)', 650, 6076],
    ['Host away', 700, 3651.8],
    ['ID – ID', 800, 2419],
    ['Медленный лифт', 650, 6204.3],
    ['Ελένη', 600, 2123.8],
    ['Zażółć gęślą', 600, 4187.7],
    ['“Friday A”', 600, 3427],
    ['Undo', 750, 1855],
  ] as const)('the width of %s at weight %i is the font’s', (text, weight, px) => {
    expect(Math.abs(textWidth(text, { size: 1_000, weight }) - px)).toBeLessThan(4);
  });

  it('are outlines in Latin, Greek and Cyrillic, and text elsewhere', () => {
    const drawn = (text: string) => [
      ...partsOf(`<svg>${drawText(text, 0, 0, { size: 15, weight: 650 }, '#fff')}</svg>`).elements,
    ];
    for (const text of ['Salt Engine', 'Zażółć', 'Ελένη', 'Медленный', '“…” – ’'])
      expect(drawn(text)).toEqual(['svg', 'path']);
    for (const text of ['夜明け', 'ليلى', '🌙']) expect(drawn(text)).toEqual(['svg', 'text']);
    expect(drawn('東京 Nights')).toEqual(['svg', 'text', 'path']);
    // A line that runs from the right stays whole, or its words would change places.
    expect(drawn('ליلى DJ')).toEqual(['svg', 'text']);
  });

  it('end where they are told to', () => {
    const starts = (anchor: 'start' | 'middle' | 'end') =>
      Number(/translate\((-?[\d.]+)/.exec(drawText('Skip', 36, 55, { size: 14, weight: 700 }, '#fff', anchor))?.[1]);
    const width = textWidth('Skip', { size: 14, weight: 700 });
    expect(starts('start')).toBe(36);
    expect(starts('middle')).toBeCloseTo(36 - width / 2, 1);
    expect(starts('end')).toBeCloseTo(36 - width, 1);
  });
});

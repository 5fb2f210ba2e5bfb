import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PARAMS,
  formatParams,
  type OverlayName,
  type OverlayParams,
  paramsFor,
  parseParams,
  THEME_NAMES,
} from '#view/params.ts';

describe('the options in an address', () => {
  it.each([
    ['nothing', '', {}],
    ['a theme', '?theme=strip', { theme: 'strip' }],
    ['a theme in capitals', '?theme=LABEL', { theme: 'label' }],
    ['a theme that does not exist', '?theme=neon', {}],
    ['times', '?show=change&for=30&every=5', { show: 'change', forSeconds: 30, everyMinutes: 5 }],
    ['times out of bounds', '?for=1&every=-4', { forSeconds: 3, everyMinutes: 0 }],
    ['times that are no numbers', '?for=abc&every=', {}],
    [
      'items off',
      '?cover=0&artist=off&title=no&label=false',
      { cover: false, artist: false, title: false, label: false },
    ],
    ['items on', '?key=1&bpm=on&label=yes', { key: true, bpm: true, label: true }],
    ['who asked for it off, and only what is loaded', '?requester=0&loaded=1', { requester: false, loaded: true }],
    ['motion off', '?motion=off', { motion: false }],
    ['the right side', '?align=right', { align: 'right' }],
    ['colours', '?accent=ff7a3d&back=%23012&ink=FFFFFF', { accent: '#FF7A3D', back: '#001122', ink: '#FFFFFF' }],
    ['colours that are none', '?accent=red&back=%2312345', {}],
    ['a margin', '?margin=54', { margin: 54 }],
    ['a sample', '?sample=japanese&demo=1', { sample: 'japanese', demo: true }],
    ['a sample that could be a path', '?sample=../x', {}],
    ['unknown names', '?layer-width=960&utm=1', {}],
  ])('%s', (_name, search, expected) => {
    expect(parseParams(search)).toEqual({ ...DEFAULT_PARAMS, ...expected });
  });

  it('reads back what it wrote', () => {
    const colour = fc
      .integer({ min: 0, max: 0xffffff })
      .map((value) => `#${value.toString(16).padStart(6, '0').toUpperCase()}`);
    const some: fc.Arbitrary<Partial<OverlayParams>> = fc.record(
      {
        theme: fc.constantFrom(...THEME_NAMES),
        align: fc.constantFrom('left' as const, 'right' as const),
        cover: fc.boolean(),
        artist: fc.boolean(),
        title: fc.boolean(),
        label: fc.boolean(),
        key: fc.boolean(),
        bpm: fc.boolean(),
        requester: fc.boolean(),
        loaded: fc.boolean(),
        motion: fc.boolean(),
        margin: fc.integer({ min: 0, max: 400 }),
        accent: colour,
        back: colour,
        ink: colour,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 3, max: 600 }),
        fc.integer({ min: 0, max: 120 }),
        (chosen, forSeconds, everyMinutes) => {
          const params: OverlayParams = { ...DEFAULT_PARAMS, ...chosen, show: 'change', forSeconds, everyMinutes };
          expect(parseParams(`?${formatParams(params)}`)).toEqual(params);
        },
      ),
    );
  });

  it('leaves out what means nothing to an overlay', () => {
    const chosen = parseParams('?theme=label&align=right&show=change&key=1&cover=0&requester=0&loaded=1&back=112233');
    const own = (overlay: OverlayName) => formatParams(paramsFor(overlay, chosen));
    expect(own('now-playing')).toBe('theme=label&show=change&align=right&cover=0&key=1&requester=0&back=112233');
    expect(own('requests')).toBe('theme=label&align=right&back=112233');
    expect(own('request-toast')).toBe('theme=label&align=right&cover=0&back=112233');
    expect(own('up-next')).toBe('theme=label&align=right&cover=0&loaded=1&back=112233');
  });

  it('leaves defaults out of the address', () => {
    expect(formatParams(DEFAULT_PARAMS)).toBe('theme=plate');
  });
});

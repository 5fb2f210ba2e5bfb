import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OVERLAY_NAMES, THEME_NAMES } from '#view/params.ts';
import { recommendedSize, stageSize } from '#view/stage-size.ts';

describe('the size of a source', () => {
  it.each(THEME_NAMES)('%s is drawn 1:1 without margin in the recommended one', (theme) => {
    const { width, height } = recommendedSize(theme);
    expect(stageSize(theme, width, height)).toMatchObject({ scale: 1, width, height, marginX: 0, marginY: 0 });
  });

  it.each([
    ['plate', 480, 90, 'line', 0.5],
    ['plate', 1280, 240, 'line', 4 / 3],
    ['plate', 1920, 180, 'line', 1],
    ['plate', 700, 180, 'line', 1],
    ['plate', 480, 720, 'stack', 1],
    ['strip', 1280, 72, 'line', 1],
    ['strip', 3840, 144, 'line', 2],
    ['strip', 1080, 144, 'stack', 1],
    ['strip', 480, 72, 'stack', 0.5],
    ['sleeve', 260, 310, 'stack', 0.5],
    ['sleeve', 960, 180, 'line', 1],
  ] as const)('%s at %d × %d: %s at %d', (theme, width, height, arrangement, scale) => {
    const size = stageSize(theme, width, height);
    expect(size.arrangement).toBe(arrangement);
    expect(size.scale).toBeCloseTo(scale, 6);
  });

  it.each([
    [1920, 1080, 1, 96, 54],
    [640, 360, 1 / 3, 96, 54],
    [2560, 1440, 4 / 3, 96, 54],
    [1080, 1920, 1, 54, 96],
  ])('a whole canvas of %d × %d is drawn as at 1080p with 5 %% margin', (width, height, scale, marginX, marginY) => {
    const size = stageSize('plate', width, height);
    expect(size).toMatchObject({ marginX, marginY });
    expect(size.scale).toBeCloseTo(scale, 6);
  });

  it.each(OVERLAY_NAMES.flatMap((overlay) => THEME_NAMES.map((theme) => [overlay, theme] as const)))(
    '%s in %s is drawn 1:1 in its recommended source, half as large in half of it',
    (overlay, theme) => {
      const { width, height } = recommendedSize(theme, overlay, true);
      expect(stageSize(theme, width, height, undefined, overlay)).toMatchObject({ scale: 1, width, height });
      if (theme === 'strip' && overlay === 'now-playing') return;
      expect(stageSize(theme, width / 2, height / 2, undefined, overlay).scale).toBeCloseTo(0.5, 6);
    },
  );

  it('leaves room for "requested by" where that stands above or below the card', () => {
    expect(THEME_NAMES.map((theme) => recommendedSize(theme, 'now-playing', true).height)).toEqual([
      232, 72, 620, 224, 232,
    ]);
    expect(recommendedSize('plate', 'requests', true)).toEqual({ width: 760, height: 404 });
  });

  it('draws what comes on one line on a canvas beside each other in portrait too', () => {
    expect(stageSize('sleeve', 1080, 1920, undefined, 'request-toast')).toMatchObject({
      arrangement: 'line',
      scale: 1,
    });
  });

  it('takes the margin that was asked for', () => {
    expect(stageSize('plate', 1920, 1080, 10)).toMatchObject({ marginX: 10, marginY: 10 });
    expect(stageSize('plate', 960, 180, 20).scale).toBeCloseTo(0.9, 6);
  });

  it('never needs more height than there is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...THEME_NAMES),
        fc.integer({ min: 100, max: 4000 }),
        fc.integer({ min: 40, max: 4000 }),
        (theme, width, height) => {
          const size = stageSize(theme, width, height);
          expect(size.width * size.scale).toBeCloseTo(width, 3);
          expect(size.height * size.scale).toBeCloseTo(height, 3);
          if (size.marginX > 0) return;
          expect(size.height).toBeGreaterThanOrEqual(theme === 'strip' ? 71.9 : 179.9);
        },
      ),
    );
  });
});

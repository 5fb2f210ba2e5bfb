import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTitle, type TitleMeasure } from '#view/title-fit.ts';

/** Breaks words of the given widths greedily, as a browser does; a space is 10 px. Small letters are 80 %. */
function measured(words: number[], room: number, tallLines = Number.POSITIVE_INFINITY): TitleMeasure {
  return (size, width) => {
    const factor = size === 'small' ? 0.8 : 1;
    const wide = width ?? room;
    let lines = 1;
    let used = 0;
    let widest = 0;
    for (const word of words) {
      const needed = word * factor;
      if (used > 0 && used + 10 * factor + needed > wide) {
        lines++;
        used = needed;
      } else {
        used += (used > 0 ? 10 * factor : 0) + needed;
      }
      widest = Math.max(widest, used);
    }
    return {
      lines,
      width: lines === 1 ? widest : wide,
      sticksOut: Math.max(...words) * factor > wide,
      tooTall: size === 'full' && lines >= tallLines,
    };
  };
}

describe('a title on two lines', () => {
  it('keeps one line as it is', () => {
    expect(fitTitle(measured([100, 100], 500))).toEqual({ size: 'full', lines: 1, rolls: false });
  });

  it('balances two lines', () => {
    const fit = fitTitle(measured([100, 100, 100, 100], 400));
    expect(fit).toMatchObject({ size: 'full', lines: 2, rolls: false });
    expect(fit.width).toBeGreaterThanOrEqual(210);
    expect(fit.width).toBeLessThanOrEqual(213);
  });

  it('shrinks to 80 % before it needs a third line', () => {
    expect(fitTitle(measured([190, 190, 190, 190], 340))).toMatchObject({ size: 'small', lines: 2, rolls: false });
  });

  it('shrinks where two full lines are too tall beside the rest', () => {
    expect(fitTitle(measured([100, 100, 100, 100], 400, 2))).toMatchObject({ size: 'small', lines: 1, rolls: false });
  });

  it('rolls what does not fit either way', () => {
    expect(fitTitle(measured(Array(20).fill(100), 400))).toMatchObject({ size: 'small', rolls: true });
  });

  it('never balances to a width that takes a third line or cuts a word', () => {
    const words = fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, (widths) => {
        const measure = measured(widths, 400);
        const fit = fitTitle(measure);
        if (fit.width === undefined) return;
        const at = measure(fit.size, fit.width);
        expect(at.lines).toBe(2);
        expect(at.sticksOut).toBe(false);
      }),
    );
  });
});

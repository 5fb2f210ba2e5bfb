// How the overlays beside what plays look in Chromium: transparency, sizes of letters, nothing outside the source, long names.

import { describe, expect, it } from 'vitest';
import { type OverlayName, THEME_NAMES } from '#view/params.ts';
import { recommendedSize } from '#view/stage-size.ts';
import { hasChromium, pixelsOf } from './browser.ts';
import { sticksOut, tooSmall } from './layout.ts';
import { resize, type Size, showSample, useSamplePage } from './sample-page.ts';

const SAMPLES = {
  requests: ['five', 'hard', 'closed', 'one'],
  // What comes while a toast is there makes it "+1" and more.
  'request-toast': ['toastlong', 'toasts'],
  'up-next': ['next', 'nextlong', 'nextplain'],
  setlist: ['set', 'sethard', 'setone'],
  bpm: ['short'],
} as const satisfies Partial<Record<OverlayName, string[]>>;

const PORTRAIT = { width: 1080, height: 1920 };

type RequestOverlay = keyof typeof SAMPLES;
const OVERLAYS = Object.keys(SAMPLES) as RequestOverlay[];

describe.skipIf(!hasChromium)('the looks of the overlays beside what plays (needs Chromium)', () => {
  const openPage = useSamplePage();
  const opened = (overlay: OverlayName, query: string, size: Size) => openPage(overlay, `motion=off&${query}`, size);

  const cases = OVERLAYS.flatMap((overlay) => THEME_NAMES.map((theme) => ({ overlay, theme })));

  it.each(cases)('$overlay in $theme keeps inside its source at every size', async ({ overlay, theme }) => {
    const usual = recommendedSize(theme, overlay);
    const sizes = [usual, { width: usual.width / 2, height: usual.height / 2 }, { width: 640, height: 360 }, PORTRAIT];
    const [first, ...others] = SAMPLES[overlay];
    const page = await opened(overlay, `theme=${theme}&sample=${first}&demo=1`, usual);
    for (const sample of [first, ...others]) {
      if (sample !== first) await showSample(page, sample);
      for (const size of sizes) {
        await resize(page, size);
        const where = `${sample} at ${size.width} × ${size.height}`;
        expect(await page.evaluate(sticksOut), where).toEqual([]);
        expect(await page.evaluate(tooSmall), where).toEqual([]);
      }
    }
  });

  it.each(THEME_NAMES)('requests in %s is see-through where it has no row', async (theme) => {
    const size = recommendedSize(theme, 'requests');
    const page = await opened('requests', `theme=${theme}&sample=one`, size);
    const { alphaAt } = await pixelsOf(page);
    expect(alphaAt(200, size.height - 20)).toBe(0);
    if (theme !== 'bare') expect(alphaAt(200, 80)).toBe(255);
  });

  it('stands at the head of a whole canvas, what comes next at its foot', async () => {
    const canvas = { width: 1920, height: 1080 };
    const list = await opened('requests', 'theme=plate&sample=one', canvas);
    expect((await pixelsOf(list)).alphaAt(100, 58)).toBe(255);
    const next = await opened('up-next', 'theme=plate&sample=next&align=right', canvas);
    expect((await pixelsOf(next)).alphaAt(1920 - 100, 1080 - 58)).toBe(255);
  });

  it('drops the word "Requests" where the way of asking is long', async () => {
    const page = await opened('requests', 'theme=plate&sample=none', { width: 420, height: 404 });
    expect(await page.locator('.what').isVisible()).toBe(true);
    await page.evaluate(() => {
      const hint = document.querySelector('.hint');
      if (hint !== null) hint.textContent = 'type /request and the first letters of a song';
      window.dispatchEvent(new Event('resize'));
    });
    expect(await page.locator('.what').isVisible()).toBe(false);
  });
});

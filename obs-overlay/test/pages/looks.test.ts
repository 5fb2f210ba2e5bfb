// How the overlay looks in Chromium: transparency, sizes of letters, nothing outside the source, long names.

import { describe, expect, it } from 'vitest';
import { THEME_NAMES } from '#view/params.ts';
import { recommendedSize } from '#view/stage-size.ts';
import { hasChromium, pixelsOf } from './browser.ts';
import { sticksOut, tooSmall } from './layout.ts';
import { resize, showSample, useSamplePage } from './sample-page.ts';

const SAMPLES = ['short', 'long', 'japanese', 'cyrillic', 'arabic', 'nocover', 'masked'];
const SIZES = [
  { width: 480, height: 90 },
  { width: 480, height: 720 },
  { width: 1280, height: 720 },
];
const ITEMS = '&label=1&key=1&bpm=1&demo=1';

describe.skipIf(!hasChromium)('the looks of the overlay (needs Chromium)', () => {
  const openPage = useSamplePage();
  const opened = (query: string, width: number, height: number, inRealTime = false) =>
    openPage('now-playing', `motion=off&${query}`, { width, height }, { inRealTime });

  it.each(THEME_NAMES)('%s is see-through round its card and solid in it', async (theme) => {
    const { width, height } = recommendedSize(theme);
    const page = await opened(`theme=${theme}&sample=short`, width, height);
    const { alphaAt } = await pixelsOf(page);
    if (theme !== 'strip') {
      expect(alphaAt(width - 1, 0)).toBe(0);
      expect(alphaAt(width - 1, height - 1)).toBe(0);
    }
    if (theme !== 'bare') expect(alphaAt(theme === 'strip' ? 10 : 60, height - 40)).toBe(255);
  });

  it.each(THEME_NAMES)('%s leaves nothing on the page while nothing is on air', async (theme) => {
    const page = await opened(`theme=${theme}&sample=short`, 960, 180);
    expect((await pixelsOf(page)).highestAlpha).toBe(255);
    await showSample(page, 'idle', 'idle');
    expect((await pixelsOf(page)).highestAlpha).toBe(0);
  });

  it.each(THEME_NAMES)('%s keeps inside its source at every size, whatever the track', async (theme) => {
    const usual = recommendedSize(theme);
    const page = await opened(`theme=${theme}&sample=short${ITEMS}`, usual.width, usual.height);
    for (const size of [usual, ...SIZES]) {
      await resize(page, size);
      for (const sample of SAMPLES) {
        await showSample(page, sample);
        const where = `${sample} at ${size.width} × ${size.height}`;
        expect(await page.evaluate(sticksOut), where).toEqual([]);
        expect(await page.evaluate(tooSmall), where).toEqual([]);
      }
    }
  });

  it('shows both sides', async () => {
    const page = await opened('theme=plate&sample=short&align=right', 960, 180);
    const { alphaAt } = await pixelsOf(page);
    expect(alphaAt(950, 100)).toBe(255);
    expect(alphaAt(10, 100)).toBe(0);
  });

  it.each([
    ['cover=0', '.cover'],
    ['artist=0', '.artist'],
    ['title=0', '.title'],
    ['', '.facts'],
  ])('"%s" takes %s away', async (option, gone) => {
    const page = await opened(`theme=plate&sample=short&${option}`, 960, 180);
    expect(await page.locator(gone).count()).toBe(0);
    expect(await page.locator('.card').count()).toBe(1);
  });

  it.each(['plate', 'sleeve', 'bare', 'label'] as const)(
    '%s cuts 200 characters to two lines at 80 % and rolls them once',
    async (theme) => {
      const { width, height } = recommendedSize(theme);
      const page = await opened(`theme=${theme}&sample=long`, width, height, true);
      const atRest = await page.evaluate(readTitle);
      expect(atRest.characters).toBe(200);
      expect(atRest).toMatchObject({ small: true, shownLines: 2, cut: true, rolling: false });
      await page.waitForSelector('.title.rolling', { state: 'attached' });
      expect((await page.evaluate(readTitle)).shownLines).toBe(2);
      await page.evaluate(() => {
        for (const animation of document.querySelector('.roll')?.getAnimations() ?? []) animation.finish();
      });
      await page.waitForSelector('.title:not(.rolling)', { state: 'attached' });
      expect(await page.evaluate(readTitle)).toEqual(atRest);
    },
  );

  it('drops the guests of a long artist before it cuts', async () => {
    const page = await opened('theme=plate&sample=long', 960, 180);
    expect(await page.locator('.artist').textContent()).toMatch(/^Ostrava Sleep Choir feat\. Jun Abara/);
    expect(await page.locator('.guests').isVisible()).toBe(false);
  });

  it('says DEMO in every theme', async () => {
    for (const theme of THEME_NAMES) {
      const page = await opened(`theme=${theme}&sample=short&demo=1&cover=0&artist=0`, 960, 180);
      expect(await page.locator('.demo').textContent()).toBe('DEMO');
    }
  });

  it('does not grow with the number of changes', async () => {
    const size = { width: 520, height: 620 };
    const page = await openPage('now-playing', 'theme=sleeve&sample=short', size, { inRealTime: true });
    const before = await page.evaluate(countAll);
    await page.evaluate(async () => {
      for (let change = 0; change < 50; change++) {
        window.postMessage({ sample: change % 2 === 0 ? 'cyrillic' : 'nocover' }, '*');
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    });
    await showSample(page, 'short');
    expect(await page.evaluate(countAll)).toEqual(before);
  });
});

function readTitle() {
  const title = document.querySelector<HTMLElement>('.title');
  const roll = document.querySelector<HTMLElement>('.roll');
  if (!title || !roll) throw new Error('there is no title');
  const style = getComputedStyle(title);
  const inner = title.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
  return {
    characters: (roll.textContent ?? '').length,
    small: title.classList.contains('small'),
    rolling: title.classList.contains('rolling'),
    shownLines: Math.round(inner / Number.parseFloat(style.lineHeight)),
    cut: roll.scrollHeight > title.clientHeight,
  };
}

function countAll() {
  return { elements: document.querySelectorAll('*').length, animations: document.getAnimations().length };
}

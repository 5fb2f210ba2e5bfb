// The overlay "requests" on a host: rows that come, close up and go, and what stays while the host is away.

import { describe, expect, it } from 'vitest';
import { nameless, queue, request } from '../requests-for-test.ts';
import { hasChromium } from './browser.ts';
import { useHostPage } from './host-page.ts';

const MARKUP = '<img src=x onerror="document.title=1"><b>x</b>&amp;';

describe.skipIf(!hasChromium)('the list of requests on a host (needs Chromium)', () => {
  const on = useHostPage();
  const rows = () =>
    on.page.locator('.entry:not(.going)').evaluateAll((entries) =>
      entries
        .map((entry) => ({
          top: entry.getBoundingClientRect().top,
          text: [...entry.children].map((child) => child.textContent).join(' | '),
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );

  const path = '/overlays/requests?theme=plate';

  it('shows how to ask, at most five rows, and who asked', async () => {
    const more: Parameters<typeof queue>[0] = ['c', 'd', 'e', 'f', 'g'];
    const requests = queue([['a', { name: 'oskar', others: 8 }], 'b', ...more]);
    await on.open(path, { topics: { requests: { ...requests, byId: { ...requests.byId, b: nameless('b') } } } });
    await on.state('shown');
    expect(await on.texts('.hint')).toEqual(['ask with /request']);
    expect(await rows()).toEqual([
      '1 | Title a | oskar+8',
      '2 | Title b',
      '3 | Title c | viewer_c',
      '4 | Title d | viewer_d',
      '5 | Title e | viewer_e',
    ]);
  });

  it('is a head alone while nothing is taken, and says why it is closed', async () => {
    await on.open(path, { topics: { requests: queue([]) } });
    await on.state('shown');
    expect(await rows()).toEqual([]);
    const height = await on.page.locator('.card').evaluate((card) => card.getBoundingClientRect().height);
    expect(height).toBe(84);
    on.say(queue([], { open: false, hint: 'closed, back next set' }));
    await on.here('.hint:has-text("closed, back next set")');
  });

  it('is not there while the host says nothing of requests', async () => {
    await on.open(path);
    await on.page.waitForTimeout(100);
    expect(await on.count('.card')).toBe(0);
  });

  it('closes up when a row leaves, by transform, opacity and clip-path alone, then rests', async () => {
    await on.open(path, { topics: { requests: queue(['a', 'b', 'c', 'd', 'e', 'f']) }, inRealTime: true });
    await on.state('shown');
    const kept = await on.page.$('[data-request=c]');
    on.say(queue(['a', 'c', 'd', 'e', 'f']));
    await on.state('changing');
    const moving = await on.page.evaluate(() => {
      const animations = document.getAnimations();
      const left = document.querySelector('.going');
      return {
        properties: [
          ...new Set(
            animations.flatMap((animation) =>
              animation.effect instanceof KeyframeEffect
                ? animation.effect.getKeyframes().flatMap((frame) => Object.keys(frame))
                : [],
            ),
          ),
        ].filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name)),
        longest: Math.max(...animations.map((one) => Number(one.effect?.getComputedTiming().endTime))),
        leaving: left?.textContent,
      };
    });
    expect(moving.properties.sort()).toEqual(['opacity', 'transform']);
    expect(moving.longest).toBe(300);
    // Without the name: it may be why the row leaves.
    expect(moving.leaving).toBe('2Title b');
    await on.state('shown');
    expect(await rows()).toEqual([
      '1 | Title a | viewer_a',
      '3 | Title c | viewer_c',
      '4 | Title d | viewer_d',
      '5 | Title e | viewer_e',
      '6 | Title f | viewer_f',
    ]);
    expect(await on.count('.going')).toBe(0);
    expect(await kept?.evaluate((row) => row.isConnected)).toBe(true);
    expect(await on.page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  it('grows and shrinks with its rows, the new one last', async () => {
    await on.open(path, { topics: { requests: queue(['a']) } });
    await on.state('shown');
    const height = () => on.page.locator('.card').evaluate((card) => card.getBoundingClientRect().height);
    on.say(queue(['a', 'b']));
    await on.here('[data-request=b]');
    await on.state('shown');
    expect(await rows()).toEqual(['1 | Title a | viewer_a', '2 | Title b | viewer_b']);
    expect(await height()).toBe(72 + 2 * 64 + 12);
    on.say(queue(['b']));
    await on.gone('[data-request=a]');
    await on.state('shown');
    expect(await height()).toBe(72 + 64 + 12);
  });

  it('shows the last of many quick changes', async () => {
    await on.open(path, { topics: { requests: queue([]) } });
    for (let count = 1; count <= 6; count++) on.say(queue([...'abcdef'].slice(0, count)));
    on.say(queue(['f', 'a']));
    await on.page.waitForFunction(() => document.querySelectorAll('.entry').length === 2);
    await on.state('shown');
    expect(await rows()).toEqual(['6 | Title f | viewer_f', '1 | Title a | viewer_a']);
  });

  it('takes a name away at once, without a motion', async () => {
    await on.open(path, { topics: { requests: queue(['a', 'b']) } });
    await on.state('shown');
    const states = await on.page.evaluateHandle(() => {
      const seen: string[] = [];
      const html = document.documentElement;
      new MutationObserver(() => seen.push(html.dataset.state ?? '')).observe(html, {
        attributeFilter: ['data-state'],
      });
      return seen;
    });
    on.say({ ...queue(['a', 'b']), byId: { a: nameless('a'), b: request('b') } });
    await on.page.waitForFunction(() => !document.body.textContent?.includes('viewer_a'));
    expect(await states.evaluate((seen) => seen)).toEqual([]);
  });

  it('keeps the last list while the host is away', async () => {
    await on.open(path, { topics: { requests: queue(['a', 'b']) }, isTimed: true });
    await on.state('shown');
    const port = await on.loseHost();
    expect(await rows()).toHaveLength(2);
    // A host that has just started has not read its requests yet.
    await on.findHost(port);
    await on.pass(5_000);
    expect(await rows()).toHaveLength(2);
    on.say(queue(['b', 'c']));
    await on.here('[data-request=c]');
    await on.state('shown');
    expect(await rows()).toEqual(['2 | Title b | viewer_b', '3 | Title c | viewer_c']);
  });

  it('keeps all titles in line where a number is long', async () => {
    await on.open(path, {
      topics: {
        requests: queue([
          ['a', { number: 9 }],
          ['b', { number: 107 }],
        ]),
      },
    });
    await on.state('shown');
    const boxes = await on.page.locator('.entry').evaluateAll((entries) =>
      entries.map((entry) => ({
        number: entry.querySelector('.number')?.scrollWidth,
        column: entry.querySelector('.number')?.clientWidth,
        title: entry.querySelector('.title')?.getBoundingClientRect().left,
      })),
    );
    expect(new Set(boxes.map(({ title }) => title)).size).toBe(1);
    for (const { number, column } of boxes) expect(number).toBe(column);
  });

  it('takes nothing of a title, a name or a hint for markup', async () => {
    const requests = queue([['a', { title: MARKUP, name: MARKUP, artist: MARKUP }]], { hint: MARKUP });
    await on.open(path, { topics: { requests } });
    await on.state('shown');
    expect(await on.texts('.hint')).toEqual([MARKUP]);
    expect(await on.texts('.entry .title')).toEqual([MARKUP]);
    expect(await on.page.locator('.card img, .card b:not(.bar)').count()).toBe(0);
    expect(await on.page.title()).toBe('Requests');
  });
});

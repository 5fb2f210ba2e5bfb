import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SETTLES_MS } from '../../streamdeck-plugin/src/press-guard.ts';
import { madeBridge, madePlan, pinned } from '../../streamdeck-plugin/test/made-plan.ts';
import { appsNode } from '../fakes/apps-node.ts';
import { builtPlugin } from '../fakes/built-plugin.ts';
import { StreamDeckApp } from '../fakes/stream-deck-app.ts';
import type { DeviceKind } from '../fakes/stream-deck-devices.ts';
import { type CommandRun, type TopicHost, topicHost } from '../fakes/topic-host.ts';

let plugin: Awaited<ReturnType<typeof builtPlugin>>;
let host: TopicHost;
let app: StreamDeckApp;

/** Has a track next, or no longer, as far as a key can see. */
function asPlanner({ name, args }: CommandRun, topics: TopicHost['topics']) {
  const { next, ...plan } = topics.get('plan');
  const trackId = String(args.trackId);
  if (trackId === 'gone') {
    topics.set('plan', madePlan(['a']));
    return { ok: false as const, code: 'track-unknown', message: 'there is no such track' };
  }
  if (name === 'plan.pin') topics.set('plan', args.on === true ? { ...plan, next: pinned(trackId) } : plan);
  return { ok: true as const };
}

beforeAll(async () => {
  plugin = await builtPlugin();
});
afterAll(() => plugin.clear());
afterEach(async () => {
  await app.stop();
  expect(app.faults).toEqual([]);
  await host.stop();
  host.clear();
});

async function start(device: DeviceKind = 'standard'): Promise<void> {
  host = await topicHost({ onCommand: asPlanner });
  const plain = { TRACORD_URL: undefined, TRACORD_TOKEN: undefined, HOME: plugin.folder };
  const env = { ...plain, TRACORD_CONFIG: host.config };
  app = await StreamDeckApp.start({ plugin: plugin.folder, node: appsNode(), env, devices: [device] });
}

const runs = () => host.commands.map(({ name, args }) => ({ name, args }));
const shows = (key: string, state: string) =>
  app.until(() => expect(/data-state="([^"]*)"/.exec(app.face(key))?.[1]).toBe(state));
/** It shows that, and has done so for long enough to be pressed. */
const offers = (key: string, state: string) =>
  app.until(() => {
    const pictures = app.pictures(key);
    const first = pictures.findLastIndex(({ svg }) => !svg.includes(`data-state="${state}"`)) + 1;
    expect(Date.now() - (pictures[first]?.at ?? Number.POSITIVE_INFINITY)).toBeGreaterThan(SETTLES_MS + 100);
  });

describe('the planner on the built plugin', () => {
  test('a suggestion is next with a press, and no longer with another; so is the next step of the bridge', async () => {
    await start();
    const key = app.appear('com.tracord.dj.suggestion', { settings: { place: 2 } });
    const bridge = app.appear('com.tracord.dj.bridge', { column: 1 });
    await shows(key, 'nothing');
    host.topics.set('plan', madePlan(['a', 'b'], { bridge: madeBridge(['x'], 'goal') }));
    await offers(key, 'suggestion');
    await app.press(key);
    await offers(key, 'pinned');
    await app.press(key);
    await offers(key, 'suggestion');
    await offers(bridge, 'bridge');
    await app.press(bridge);
    await shows(bridge, 'pinned');
    expect(runs().map(({ args }) => args)).toEqual([
      { trackId: 'b', on: true },
      { trackId: 'b', on: false },
      { trackId: 'x', on: true },
    ]);
  });

  test('a press means what was shown: what left meanwhile is a cross, and nothing else is next', async () => {
    await start();
    const key = app.appear('com.tracord.dj.suggestion', { settings: { place: 1 } });
    host.topics.set('plan', madePlan(['gone', 'a']));
    await offers(key, 'suggestion');
    await app.press(key);
    await app.until(() => expect(app.pictures(key).some(({ svg }) => svg.includes('data-state="stale"'))).toBe(true));
    await shows(key, 'suggestion');
    expect(runs()).toEqual([{ name: 'plan.pin', args: { trackId: 'gone', on: true } }]);
  });

  test('on the dial: turn, push, and a hold that blocks while it is held', async () => {
    await start('plus');
    const dial = app.appear('com.tracord.dj.planner', { device: 'plus', dial: true });
    host.topics.set('plan', madePlan(['a', 'b']));
    await offers(dial, 'suggestion');
    const before = app.face(dial);
    app.turn(dial, 1);
    await app.until(() => expect(app.face(dial)).not.toBe(before));
    await app.press(dial);
    await offers(dial, 'pinned');
    app.down(dial);
    await app.until(() => expect(runs()).toHaveLength(2));
    app.up(dial);
    expect(app.pictures(dial).some(({ svg }) => svg.includes('data-glyph="block"'))).toBe(true);
    expect(runs()).toEqual([
      { name: 'plan.pin', args: { trackId: 'b', on: true } },
      { name: 'plan.block', args: { trackId: 'b', on: true } },
    ]);
  });
});

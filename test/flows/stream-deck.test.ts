import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RequestsView, RequestView } from '../../shared/src/requests.ts';
import { SETTLES_MS } from '../../streamdeck-plugin/src/press-guard.ts';
import { madeQueue, madeRequest } from '../../streamdeck-plugin/test/made-requests.ts';
import { appsNode } from '../fakes/apps-node.ts';
import { builtPlugin } from '../fakes/built-plugin.ts';
import { type AppOptions, StreamDeckApp } from '../fakes/stream-deck-app.ts';
import { DEVICES } from '../fakes/stream-deck-devices.ts';
import { type CommandRun, type TopicHost, type TopicHostOptions, topicHost } from '../fakes/topic-host.ts';

let plugin: Awaited<ReturnType<typeof builtPlugin>>;
const apps: StreamDeckApp[] = [];
const hosts: TopicHost[] = [];

beforeAll(async () => {
  plugin = await builtPlugin();
});
afterAll(() => plugin.clear());
afterEach(async () => {
  for (const app of apps.splice(0)) {
    await app.stop();
    expect(app.faults).toEqual([]);
    expect(app.received.filter(({ event }) => event === 'setTitle')).toEqual([]);
  }
  for (const host of hosts.splice(0)) {
    await host.stop();
    host.clear();
  }
});

async function startApp(
  env: Record<string, string | undefined>,
  more: Partial<AppOptions> = {},
): Promise<StreamDeckApp> {
  const plain = { TRACORD_CONFIG: undefined, TRACORD_URL: undefined, TRACORD_TOKEN: undefined, HOME: plugin.folder };
  const app = await StreamDeckApp.start({
    plugin: plugin.folder,
    node: appsNode(),
    env: { ...plain, ...env },
    ...more,
  });
  apps.push(app);
  return app;
}

async function startHost(options: TopicHostOptions = {}): Promise<TopicHost> {
  const host = await topicHost(options);
  hosts.push(host);
  return host;
}

/** Answers accepts and undos as a host would, as far as a key can see. */
function asDesk({ name, args }: CommandRun, topics: TopicHost['topics']) {
  const requests = topics.get('requests');
  const request = requests.byId[String(args.id ?? requests.undo?.changeId)];
  if (request === undefined)
    return { ok: false as const, code: 'request-unknown', message: 'there is no such request' };
  if (name === 'request.accept' && args.revision !== request.revision) {
    return { ok: false as const, code: 'changed', message: 'it changed meanwhile' };
  }
  const at = Date.now();
  const isUndo = name === 'request.undo';
  const changed: RequestView = {
    ...request,
    revision: request.revision + 1,
    state: isUndo ? 'new' : 'accepted',
    announcesAt: isUndo ? undefined : at + 20_000,
  };
  const undo = { changeId: request.id, what: 'accept' as const, label: 'Accept 1', since: at, until: at + 20_000 };
  const next: RequestsView = { ...requests, byId: { ...requests.byId, [request.id]: changed } };
  if (isUndo) delete next.undo;
  topics.set('requests', isUndo ? next : { ...next, undo });
  return { ok: true as const };
}

/** Asked a minute ago: nothing pulses. */
function asked(id: string, given: Partial<RequestView> = {}): RequestView {
  const at = Date.now() - 60_000;
  return madeRequest(id, { askedAt: at, changedAt: at, expiresAt: at + 7_200_000, ...given });
}
const waitingIds = (...ids: string[]) => madeQueue(ids.map((id) => asked(id)));

const stateOf = (app: StreamDeckApp, key: string) => /data-state="([^"]*)"/.exec(app.face(key))?.[1];
const shows = (app: StreamDeckApp, key: string, state: string) =>
  app.until(() => expect(stateOf(app, key)).toBe(state));
/** It shows that, and has done so for long enough to be pressed. */
const offers = (app: StreamDeckApp, key: string, state: string) =>
  app.until(() => {
    expect(stateOf(app, key)).toBe(state);
    const pictures = app.pictures(key);
    const first = pictures.findLastIndex(({ svg }) => !svg.includes(`data-state="${state}"`)) + 1;
    expect(Date.now() - (pictures[first]?.at ?? 0)).toBeGreaterThan(SETTLES_MS + 100);
  });

describe('the built plugin', () => {
  test('shows a request, takes it with a press, and an undo brings it back to its key', async () => {
    const host = await startHost({ onCommand: asDesk });
    const app = await startApp({ TRACORD_CONFIG: host.config });
    const key = app.appear('com.tracord.dj.request', { settings: { place: 1 } });
    const undo = app.appear('com.tracord.dj.undo', { column: 1 });
    await shows(app, key, 'nothing');
    host.topics.set('requests', waitingIds('a'));
    await offers(app, key, 'waiting');
    await app.press(key);
    await shows(app, key, 'accepted');
    await offers(app, undo, 'undo');
    await app.press(undo);
    await shows(app, key, 'waiting');
    expect(host.commands.map(({ name, args }) => ({ name, args }))).toEqual([
      { name: 'request.accept', args: { id: 'a', revision: 1 } },
      { name: 'request.undo', args: { changeId: 'a' } },
    ]);
    expect(new Set(host.commands.map(({ commandId }) => commandId)).size).toBe(2);
  });

  test('a press of what has changed meanwhile shows the cross and accepts nothing else', async () => {
    const host = await startHost({ onCommand: () => ({ ok: false, code: 'changed', message: 'it changed' }) });
    host.topics.set('requests', waitingIds('a'));
    const app = await startApp({ TRACORD_CONFIG: host.config });
    const key = app.appear('com.tracord.dj.request');
    await offers(app, key, 'waiting');
    const before = app.pictures(key).length;
    app.down(key);
    host.topics.set('requests', madeQueue([asked('b'), asked('a', { votes: 3, revision: 2 })]));
    await app.until(() => expect(app.pictures(key).length).toBeGreaterThan(before));
    app.up(key);
    await app.until(() => expect(app.pictures(key).some(({ svg }) => svg.includes('data-state="stale"'))).toBe(true));
    expect(host.commands.map(({ args }) => args)).toEqual([{ id: 'a', revision: 1 }]);
  });

  test('a hold skips while the key is still held', async () => {
    const host = await startHost();
    host.topics.set('requests', waitingIds('a'));
    const app = await startApp({ TRACORD_CONFIG: host.config });
    const key = app.appear('com.tracord.dj.request');
    await offers(app, key, 'waiting');
    app.down(key);
    await app.until(() => expect(host.commands.map(({ name }) => name)).toEqual(['request.skip']));
    expect(app.pictures(key).some(({ svg }) => svg.includes('data-state="hold"'))).toBe(true);
    app.up(key);
  });

  test('on a dial: turn, push', async () => {
    const host = await startHost();
    host.topics.set('requests', waitingIds('a', 'b'));
    const app = await startApp({ TRACORD_CONFIG: host.config }, { devices: ['plus'] });
    const dial = app.appear('com.tracord.dj.queue', { device: 'plus', dial: true });
    await app.until(() => expect(app.face(dial)).toContain('viewBox="0 0 200 100"'));
    await offers(app, dial, 'waiting');
    const before = app.face(dial);
    app.turn(dial, 1);
    await app.until(() => expect(app.face(dial)).not.toBe(before));
    await app.press(dial);
    await app.until(() => expect(host.commands.map(({ args }) => args)).toEqual([{ id: 'b', revision: 1 }]));
  });

  test('finds the host wherever it is: gone, elsewhere, named, pasted', async () => {
    const first = await startHost();
    const app = await startApp({ TRACORD_CONFIG: first.config });
    const key = app.appear('com.tracord.dj.live');
    await shows(app, key, 'rehearsal');
    await first.stop();
    await shows(app, key, 'host-away');
    const second = await startHost({ config: first.config, token: 'another-token' });
    second.topics.set('live', { on: true, by: 'dj' });
    await shows(app, key, 'live');

    const named = await startHost();
    const other = await startApp({
      TRACORD_CONFIG: '/nowhere',
      TRACORD_URL: named.address,
      TRACORD_TOKEN: named.token,
    });
    const otherKey = other.appear('com.tracord.dj.live');
    await shows(other, otherKey, 'rehearsal');

    const kept = { url: named.address, token: named.token };
    const again = await startApp({ TRACORD_CONFIG: '/nowhere' }, { globalSettings: kept });
    await shows(again, again.appear('com.tracord.dj.live'), 'rehearsal');

    const pasted = await startApp({ TRACORD_CONFIG: '/nowhere' });
    const pastedKey = pasted.appear('com.tracord.dj.live');
    pasted.inspect(pastedKey);
    pasted.configureAll(kept);
    await shows(pasted, pastedKey, 'rehearsal');
    await pasted.until(() => {
      const told = pasted.received.filter(({ event }) => event === 'sendToPropertyInspector').at(-1);
      expect(told?.payload).toMatchObject({ connected: true, text: `Connected to TraCord at ${named.address}.` });
    });
  });

  test('draws all 32 keys of an XL, sends only what changes, and everything again after a wake', async () => {
    const host = await startHost();
    host.topics.set('requests', waitingIds(...Array.from({ length: 40 }, (_, index) => `r${index}`)));
    const app = await startApp({ TRACORD_CONFIG: host.config }, { devices: ['xl'] });
    const { columns, rows } = DEVICES.xl;
    const keys = Array.from({ length: columns * rows }, (_, index) =>
      app.appear('com.tracord.dj.request', {
        ...{ device: 'xl', column: index % columns, row: Math.floor(index / columns), settings: { place: index + 1 } },
      }),
    );
    for (const key of keys) await shows(app, key, 'waiting');
    const quiet = () => keys.map((key) => app.pictures(key).length);
    const before = quiet();
    const requests = host.topics.get('requests');
    const voted = requests.byId.r3;
    if (voted) host.topics.set('requests', { ...requests, byId: { ...requests.byId, r3: { ...voted, votes: 9 } } });
    await app.until(() => expect(quiet()[3]).toBe((before[3] ?? 0) + 1));
    expect(quiet()).toEqual(before.map((count, index) => (index === 3 ? count + 1 : count)));
    app.wake();
    await app.press(keys[0] ?? '');
    await app.until(() => expect(quiet()).toEqual(before.map((count, index) => (index === 3 ? count + 2 : count + 1))));
    expect(host.commands).toEqual([]);
    const woken = quiet();
    app.connectDevice('xl');
    await app.until(() => expect(quiet()).toEqual(woken.map((count) => count + 1)));
  });

  test('ends when the app does, and when it is told to', async () => {
    const host = await startHost();
    const app = await startApp({ TRACORD_CONFIG: host.config });
    await shows(app, app.appear('com.tracord.dj.live'), 'rehearsal');
    expect(await app.quit()).toBe(0);
    const other = await startApp({ TRACORD_CONFIG: host.config });
    expect(await other.stop('SIGTERM')).toBe(0);
    apps.length = 0;
  });

  test('a host that goes away during a press costs neither the key nor the plugin', async () => {
    const first = await startHost({ onCommand: () => new Promise(() => {}) });
    first.topics.set('requests', waitingIds('a', 'b'));
    const app = await startApp({ TRACORD_CONFIG: first.config });
    const keys = [1, 2].map((place) => app.appear('com.tracord.dj.request', { column: place, settings: { place } }));
    const [key = '', other = ''] = keys;
    const port = Number(new URL(first.address).port);
    let host = first;
    for (const pressed of [key, other]) {
      await offers(app, pressed, 'waiting');
      await app.press(pressed);
      await app.until(() => expect(host.commands).toHaveLength(1));
      await host.stop();
      await shows(app, pressed, 'host-away');
      const isLast = pressed === other;
      host = await startHost({ port, config: first.config, onCommand: isLast ? asDesk : () => new Promise(() => {}) });
      host.topics.set('requests', waitingIds('a', 'b'));
    }
    for (const pressed of [key, other]) {
      await offers(app, pressed, 'waiting');
      await app.press(pressed);
      await shows(app, pressed, 'accepted');
    }
    expect(host.commands.map(({ args }) => args.id)).toEqual(['a', 'b']);
  });

  test('keys of a device that has just been connected hear no press at first, and keep to the host’s time', async () => {
    const isAheadMs = -40_000;
    const host = await startHost({ onCommand: asDesk, isAheadMs });
    const since = Date.now() + isAheadMs;
    const undo = { changeId: 'a', what: 'accept' as const, label: 'Accept 1', since, until: since + 20_000 };
    host.topics.set('requests', { ...waitingIds('a'), undo });
    const app = await startApp({ TRACORD_CONFIG: host.config }, { devices: ['xl'] });
    await offers(app, app.appear('com.tracord.dj.live', { device: 'xl' }), 'rehearsal');
    app.connectDevice('xl');
    const key = app.appear('com.tracord.dj.request', { device: 'xl', column: 1 });
    const undoKey = app.appear('com.tracord.dj.undo', { device: 'xl', column: 2 });
    await shows(app, key, 'waiting');
    await app.press(key);
    await shows(app, undoKey, 'undo');
    await offers(app, key, 'waiting');
    expect(host.commands).toEqual([]);
  });

  test('takes no notice of what it does not know', async () => {
    const host = await startHost();
    const app = await startApp({ TRACORD_CONFIG: host.config });
    const key = app.appear('com.tracord.dj.live');
    app.appear('com.tracord.dj.jukebox', { column: 1 });
    app.say({ event: 'didReceiveDeepLink', payload: { url: '/live/on' } });
    app.say({ event: 'somethingNew', context: 'nobody', payload: {} });
    app.say({ event: 'keyDown', action: 'x', context: 'nobody', device: 'none', payload: {} });
    await shows(app, key, 'rehearsal');
    expect(host.commands).toEqual([]);
  });
});

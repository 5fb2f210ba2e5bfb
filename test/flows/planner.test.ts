// A request that does not mix with what is on air: its distance on a key and the board, the bridge played, and the request after it.
// All of it real but Discord, the Stream Deck app and Traktor.

import type { PlannerView, ScorePart } from '@tracord/shared/plan.ts';
import type { RequestView } from '@tracord/shared/requests.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Night, requestNight } from '../fakes/request-night.ts';
import { trusted } from '../fakes/trusted-key.ts';

// A minor (8A), B minor (10A), F sharp minor (11A): from 8A to 11A the way is over 10A.
const ENTRIES = [
  { artist: 'Mira Oldane', title: 'Glasshouse Signal', bpm: 124, key: 21, seconds: 300 },
  { artist: 'Oskar Lind', title: 'Nine Tin Moths', bpm: 125, key: 23, seconds: 300 },
  { artist: 'Ilse Vantar', title: 'Salt Engine', bpm: 125, key: 18, seconds: 300 },
  { artist: 'Perla M', title: 'Paper Lungs', bpm: 174, key: 15, seconds: 300 },
];

let night: Night;
beforeAll(async () => {
  night = await requestNight({ entries: ENTRIES });
});
afterAll(() => night?.end());

const plan = async () => (await night.host.get<{ value: PlannerView }>('/api/topics/plan')).value;
const requestNow = async ({ id }: RequestView) => (await night.requests()).byId[id];
const board = () =>
  night.discord
    .messages(night.discord.channel('staff').id)
    .map(({ message }) => message.content)
    .join('\n');

it('shows its distance, leads there over the track between, and gets nearer until it plays', async () => {
  const { app, discord, source, host } = night;
  await source.sendTitle({ artist: 'Mira Oldane', title: 'Glasshouse Signal' });
  await host.until(async () => expect((await plan()).suggestions.order).not.toEqual([]));
  expect(await night.ask(discord.user('mauve_fox', { createdAt: Date.parse('2020-01-01') }), 'salt en')).toMatch(
    /Salt/,
  );
  const request = await night.request('Salt Engine');

  await host.until(async () => expect((await requestNow(request))?.distance).toBe('one'));
  await host.until(async () => {
    const { bridge } = await plan();
    expect(bridge).toMatchObject({ requestId: request.id, distance: 'one' });
    expect(bridge?.steps.map(({ title }) => title)).toEqual(['Nine Tin Moths', 'Salt Engine']);
  });
  await host.until(() => expect(board()).toMatch(/Salt Engine[^\n]*\n[^\n]*one between/));

  const { items } = await host.get<{ items: { track: { title: string }; score: number; parts: ScorePart[] }[] }>(
    '/api/suggestions?limit=2',
  );
  expect(items.map(({ track }) => track.title)).toContain('Nine Tin Moths');
  for (const { score, parts } of items) expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 6);

  // The bridge key names the next step; pressed, that is next for all who read.
  const key = app.appear('com.tracord.dj.bridge');
  await app.until(() => expect(app.face(key)).toContain('data-state="bridge"'));
  await trusted(app, key);
  await app.press(key);
  await host.until(async () => expect((await plan()).next).toMatchObject({ title: 'Nine Tin Moths', by: 'pin' }));
  const shown = await host.get<{ value: { track?: object } }>('/api/topics/next', 'audience');
  expect(shown.value.track).toMatchObject({ display: { artist: 'Oskar Lind', title: 'Nine Tin Moths' } });
  await host.command('request.accept', { id: request.id });

  await source.sendTitle({ artist: 'Oskar Lind', title: 'Nine Tin Moths' });
  await host.until(async () => expect((await requestNow(request))?.distance).toBe('now'));
  await host.until(async () => {
    const { next, bridge } = await plan();
    expect(next).toBeUndefined();
    expect(bridge?.steps.map(({ title }) => title)).toEqual(['Salt Engine']);
  });
  await source.sendTitle({ artist: 'Ilse Vantar', title: 'Salt Engine' });
  await night.become(request, 'playing');
}, 60_000);

it('plans a set from what is on air, follows it, and makes it anew where the set went another way', async () => {
  const { host, source } = night;
  const built = await host.command('plan.build', { minutes: 12, artistSpacing: 0 });
  expect(built).toMatchObject({ ok: true });
  const titles = async () => {
    const { plan: now } = await plan();
    return now?.order.map((at) => now.byId[at]?.title) ?? [];
  };
  await host.until(async () => expect((await titles())[0]).toBe('Salt Engine'));
  const [, second] = await titles();
  await host.until(async () => expect((await plan()).next).toMatchObject({ title: second, by: 'plan' }));
  const other = ['Glasshouse Signal', 'Nine Tin Moths', 'Paper Lungs'].find((title) => title !== second) ?? '';
  await source.sendTitle({ artist: ENTRIES.find(({ title }) => title === other)?.artist ?? '', title: other });
  await host.until(async () =>
    expect(
      (await host.get<{ value: { track?: { title: string } } }>('/api/topics/nowPlaying')).value.track?.title,
    ).toBe(other),
  );
  expect(await host.command('plan.replan')).toMatchObject({ ok: true });
  await host.until(async () => expect((await titles()).slice(0, 2)).toEqual(['Salt Engine', other]));
  const exported = await host.get<{ text: string }>('/api/plans/current/export?format=nml');
  expect(exported.text).toContain('<PLAYLIST ENTRIES=');
}, 60_000);

it('wishes that contradict each other are answered with what to relax', async () => {
  const { host } = night;
  const { tracks } = await host.get<{ tracks: { id: string; title: string }[] }>('/api/tracks');
  const fast = tracks.find(({ title }) => title === 'Paper Lungs')?.id;
  const refused = await host.command('plan.build', { must: [fast], bpmFrom: 120, bpmTo: 128 });
  expect(refused).toMatchObject({ ok: false, code: 'impossible', message: expect.stringMatching(/120–128 BPM/) });
  // However much is asked for.
  const many = Array.from({ length: 10_000 }, (_, n) => `no-such-${n}`);
  expect(await host.command('plan.build', { must: many })).toMatchObject({ ok: false, code: 'track-unknown' });
  expect(await host.command('plan.build', { must: [...many, 'one more'] })).toMatchObject({
    ok: false,
    code: 'invalid',
  });
});

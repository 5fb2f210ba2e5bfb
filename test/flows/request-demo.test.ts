// The whole way of a request while the demo DJ plays its own set: asked for in Discord, taken on a key, on air when the DJ gets
// there, said to who asked, and over. Nothing tells the host what plays but the demo's broadcast.

import { readFileSync } from 'node:fs';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoEvening, type Evening } from '../fakes/request-night.ts';
import { trusted } from '../fakes/trusted-key.ts';

/** A track lasts three to four seconds. */
const SPEED = 12;
/** So many tracks later comes the one that is asked for: time enough to take it. */
const AHEAD = 3;

const SET = new URL('../../host/demo-library/set-list.json', import.meta.url);
const { tracks: set } = JSON.parse(readFileSync(SET, 'utf8')) as { tracks: { artist: string; title: string }[] };

let night: Evening;

beforeAll(async () => {
  night = await demoEvening(SPEED);
});
afterAll(() => night?.end());

const onAir = async () =>
  (await night.host.get<{ value: OperatorTopics['nowPlaying'] }>('/api/topics/nowPlaying')).value;

describe('a request in the demo set', () => {
  it('is taken on a key, played when the DJ gets there, and over with the next track', async () => {
    const { app, discord, host } = night;
    const face = (state: RegExp) => app.until(() => expect(app.face(key)).toMatch(state), 30_000);
    const key = app.appear('com.tracord.dj.request', { settings: { place: 1 } });
    const mauve = discord.user('mauve_fox', { createdAt: Date.parse('2020-01-01') });
    const place = await host.until(async () => {
      const title = (await onAir()).track?.title;
      const found = set.findIndex((track) => track.title === title);
      if (found < 0) throw new Error(`the demo DJ does not play yet: ${title}`);
      return found;
    });
    const wanted = set[(place + AHEAD) % set.length];
    await night.ask(mauve, wanted?.title.slice(0, 40) ?? '');
    const [request] = Object.values((await night.requests()).byId);
    if (request === undefined) throw new Error('the request is not there');
    expect(request).toMatchObject({ number: 1, state: 'new', track: { artist: wanted?.artist } });
    await face(/data-state="(new|waiting)"/);
    await trusted(app, key);
    await app.press(key);
    await night.become(request, 'accepted');
    await face(/data-state="accepted"/);

    await night.become(request, 'playing', 20_000);
    expect((await onAir()).track).toMatchObject({ artist: wanted?.artist, title: wanted?.title });
    await host.until(async () => {
      const { value } = await host.get<{ value: PublicRequests }>('/api/topics/requests', 'audience');
      expect(value.onAir).toMatchObject({ name: 'mauve_fox', others: 0 });
    });
    await night.become(request, 'played');
    await face(/data-state="nothing"/);
    const pings = discord.posted.filter(({ message }) => message.content.includes(`<@${mauve.id}>`));
    expect(pings).toHaveLength(1);
    expect(discord.violations).toEqual([]);
    expect(app.faults).toEqual([]);
  });
});

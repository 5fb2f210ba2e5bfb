// What next, over a real library: the topic plan as the night goes on.

import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RequestView } from '@tracord/shared/requests.ts';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, type OperatorTopics } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maskJudge } from '#domain/masks.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { plannerMethods } from '#services/library/planner-methods.ts';
import { Planner } from '#services/live/planner.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { ShowState } from '#storage/show/show-state.ts';
import { writeSmallCollection } from '../../../../test/fakes/small-collection.ts';
import { until } from '../../../../test/fakes/until.ts';
import { LibraryForTest } from '../library/library-for-test.ts';

// Keys: A minor 21, E minor 16, B minor 23, F sharp minor 18, E flat minor 15.
const ENTRIES = [
  { artist: 'On', title: 'Air', bpm: 124, key: 21 },
  { artist: 'Ann', title: 'One', bpm: 125, key: 16 },
  { artist: 'Bo', title: 'Two', bpm: 126, key: 23 },
  { artist: 'Cy', title: 'Far', bpm: 170, key: 15 },
];

let library: LibraryForTest;
let topics: TopicStore<OperatorTopics>;
let planner: Planner;
let state: ShowState;
let played: string[];
let copied: string[];
let planned: string | undefined;
let looks: number;
let weights: string[];
let distances: Record<string, string>;
let ids: Record<string, string>;

beforeEach(async () => {
  library = new LibraryForTest();
  const file = join(library.folder, 'collection.nml');
  writeSmallCollection(file, ENTRIES);
  await library.import(file);
  ids = library.ids();
  state = new ShowState(openShowDatabase(library.folder));
  topics = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  [played, copied, distances, planned, looks, weights] = [[], [], {}, undefined, 0, []];
  planner = start();
});
afterEach(() => {
  planner.stop();
  library.close();
});

function start(): Planner {
  const methods = plannerMethods(() => library.db);
  const made = new Planner({
    topics,
    planning: {
      suggest: async (input) => {
        looks++;
        return methods.suggest(input);
      },
      distances: async (input) => methods.distances(input),
      bridge: async (input) => methods.bridge(input),
      renew: async () => methods.renew(),
      learn: async (plays) => methods.learn([...plays]),
    },
    tracks: async (wanted) => library.rows.byIds(wanted),
    rules: () => ({
      ...{ unknownTracks: 'show', masks: maskJudge(DEFAULT_SETTINGS.masks), masksByLibrary: false },
      ...{ marksAreCurrent: true, clean: ({ artist, title }) => ({ artist, title }) },
    }),
    playedSongs: () => played,
    heardPlays: () => [],
    plan: async () => undefined,
    nextInPlan: () => planned,
    latelyPlayed: () => new Set(['bo|two|']),
    settings: () => ({ artistSpacing: 1, weights }),
    cover: async () => ({ id: 'cover', colors: { main: '#ffffff', dark: '#000000' } }),
    copy: async (text) => copied.push(text) > 0,
    onDistances: (now) => {
      distances = Object.fromEntries(now);
    },
    ...{ state, write: (work) => work(), clock: systemClock, log: silentLogger },
  });
  made.resume();
  return made;
}

const idOf = (title: string) => ids[title] ?? expect.unreachable();
const shown = () => topics.get('plan').suggestions.order.map((id) => topics.get('plan').suggestions.byId[id]?.title);
function way(): unknown[] {
  const { bridge } = topics.get('plan');
  return [bridge?.distance, ...(bridge?.steps ?? []).map(({ title }) => title)];
}

function play(title: string, deck?: string): void {
  const track = { id: idOf(title), artist: '', title, display: { artist: '', title } };
  topics.set('nowPlaying', { ...FIRST_OPERATOR_TOPICS.nowPlaying, track, onAirSince: 1, deck });
}

function ask(...titles: string[]): void {
  const requests = titles.map((title, n): RequestView => {
    return {
      ...{
        id: `r${n}`,
        number: n + 1,
        revision: 1,
        state: 'new',
        votes: 1,
        voters: [],
        askedAt: 0,
        changedAt: 0,
        skips: 0,
      },
      track: { id: idOf(title), artist: '', title, display: { artist: '', title } },
      requester: { platform: 'discord', id: '1', name: 'Zoe' },
      score: { total: 0, parts: [] },
    };
  });
  const byId = Object.fromEntries(requests.map((one) => [one.id, one]));
  topics.set('requests', { open: true, order: Object.keys(byId), byId, waiting: requests.length, accepted: 0 });
}

describe('suggestions', () => {
  it('count with the points of the settings', async () => {
    weights = ['harmony = 0', 'tempo=21.5'];
    play('Air');
    await until(() => expect(shown()).toHaveLength(3));
    const parts = topics.get('plan').suggestions.byId[idOf('One')]?.parts ?? [];
    const pointsOf = (name: string) => parts.find((part) => part.name === name)?.value ?? 0;
    expect([pointsOf('harmony'), pointsOf('tempo') > 20, pointsOf('tempo') <= 21.5]).toEqual([0, true, true]);
  });

  it('begin with the first track, and say so before', async () => {
    await until(() => expect(topics.get('plan').hint).toMatch(/Nothing is on air yet/));
    play('Air');
    await until(() => expect(shown()).toEqual(['One', 'Two', 'Far']));
    expect(topics.get('plan').hint).toBeUndefined();
  });

  it('want to know which track it is', async () => {
    topics.set('nowPlaying', {
      ...FIRST_OPERATOR_TOPICS.nowPlaying,
      track: { artist: 'x', title: 'y', display: { artist: 'x', title: 'y' } },
    });
    await until(() => expect(topics.get('plan').hint).toMatch(/say which track it is/));
  });

  it('follow what plays, without what was played, and mark what was played lately', async () => {
    play('Air');
    await until(() => expect(shown()).toHaveLength(3));
    played = ['on|air|'];
    play('One');
    await until(() => expect(shown()).toEqual(['Two', 'Far']));
    expect(topics.get('plan').suggestions.byId[idOf('Two')]?.warning).toMatch(/last sets/);
  });

  it('go by the tempo of the deck', async () => {
    play('Air', 'A');
    await until(() => expect(shown()[0]).toBe('One'));
    topics.set('decks', { order: ['A'], byId: { A: { playing: true, onAir: true, bpm: 168 } } });
    await until(() => expect(topics.get('plan').suggestions.byId[idOf('Far')]?.tempo).toBeCloseTo(170 / 168 - 1));
  });
});

describe('what the DJ says', () => {
  it('a pinned track is next, on the clipboard, over a restart, and until it plays', async () => {
    play('Air');
    expect(await planner.pin(idOf('Two'), true)).toEqual({ ok: true, trackId: idOf('Two'), on: true });
    expect(copied).toEqual(['Bo - Two']);
    await until(() =>
      expect(topics.get('plan').next).toMatchObject({ title: 'Two', by: 'pin', artwork: { id: 'cover' } }),
    );
    planner.stop();
    topics.set('plan', FIRST_OPERATOR_TOPICS.plan);
    planner = start();
    await until(() => expect(topics.get('plan').next?.title).toBe('Two'));
    play('Two');
    await until(() => expect(topics.get('plan').next).toBeUndefined());
  });

  it('what the plan has next is next, unless something is pinned', async () => {
    planned = idOf('One');
    play('Air');
    await until(() => expect(topics.get('plan').next).toMatchObject({ title: 'One', by: 'plan' }));
    await planner.pin(idOf('Two'), true);
    await until(() => expect(topics.get('plan').next).toMatchObject({ title: 'Two', by: 'pin' }));
    await planner.pin(idOf('Far'), false);
    await until(() => expect(topics.get('plan').next).toMatchObject({ title: 'Two', by: 'pin' }));
    await planner.pin(idOf('Two'), false);
    await until(() => expect(topics.get('plan').next).toMatchObject({ title: 'One', by: 'plan' }));
  });

  it('a blocked track is not suggested in this set', async () => {
    topics.set('set', { ...FIRST_OPERATOR_TOPICS.set, id: 's1', isOn: true });
    play('Air');
    await planner.block(idOf('One'), true);
    await until(() => expect(shown()).toEqual(['Two', 'Far']));
    topics.set('set', { ...FIRST_OPERATOR_TOPICS.set, id: 's2', isOn: true });
    await until(() => expect(shown()).toEqual(['One', 'Two', 'Far']));
  });

  it('blocking takes away the pin of this track, and of no other', async () => {
    play('Air');
    await planner.pin(idOf('Two'), true);
    await planner.block(idOf('One'), true);
    await until(() => expect(shown()).toEqual(['Two', 'Far']));
    expect(topics.get('plan').next?.title).toBe('Two');
    await planner.block(idOf('Two'), true);
    await until(() => expect(topics.get('plan').next).toBeUndefined());
    await planner.pin(idOf('Two'), true);
    await planner.block(idOf('Two'), false);
    await until(() => expect(topics.get('plan').next?.title).toBe('Two'));
  });

  it('no track can be pinned or blocked that is not there', async () => {
    expect(await planner.pin('gone', true)).toMatchObject({ ok: false, code: 'track-unknown' });
    expect(await planner.block('gone', true)).toMatchObject({ ok: false, code: 'track-unknown' });
  });
});

describe('requests', () => {
  it('each has its distance, and the first the way to it', async () => {
    play('Air');
    ask('Two', 'One');
    await until(() => expect(distances).toEqual({ [idOf('Two')]: 'now', [idOf('One')]: 'now' }));
    ask('Far');
    await until(() => expect(topics.get('plan').bridge).toMatchObject({ requestId: 'r0', distance: 'far', steps: [] }));
    expect(topics.get('plan').bridge?.to.title).toBe('Far');
  });

  it('are looked at again where one came or got a vote, and not where only their distances are told', async () => {
    play('Air');
    ask('Two');
    await until(() => expect(distances).toEqual({ [idOf('Two')]: 'now' }));
    const requests = topics.get('requests');
    const [[id = '', one] = []] = Object.entries(requests.byId);
    if (one === undefined) return expect.unreachable();
    const told = (more: Partial<RequestView>) =>
      topics.set('requests', { ...requests, byId: { [id]: { ...one, ...more } } });
    const before = looks;
    told({ distance: 'now' });
    // A look begins a tenth of a second after what it is for.
    await setTimeout(300);
    expect(looks).toBe(before);
    told({ votes: 2 });
    await until(() => expect(looks).toBe(before + 1));
  });

  it('what mixes now is one step away, also where a way round were easier', async () => {
    play('Air');
    ask('Two');
    await until(() => expect(way()).toEqual(['now', 'Two']));
  });

  it('the way gets shorter as the set goes on', async () => {
    const file = join(library.folder, 'collection.nml');
    writeSmallCollection(file, [...ENTRIES, { artist: 'Di', title: 'Three', bpm: 127, key: 18 }]);
    await library.import(file);
    ids = library.ids();
    play('Air');
    ask('Three');
    await until(() => expect(way()).toEqual(['one', expect.any(String), 'Three']));
    play('Two');
    await until(() => expect(way()).toEqual(['now', 'Three']));
    expect(distances).toEqual({ [idOf('Three')]: 'now' });
  });
});

// A scripted flood on a request desk and its store: people ask and vote, the DJ takes and leaves, tracks play, cues are taken.
// Each answer that said ok is written to stdout, a line each, before anything else is done. Runs until it is killed.

import { writeSync } from 'node:fs';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, type NowPlaying, type OperatorTopics } from '@tracord/shared/topics.ts';
import type { TrackHit } from '../../host/src/domain/collection.ts';
import { maskJudge } from '../../host/src/domain/masks.ts';
import { systemClock } from '../../host/src/kernel/clock.ts';
import { silentLogger } from '../../host/src/kernel/logger.ts';
import { TopicStore } from '../../host/src/kernel/topic-store.ts';
import { Requests } from '../../host/src/services/live/requests.ts';
import { openShowDatabase } from '../../host/src/storage/show/database.ts';
import { Plays } from '../../host/src/storage/show/plays.ts';
import { requestStores } from '../../host/src/storage/show/requests-stores.ts';
import { SeededRandom } from '../made-collection/random.ts';

/** What the flood says was answered with ok. `n`: the number of the ask, the same ask with the same command key. */
export type Answered =
  | { did: 'started'; n: number }
  | { did: 'asked'; n: number; id: string; number: number; outcome: 'added' | 'voted'; who: string }
  | { did: 'accept' | 'skip' | 'decline'; id: string; changeId: string }
  | { did: 'undo'; ids: string[] }
  | { did: 'take'; cue: string }
  | { did: 'done'; requestId: string; message: string };

const PEOPLE = 40;
const SONGS = 60;
/** As many asks of before the kill are sent again: their answers may not have come. */
const SENT_AGAIN = 6;
/** All kills fall into one set. */
const LIVE_SINCE = 1_700_000_000_000;
const OPEN_RULES = {
  ...{ perPerson: 100, inQueue: 60, minutesBetween: 0, oncePerSet: false, artistTracksApart: 0, discordAccountDays: 0 },
};

export async function flood(folder: string, first: number): Promise<void> {
  const db = openShowDatabase(folder);
  const stores = requestStores(db);
  const live = { on: true, since: LIVE_SINCE, by: 'dj' as const };
  const topics = new TopicStore<OperatorTopics>({ ...FIRST_OPERATOR_TOPICS, live }, silentLogger);
  const requests = new Requests({
    ...{ topics, stores, plays: new Plays(db), clock: systemClock, log: silentLogger },
    tracks: async (ids) => ids.map(track),
    match: async () => ({ by: 'none', confidence: 0, reasons: [], alternatives: [] }),
    settings: () => ({
      requests: { ...DEFAULT_SETTINGS.requests, ...OPEN_RULES },
      requestTexts: DEFAULT_SETTINGS.requestTexts,
    }),
    masks: () => ({ masks: maskJudge(DEFAULT_SETTINGS.masks), masksByLibrary: false, marksAreCurrent: true }),
    cover: async () => undefined,
    titles: ({ artist, title }) => ({ artist, title }),
    copy: async () => true,
    announceDelayMs: () => 0,
    knowsOf: () => true,
  });
  await requests.resume();
  for (let n = Math.max(0, first - SENT_AGAIN); ; n += 1) {
    say({ did: 'started', n });
    // Several at a time, as in a chat; the DJ and the bot go on meanwhile.
    const random = new SeededRandom(n, first);
    await Promise.all([ask(requests, n), n >= first && direct(requests, topics, random), cues(requests, random)]);
  }
}

async function ask(requests: Requests, n: number): Promise<void> {
  const random = new SeededRandom(n);
  const id = `person-${random.below(PEOPLE)}`;
  const requester = { platform: 'discord', id, name: id };
  const answer = await requests.add({ trackId: `song-${random.below(SONGS)}`, requester }, `bot:${n}`);
  if (answer.ok) say({ did: 'asked', n, id: answer.id, number: answer.number, outcome: answer.outcome, who: id });
}

async function direct(requests: Requests, topics: TopicStore<OperatorTopics>, random: SeededRandom) {
  const { order } = topics.get('requests');
  const id = order[random.below(order.length + 1)];
  if (id === undefined) return;
  const what = random.pick(['accept', 'skip', 'decline', 'undo', 'play'] as const);
  if (what === 'play') return requests.onAirChanged(onAir(topics.get('requests').byId[id]?.track.id));
  if (what === 'undo') {
    const undone = await requests.undo({});
    if (undone.ok) say({ did: 'undo', ids: undone.ids });
    return;
  }
  const done = await requests[what]({ id });
  if (done.ok) say({ did: what, id, changeId: done.changeId });
}

async function cues(requests: Requests, random: SeededRandom): Promise<void> {
  for (const { id, kind, requestId } of requests.pendingCues().slice(0, 2)) {
    if (!(await requests.takeCue(id)).ok) continue;
    say({ did: 'take', cue: id });
    // Sometimes the bot is gone before it says what came of it.
    if (kind !== 'request-message' || random.chance(0.2)) continue;
    const message = `1/${requestId}`;
    if ((await requests.doneCue(id, message)).ok) say({ did: 'done', requestId, message });
  }
}

let plays = 0;
function onAir(trackId: string | undefined): NowPlaying {
  plays += 1;
  const named = { artist: 'Flood', title: trackId ?? '' };
  return {
    ...{ playId: `${process.pid}-${plays}`, onAirSince: systemClock.now(), source: 'broadcast' },
    track: { id: trackId, ...named, display: named },
    match: { confidence: 1, by: 'text', reasons: [], alternatives: [] },
  };
}

function track(id: string): TrackHit {
  return { id, song: id, artist: `Artist ${id}`, title: id, path: `/${id}`, excluded: false, playlists: [] };
}

/** Given to the system before anything else is done: a kill does not take it back. */
function say(answered: Answered): void {
  writeSync(1, `${JSON.stringify(answered)}\n`);
}

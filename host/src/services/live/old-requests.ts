// Reads the request list and the counters of TraCord DJ, the Discord bot for Traktor that came before. Pure. Shapes as its
// versions 0.9 to 2.1 wrote them (https://github.com/EpharGy/TraCord-DJ, cogs/music.py and utils/stats.py); any other is refused
// with its place.

import { createHash } from 'node:crypto';
import type { Person } from '@tracord/shared/requests.ts';
import { z } from 'zod';
import { oneLine } from '#domain/one-line.ts';
import { readOldJson, refusedAt } from './old-requests-json.ts';

/** One request of the past. `id` depends on what was asked, by whom and when alone: read again, it is the same. */
export type OldRequest = {
  id: string;
  /** Its day; with the minute where that was written down. */
  askedAt: number;
  requester: Person;
  /** Empty where only a line for people was kept. */
  artist: string;
  title: string;
  /** The line for people that old versions kept instead of artist and title: it is not taken apart. */
  words?: string;
};

/** How often the old bot counted what, since its counters were last set to zero. */
export type OldCounts = { searches: number; plays: number; requests: number };

const LONGEST_NAME = 100;
const LONGEST_WORDS = 500;
const LONGEST_TITLE = 300;
/** Ids of Discord's have up to 20 digits. */
const DISCORD_ID = /^\d{1,20}$/;
/** Discord began in 2015. */
const FIRST_YEAR = 2015;
const LAST_YEAR = 2100;

const text = z.string().nullish();
const entry = z.object({
  Date: z.string(),
  Time: text,
  User: z.string().min(1),
  UserId: z.union([z.string(), z.number().transform(String)]).nullish(),
  Artist: text,
  Title: text,
  Song: text,
});
const count = z.number().int().min(0).default(0);
const counts = z.object({ total_song_searches: count, total_song_plays: count, total_song_requests: count });

/** `json`: the text of song_requests.json; `file`: what it is called. Throws DomainError `old-file-broken`, `old-file-unknown`. */
export function readOldRequests(json: string, file: string): OldRequest[] {
  const list = readOldJson(json, file);
  if (!Array.isArray(list)) {
    throw refusedAt(file, 'it holds no list of requests', 'Name the song_requests.json of TraCord DJ.');
  }
  const seen = new Map<string, number>();
  return list.map((value, index) => {
    const place = `${file}, entry ${index + 1}`;
    const read = entry.safeParse(value);
    if (!read.success) {
      const field = read.error.issues[0]?.path[0];
      const what = field === undefined ? 'it is no request' : `"${String(field)}" is missing or no text`;
      throw refusedAt(place, what, 'Correct or remove that entry and import again; nothing was imported.');
    }
    const request = oldRequest(read.data, place);
    // The same wish twice on one day is two requests.
    const same = seen.get(request.id) ?? 0;
    seen.set(request.id, same + 1);
    return same === 0 ? request : { ...request, id: idOf([request.id, String(same)]) };
  });
}

/** `json`: the text of stats.json. Throws as `readOldRequests`. */
export function readOldCounts(json: string, file: string): OldCounts {
  const read = counts.safeParse(readOldJson(json, file));
  if (!read.success) {
    const field = read.error.issues[0]?.path[0];
    const what = field === undefined ? 'it holds no counters' : `"${String(field)}" is no count`;
    throw refusedAt(file, what, 'Name the stats.json of TraCord DJ, or leave it out.');
  }
  const { total_song_searches: searches, total_song_plays: plays, total_song_requests: requests } = read.data;
  return { searches, plays, requests };
}

function oldRequest(value: z.infer<typeof entry>, place: string): OldRequest {
  const artist = line(value.Artist, LONGEST_TITLE);
  const title = line(value.Title, LONGEST_TITLE);
  const words = line(value.Song, LONGEST_WORDS);
  if (title === '' && words === '') {
    throw refusedAt(place, 'it names no song', 'Remove that entry and import again; nothing was imported.');
  }
  const userId = value.UserId || undefined;
  if (userId !== undefined && !DISCORD_ID.test(userId)) {
    throw refusedAt(
      place,
      '"UserId" is no id of Discord\'s',
      'Correct or remove that entry and import again; nothing was imported.',
    );
  }
  const name = line(value.User, LONGEST_NAME) || 'somebody';
  return {
    id: idOf([value.Date, value.Time ?? '', userId ?? value.User, artist, title, words]),
    askedAt: momentOf(value.Date, value.Time ?? undefined, place),
    // Without an id only the name tells who it was: no id of Discord's looks like this.
    requester: { platform: 'discord', id: userId ?? `name:${name}`.slice(0, LONGEST_NAME), name },
    artist,
    title: title || words,
    words: words || undefined,
  };
}

function idOf(parts: string[]): string {
  return `old-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

function line(value: string | null | undefined, longest: number): string {
  return oneLine((value ?? '').slice(0, longest));
}

/** "2025-06-30" and "21:45" in the time of this computer, which is where the old bot ran. */
function momentOf(day: string, time: string | undefined, place: string): number {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const clock = /^(\d{1,2}):(\d{2})$/.exec(time ?? '0:00');
  const [year, month, dayOfMonth] = (date ?? []).slice(1).map(Number);
  const [hours, minutes] = (clock ?? []).slice(1).map(Number);
  const remedy = 'Correct or remove that entry and import again; nothing was imported.';
  if (year === undefined || month === undefined || dayOfMonth === undefined) {
    throw refusedAt(place, `"Date" is no day like 2025-06-30`, remedy);
  }
  if (hours === undefined || minutes === undefined) throw refusedAt(place, `"Time" is no time like 21:45`, remedy);
  const moment = new Date(year, month - 1, dayOfMonth, hours, minutes);
  // 2025-02-31 would quietly be in March.
  const isThere = moment.getMonth() === month - 1 && hours <= 23 && minutes <= 59;
  if (!isThere || year < FIRST_YEAR || year > LAST_YEAR) {
    throw refusedAt(place, 'there is no such day or time', remedy);
  }
  return moment.getTime();
}

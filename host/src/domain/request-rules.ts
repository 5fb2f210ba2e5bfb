// The rules of asking: who may ask now, and for what. Each refusal has a code, its editable text and, where time helps, when
// to try again. Pure.

import type { Settings } from '@tracord/shared/settings.ts';
import { fold } from './fold.ts';
import { pathMatcher } from './path-pattern.ts';
import { isByOneOf, sameArtist } from './request-artists.ts';
import { type AskedTrack, type Asker, personKey, type Queue } from './request-record.ts';
import { type Refusal, type RequestTexts, refusedByRule } from './request-refusal.ts';
import { capOf, openOf, openRequests } from './request-withdrawal.ts';

export type AskRules = { requests: Settings['requests']; texts: RequestTexts };

/** A track with what the rules look at. */
export type RuledTrack = AskedTrack & { genre?: string; path?: string; durationMs?: number };

/** One who asks. `accountCreatedAt`: ms since the epoch, where the chat tells. */
export type AskerFacts = { asker: Asker; accountCreatedAt?: number; isBlocked: boolean };

/** What was on air, as far as the audience was told: of this set newest first, of the sets before it the songs. */
export type PlayFacts = {
  played: readonly { song?: string; artist: string; title: string }[];
  lately: ReadonlySet<string>;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Discord's ids carry the time they were made at (https://discord.com/developers/docs/reference#snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const SNOWFLAKE = /^\d{17,20}$/;

/** Whether this person may ask for anything at all. */
export function personRefused(
  queue: Queue,
  who: AskerFacts,
  { requests, texts }: AskRules,
  now: number,
): Refusal | undefined {
  if (!queue.live) return refusedByRule('rehearsal', texts);
  const { asker } = who;
  if (who.isBlocked || requests.blockedPeople.includes(personKey(asker))) return refusedByRule('person-blocked', texts);
  if (!queue.open) {
    const closed = refusedByRule('closed', texts);
    return queue.reason === undefined ? closed : { ...closed, message: `${closed.message} ${queue.reason}` };
  }
  const oldEnoughAt = (accountMadeAt(who) ?? Number.NEGATIVE_INFINITY) + requests.discordAccountDays * DAY_MS;
  if (asker.platform === 'discord' && now < oldEnoughAt) {
    return refusedByRule('account-too-young', texts, { now, retryAt: oldEnoughAt });
  }
  return undefined;
}

function accountMadeAt({ asker, accountCreatedAt }: AskerFacts): number | undefined {
  if (accountCreatedAt !== undefined || !SNOWFLAKE.test(asker.id)) return accountCreatedAt;
  return Number(BigInt(asker.id) >> 22n) + DISCORD_EPOCH_MS;
}

/** Whether there is room for one more request of this person. */
export function roomRefused(
  queue: Queue,
  asker: Asker,
  { requests, texts }: AskRules,
  now: number,
): Refusal | undefined {
  const open = openOf(queue, asker, now);
  if (open >= capOf(asker, requests)) return refusedByRule('too-many-open', texts, { count: open });
  const key = personKey(asker);
  const asked = [...queue.requests.values()].filter(({ firstBy }) => personKey(firstBy) === key);
  const retryAt = Math.max(...asked.map(({ askedAt }) => askedAt)) + requests.minutesBetween * MINUTE_MS;
  if (now < retryAt) return refusedByRule('too-soon', texts, { now, retryAt });
  if (openRequests(queue, now).length >= requests.inQueue) return refusedByRule('queue-full', texts);
  return undefined;
}

/** Whether this track may be asked for now. */
export function trackRefused(track: RuledTrack, plays: PlayFacts, { requests, texts }: AskRules): Refusal | undefined {
  const { artist, title } = track;
  const no = (code: Parameters<typeof refusedByRule>[0]) => refusedByRule(code, texts, { artist, title });
  if (isByOneOf(track, requests.blockedArtists)) return no('artist-blocked');
  if (isNamed(track, requests.blockedTracks)) return no('track-blocked');
  if (isOfGenre(track, requests.blockedGenres)) return no('genre-blocked');
  if (requests.blockedFolders.some((pattern) => track.path !== undefined && pathMatcher(pattern)(track.path))) {
    return no('folder-blocked');
  }
  const longestMs = requests.longestMinutes * MINUTE_MS;
  if (longestMs > 0 && (track.durationMs ?? 0) > longestMs) return no('too-long');
  if (requests.oncePerSet && plays.played.some(({ song }) => song === track.song)) return no('already-played');
  if (plays.lately.has(track.song)) return no('played-lately');
  const near = plays.played.slice(0, requests.artistTracksApart);
  if (near.some((play) => sameArtist(play, track))) return no('artist-too-close');
  return undefined;
}

/** "Artist - Title" names all versions, "Artist - Title (Mix)" that one. */
function isNamed({ artist, title, mix }: RuledTrack, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const called = [fold(`${artist} - ${title}`), fold(`${artist} - ${title} ${mix ?? ''}`)];
  return names.some((name) => called.includes(fold(name)));
}

/** "House / Disco" is both. */
function isOfGenre({ genre }: RuledTrack, blocked: readonly string[]): boolean {
  if (genre === undefined || blocked.length === 0) return false;
  const genres = new Set([genre, ...genre.split(/[/,;|]/)].map(fold));
  return blocked.some((name) => genres.has(fold(name)));
}

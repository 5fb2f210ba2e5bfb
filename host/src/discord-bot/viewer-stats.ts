// /stats: a show in numbers, as all may know them. This session unless somebody asks for the set or for all of it.

import { formatHours } from '@tracord/shared/format.ts';
import type { CountedName, CountedSong, Stats } from '@tracord/shared/stats.ts';
import { ApplicationCommandOptionType } from 'discord.js';
import type { Say } from './interaction-answer.ts';
import type { HostClient } from './module.ts';
import { refusalText } from './refusal-text.ts';
import { songLine } from './song-text.ts';
import { escapeText, linesWithin } from './text.ts';

/** Of the 2,000 characters that Discord takes. */
const ROOM = 1_900;
const MOST_SONGS = 5;
const MOST_NAMES = 3;
const LONGEST_NAME = 40;
const LONGEST_HALF = 50;

const TITLES = { session: 'This session', set: 'The set', all: 'All time' };
type Of = keyof typeof TITLES;

export const STATS_OPTIONS = [
  {
    ...{ name: 'of', description: 'Of what (this session, unless you choose)' },
    type: ApplicationCommandOptionType.String as const,
    choices: [
      { name: 'This session', value: 'session' },
      { name: 'This set, or the last one', value: 'set' },
      { name: 'All time', value: 'all' },
    ] satisfies { name: string; value: Of }[],
  },
];

/** `wanted`: as Discord sent it; empty or unknown is this session. */
export async function sayStats(host: HostClient, wanted: string): Promise<Say> {
  const of = isOf(wanted) ? wanted : 'session';
  const answer = await host.query('stats.get', { of, top: MOST_SONGS });
  if (!answer.ok) return { content: refusalText(answer) };
  const stats = answer.value;
  const lines = [`**${titleOf(stats, of)}** ${played(stats)}`];
  if (stats.plays === 0 && stats.asked === 0) return { content: `**${titleOf(stats, of)}** Nothing was played yet.` };
  if (stats.asked > 0) lines.push(asked(stats));
  lines.push(...songs('Asked for most', stats.topRequested));
  // Where nothing was played twice this says no more than the list of the set.
  if (stats.topPlayed.some(({ count }) => count > 1)) lines.push(...songs('Played most', stats.topPlayed));
  lines.push(...names('Asked most', stats.topRequesters), ...names('Genres', stats.topGenres));
  return { content: linesWithin(lines, ROOM).join('\n') };
}

function isOf(text: string): text is Of {
  return Object.hasOwn(TITLES, text);
}

function titleOf({ of, sets }: Stats, wanted: Of): string {
  if (wanted === 'all') return sets > 1 ? `All ${sets} sets` : TITLES.all;
  if (wanted === 'session') return TITLES.session;
  return escapeText(of.charAt(0).toUpperCase() + of.slice(1));
}

/** "34 tracks, 2 h 05 min on air". */
function played({ plays, playedMs }: Stats): string {
  return `${counted(plays, 'track')}, ${formatHours(playedMs)} on air`;
}

/** "12 requests by 5 people, 4 played, after about 18 min". */
function asked({ asked: requests, people, playedRequests, waitToPlayMs }: Stats): string {
  const line = `${counted(requests, 'request')} by ${counted(people, 'person', 'people')}, ${playedRequests} played`;
  return waitToPlayMs === undefined
    ? line
    : `${line}, after about ${Math.max(1, Math.round(waitToPlayMs / 60_000))} min`;
}

function songs(heading: string, list: CountedSong[]): string[] {
  const lines = list.slice(0, MOST_SONGS).map((song) => `${songLine(song, LONGEST_HALF)} · ${song.count}×`);
  return lines.length === 0 ? [] : [`**${heading}**`, ...lines];
}

function names(heading: string, list: CountedName[]): string[] {
  const some = list.slice(0, MOST_NAMES).map(({ name, count }) => `${escapeText(name, LONGEST_NAME)} (${count}×)`);
  return some.length === 0 ? [] : [`**${heading}** ${some.join(', ')}`];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

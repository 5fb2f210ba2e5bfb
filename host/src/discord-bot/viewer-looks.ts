// What a viewer may look at: the song on air, the line of requests, the set so far, new songs, and numbers.

import type { BotRequest } from '@tracord/shared/requests.ts';
import type { BotTopics } from '@tracord/shared/topics.ts';
import { HOST_AWAY } from './host-client.ts';
import type { Say } from './interaction-answer.ts';
import type { HostClient } from './module.ts';
import { refusalText } from './refusal-text.ts';
import { type Song, songLabel, songLine } from './song-text.ts';
import { CODE_COLUMNS, codeBlock, escapeText, timeAgo } from './text.ts';

const MOST_LINES = 20;
const AWAY: Say = { content: HOST_AWAY.message };
const NOT_LIVE: Say = { content: 'The show is not live right now.' };

/** What is on air, in a live show. */
export function saySong({ topics, isConnected }: HostClient): Say {
  if (!isConnected) return AWAY;
  const { live, nowPlaying, requests } = topics;
  const { track, onAirSince } = nowPlaying;
  if (!live.on) return NOT_LIVE;
  if (track === undefined) return { content: 'Nothing is on air right now.' };
  const lines = [`**${songLine({ ...track.display, mix: track.masked ? undefined : track.mix })}**`];
  const release = [track.label, track.year?.toString()].filter((part) => part !== undefined);
  if (!track.masked && release.length > 0) lines.push(escapeText(release.join(', ')));
  if (onAirSince !== undefined) lines.push(`-# On air since ${timeAgo(onAirSince)}${askedBy(requests, onAirSince)}`);
  return { content: lines.join('\n') };
}

function askedBy({ byId }: BotTopics['requests'], onAirSince: number): string {
  const request = Object.values(byId).find((one) => one.said === 'playing' && one.onAirSince === onAirSince);
  if (request === undefined) return '';
  const others = request.votes - 1;
  const more = others < 1 ? '' : others === 1 ? ' and one more' : ` and ${others} more`;
  return `, asked for by ${escapeText(request.requester.name, 40)}${more}`;
}

/** Accepted requests, then those that wait; one's own are marked. `userId`: who looks. */
export function sayQueue({ topics, isConnected }: HostClient, userId: string): Say {
  if (!isConnected) return AWAY;
  const { open, reason, order, byId } = topics.requests;
  const all = order.flatMap((id) => byId[id] ?? []);
  const taken = all.filter(({ said }) => said === 'accepted' || said === 'playing');
  const waiting = all.filter(({ said }) => said === 'waiting');
  const closed = escapeText(reason ?? 'Requests are closed right now.', 120);
  const lines = [open ? '-# Ask for a song with /request.' : `-# ${closed}`];
  if (taken.length > 0) lines.push('**Coming up**', ...rows(taken, userId));
  if (waiting.length > 0) lines.push('**Waiting**', ...rows(waiting, userId));
  if (all.length === 0) lines.push('Nobody asked for anything yet.');
  return { content: lines.join('\n') };
}

function rows(requests: BotRequest[], userId: string): string[] {
  const lines = requests.slice(0, MOST_LINES / 2).map((request) => {
    const { number, track, votes, requester, voters, said } = request;
    const isOwn = [requester, ...voters].some(({ platform, id }) => platform === 'discord' && id === userId);
    const notes = [
      said === 'playing' ? 'on air' : '',
      votes > 1 ? `${votes} want it` : '',
      isOwn ? (requester.id === userId ? 'yours' : 'your vote') : '',
    ].filter((note) => note !== '');
    const song = songLine({ ...track.display, mix: track.mix }, 40);
    return `**${number}** ${[song, ...notes].join(' · ')}`;
  });
  const left = requests.length - lines.length;
  return left > 0 ? [...lines, `… and ${left} more`] : lines;
}

/** What was played in this set, or in the last one, newest last. */
export async function saySetlist(host: HostClient): Promise<Say> {
  const stats = await host.query('requests.stats', {});
  if (!stats.ok) return { content: refusalText(stats) };
  const { plays: count } = stats.value.set;
  if (count === 0) return { content: 'Nothing was played yet.' };
  const answer = await host.query('plays.list', { limit: Math.min(count, 1_000) });
  if (!answer.ok) return { content: refusalText(answer) };
  const played = answer.value.plays.filter(({ live }) => live);
  const shown = played.slice(-MOST_LINES);
  const earlier = played.length - shown.length;
  const first = earlier + 1;
  const list = codeBlock(shown.map((play, index) => numbered(first + index, play)));
  const more = earlier === 0 ? '' : `-# The last ${shown.length} of ${played.length}\n`;
  return { content: `**${host.topics.live.on ? 'Tonight' : 'The last set'}**\n${more}${list}` };
}

function numbered(number: number, song: Song): string {
  return `${String(number).padStart(3)} ${songLabel(song, CODE_COLUMNS * 2)}`;
}

/** The newest songs of the playlist or genre that the settings name. */
export async function sayNew(host: HostClient): Promise<Say> {
  const answer = await host.query('tracks.new', { limit: 15 });
  if (!answer.ok) return { content: refusalText(answer) };
  const { isOn, tracks } = answer.value;
  if (!isOn || tracks.length === 0) return { content: 'There are no new songs to show right now.' };
  const list = codeBlock(tracks.map((track) => songLabel(track, CODE_COLUMNS * 2)));
  return { content: `**New here**\n${list}-# Ask for one with /request.` };
}

export async function sayStats(host: HostClient): Promise<Say> {
  const answer = await host.query('requests.stats', {});
  if (!answer.ok) return { content: refusalText(answer) };
  const { set, all, topSongs } = answer.value;
  const lines = [
    `**${host.topics.live.on ? 'Tonight' : 'The last set'}** ${counted(set.asked, 'request')} by ${counted(set.people, 'person', 'people')}, ${set.played} played`,
    `**All ${counted(all.sets, 'set')}** ${counted(all.asked, 'request')} by ${counted(all.people, 'person', 'people')}, ${all.played} played`,
  ];
  const top = topSongs.slice(0, 5).map((song) => `${songLine(song, 50)} · ${song.asked}×`);
  if (top.length > 0) lines.push('**Asked for most**', ...top);
  return { content: lines.join('\n') };
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

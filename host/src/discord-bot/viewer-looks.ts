// What a viewer may look at: the song on air, the line of requests, the set so far, and new songs.

import { formatDuration } from '@tracord/shared/format.ts';
import type { BotRequest, Person } from '@tracord/shared/requests.ts';
import type { BotTopics } from '@tracord/shared/topics.ts';
import { askers } from './askers.ts';
import { HOST_AWAY } from './host-client.ts';
import type { Say } from './interaction-answer.ts';
import type { HostClient } from './module.ts';
import { closedText, refusalText } from './refusal-text.ts';
import { type Song, songLabel, songLine } from './song-text.ts';
import { CODE_COLUMNS, codeBlock, escapeText, linesWithin, timeAgo } from './text.ts';

const MOST_LINES = 20;
/** Of the 2,000 characters that Discord takes; the rest is for headings. */
const ROOM = 1_800;
/** More than any night. */
const MOST_PLAYS = 5_000;
const NOTHING_PLAYED: Say = { content: 'Nothing was played yet.' };
const AWAY: Say = { content: HOST_AWAY.message };
const NOT_LIVE: Say = { content: 'The show is not live right now.' };

/** What is on air, in a live show. */
export function saySong({ topics, isConnected }: HostClient): Say {
  if (!isConnected) return AWAY;
  const { live, nowPlaying, requests } = topics;
  const { track, onAirSince } = nowPlaying;
  if (!live.on) return NOT_LIVE;
  if (track === undefined) return { content: 'Nothing is on air right now.' };
  const lines = [`**${songLine(track.display)}**`];
  const release = [track.label, track.year?.toString()].filter((part) => part !== undefined);
  if (!track.masked && release.length > 0) lines.push(escapeText(release.join(', ')));
  if (onAirSince !== undefined) lines.push(`-# On air since ${timeAgo(onAirSince)}${askedBy(requests, onAirSince)}`);
  return { content: lines.join('\n') };
}

function askedBy({ byId }: BotTopics['requests'], onAirSince: number): string {
  const request = Object.values(byId).find((one) => one.said === 'playing' && one.onAirSince === onAirSince);
  if (request === undefined) return '';
  return `, asked for by ${askers(request)}`;
}

/** Accepted requests, then those that wait; one's own are marked. `userId`: who looks. */
export function sayQueue({ topics, isConnected }: HostClient, userId: string): Say {
  if (!isConnected) return AWAY;
  const { open, order, byId } = topics.requests;
  const all = order.flatMap((id) => byId[id] ?? []);
  const taken = all.filter(({ said }) => said === 'accepted' || said === 'playing');
  const waiting = all.filter(({ said }) => said === 'waiting');
  const lines = [open ? '-# Ask for a song with /request.' : `-# ${closedText(topics)}`];
  if (taken.length > 0) lines.push('**Coming up**', ...rows(taken, userId));
  if (waiting.length > 0) lines.push('**Waiting**', ...rows(waiting, userId));
  if (all.length === 0) lines.push('Nobody asked for anything yet.');
  return { content: lines.join('\n') };
}

/** The first of them, as many as there is room for. */
function rows(requests: BotRequest[], userId: string): string[] {
  const isMe = ({ platform, id }: Person) => platform === 'discord' && id === userId;
  const lines = requests.slice(0, MOST_LINES / 2).map(({ number, track, votes, requester, voters, said }) => {
    const notes = [
      said === 'playing' ? 'on air' : '',
      votes > 1 ? `${votes} want it` : '',
      isMe(requester) ? 'yours' : voters.some(isMe) ? 'your vote' : '',
    ].filter((note) => note !== '');
    return `**${number}** ${[songLine(track, 40), ...notes].join(' · ')}`;
  });
  const shown = linesWithin(lines, ROOM / 2);
  const left = requests.length - shown.length;
  return left > 0 ? [...shown, `… and ${left} more`] : shown;
}

/** What was played in this set, or in the last one, newest last: where the host has a list of it, with the times in it. */
export async function saySetlist(host: HostClient): Promise<Say> {
  const { order, byId, isOn, startedAt } = host.topics.set;
  if (!host.isConnected || order.length === 0) return saySetPlays(host);
  const rows = order.flatMap((id) => byId[id] ?? []);
  const beganAt = startedAt ?? rows[0]?.startsAt ?? 0;
  const lines = rows.slice(-MOST_LINES).map(({ place, startsAt, rough, display }) => {
    const since = `${rough ? '~' : ''}${formatDuration(Math.max(0, startsAt - beganAt))}`;
    return numbered(place, { ...display, display }, since.padStart(8));
  });
  return { content: setlist(isOn ? 'Tonight' : 'The last set', lines, rows.length) };
}

async function saySetPlays(host: HostClient): Promise<Say> {
  const stats = await host.query('requests.stats', {});
  if (!stats.ok) return { content: refusalText(stats) };
  const { since, until } = stats.value.set;
  if (since === undefined) return NOTHING_PLAYED;
  const answer = await host.query('plays.list', { from: since, to: until, limit: MOST_PLAYS });
  if (!answer.ok) return { content: refusalText(answer) };
  // What was played in rehearsal in between counts for nothing.
  const played = answer.value.plays.filter(({ live }) => live);
  if (played.length === 0) return NOTHING_PLAYED;
  const shown = played.slice(-MOST_LINES);
  const earlier = played.length - shown.length;
  const first = earlier + 1;
  const lines = shown.map((play, index) => numbered(first + index, play));
  return { content: setlist(host.topics.live.on ? 'Tonight' : 'The last set', lines, played.length) };
}

function setlist(name: string, lines: string[], of: number): string {
  const more = lines.length === of ? '' : `-# The last ${lines.length} of ${of}\n`;
  return `**${name}**\n${more}${codeBlock(lines)}`;
}

function numbered(number: number, song: Song, since = ''): string {
  return `${String(number).padStart(3)} ${since === '' ? '' : `${since} `}${songLabel(song, CODE_COLUMNS * 2)}`;
}

/** The newest songs of the playlist or genre that the settings name. */
export async function sayNew(host: HostClient): Promise<Say> {
  const answer = await host.query('tracks.new', { limit: 15 });
  if (!answer.ok) return { content: refusalText(answer) };
  const { isOn, tracks } = answer.value;
  if (!isOn || tracks.length === 0) return { content: 'There are no new songs to show right now.' };
  const list = codeBlock(tracks.map((track) => songLabel(track, CODE_COLUMNS * 2)));
  return { content: `**New here**\n${list}\n-# Ask for one with /request.` };
}

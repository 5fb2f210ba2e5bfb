// The staff's board as a message: who waits for what, what was done last, and a menu of what waits. Pure. Made for a phone:
// two short lines for each request, no table.

import { DISTANCE_WORDS } from '@tracord/shared/plan.ts';
import { ACCEPTED_STATES, type BotRequest, type BotRequests, WAITING_STATES } from '@tracord/shared/requests.ts';
import type { BotTopics } from '@tracord/shared/topics.ts';
import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { MessageBody } from './send-calls.ts';
import { shownSong, songLabel, songLine } from './song-text.ts';
import { escapeText, label, linesWithin, timeAgo } from './text.ts';

export const BOARD_PICK = 'board:pick';
/** Discord's own limits of a menu. */
const MOST_OPTIONS = 25;
const LONGEST_OPTION = 100;
/** So that an id, a revision and what a button does fit into Discord's 100 characters. */
const LONGEST_ID = 75;
/** Discord takes 2,000 characters. */
const ROOM = 1_900;
const LATEST = 3;
const MOST_TAKEN = 8;

export const isWaiting = ({ state }: BotRequest) => WAITING_STATES.includes(state);

/** Waiting requests as they are offered. */
export function waitingOf({ order, byId }: BotRequests): BotRequest[] {
  return order.flatMap((id) => byId[id] ?? []).filter(isWaiting);
}

export function boardBody({ requests }: BotTopics): MessageBody {
  const waiting = waitingOf(requests);
  const head = requests.open ? '## Requests are open' : `## Requests are closed${closedBecause(requests)}`;
  const below = linesWithin([...takenLines(requests), ...latestLines(requests)], ROOM / 2).join('\n');
  const list = waitingLines(waiting, ROOM - head.length - below.length);
  return { content: [head, ...list, below].join('\n').trimEnd(), components: pickMenu(waiting) };
}

export function boardRest(): MessageBody {
  return { content: '## Requests are closed\nThe show is over.', components: [] };
}

function closedBecause({ reason }: BotRequests): string {
  return reason === undefined ? '' : `\n${escapeText(reason, 100)}`;
}

/** `room`: in characters, the lines' ends counted. */
function waitingLines(waiting: BotRequest[], room: number): string[] {
  if (waiting.length === 0) return ['Nobody waits.'];
  const lines = [`**${waiting.length} waiting**`];
  let left = room;
  for (const [index, request] of waiting.entries()) {
    const pair = waitingLine(request);
    left -= pair.length + 1;
    if (left < 0) {
      lines.push(`… and ${waiting.length - index} more, in the menu below`);
      break;
    }
    lines.push(pair);
  }
  return lines;
}

function waitingLine(request: BotRequest): string {
  const wishes = request.votes > 1 ? ` · ${request.votes} votes` : '';
  const doubt = request.track.id === undefined ? ' · which one?' : '';
  const who = escapeText(request.requester.name, 20);
  const way = request.distance === undefined ? '' : ` · ${DISTANCE_WORDS[request.distance]}`;
  return `**${request.number}** ${songLine(request.track, 40)}\n-# ${who}${wishes}${doubt}${way} · ${timeAgo(request.askedAt)}`;
}

/** What is on air, then what the DJ took and did not play yet. */
function takenLines({ order, byId }: BotRequests): string[] {
  // What was declined just now stands in the order, too, until that can no longer be undone.
  const taken = order.flatMap((id) => byId[id] ?? []).filter(({ state }) => ACCEPTED_STATES.includes(state));
  const isOnAir = ({ state }: BotRequest) => state === 'playing';
  const coming = taken.filter((request) => !isOnAir(request));
  return [...headed('On air', taken.filter(isOnAir)), ...headed(`${coming.length} accepted`, coming)];
}

function headed(head: string, requests: BotRequest[]): string[] {
  if (requests.length === 0) return [];
  const titles = requests
    .slice(0, MOST_TAKEN)
    .map(({ number, track }) => `**${number}** ${escapeText(shownSong(track).title, 24)}`);
  return [`**${head}**`, titles.join(' · ')];
}

const DONE: Partial<Record<BotRequest['state'], string>> = {
  accepted: 'accepted',
  skipped: 'skipped',
  declined: 'declined',
  withdrawn: 'taken back',
};

/** What was done last and by whom: whoever pressed is not the only one who reads it. */
function latestLines({ byId }: BotRequests): string[] {
  const done = Object.values(byId)
    .filter(({ state, by, requester }) => {
      if (by === undefined || DONE[state] === undefined) return false;
      return state !== 'withdrawn' || by.id !== requester.id;
    })
    .sort((a, b) => b.changedAt - a.changedAt)
    .slice(0, LATEST);
  return done.map(({ number, state, by, changedAt }) => {
    return `-# ${number} ${DONE[state]} by ${escapeText(by?.name ?? '', 20)} ${timeAgo(changedAt)}`;
  });
}

/** What the menu hands back: the request and the revision that was shown. */
export function pickValue({ id, revision }: Pick<BotRequest, 'id' | 'revision'>): string {
  return `${revision}:${id}`;
}

function pickMenu(waiting: BotRequest[]): APIMessageTopLevelComponent[] {
  const options = waiting
    .filter(({ id }) => id.length <= LONGEST_ID)
    .slice(0, MOST_OPTIONS)
    .map((request) => ({
      label: label(`${request.number} ${songLabel(request.track, 80)}`, LONGEST_OPTION),
      value: pickValue(request),
      description: label(
        `${request.requester.name}${request.votes > 1 ? `, ${request.votes} votes` : ''}`,
        LONGEST_OPTION,
      ),
    }));
  if (options.length === 0) return [];
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: BOARD_PICK,
    placeholder: 'Accept, skip, decline or block …',
    options,
  };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}

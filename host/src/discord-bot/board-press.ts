// What the board's buttons carry, and what staff read after a press. Pure. The id and the revision that were shown stand in
// each button, so that a press means that request and no other, also after a restart.

import type { BotRequest } from '@tracord/shared/requests.ts';
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { isWaiting } from './board-body.ts';
import { songLabel, songLine } from './song-text.ts';
import { escapeText, label, timeAgo } from './text.ts';

export type Verb = 'accept' | 'skip' | 'decline' | 'block';
export type Press =
  | { kind: 'pick'; id: string; revision: number }
  | { kind: Verb; id: string; revision: number }
  | { kind: 'choose'; id: string; revision: number; trackId: string }
  | { kind: 'undo'; changeId: string }
  | { kind: 'unblock'; platform: string; id: string };

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
export type Shown = { content: string; components: Row[] };

const LONGEST_ID = 100;
const MOST_CANDIDATES = 25;
const ON_ONE = /^board:(accept|skip|decline|block|choose):(\d{1,9}):(.{1,100})$/;

/** Reads a custom id, and the value that a menu handed back; undefined for whatever is not the board's. */
export function readPress(customId: string, value?: string): Press | undefined {
  const [, verb, revision, id] = ON_ONE.exec(customId) ?? [];
  if (verb !== undefined && id !== undefined) {
    const shown = { id, revision: Number(revision) };
    if (verb !== 'choose') return { kind: verb as Verb, ...shown };
    return value === undefined ? undefined : { kind: 'choose', ...shown, trackId: value };
  }
  if (customId === 'board:pick') {
    const [, picked, of] = /^(\d{1,9}):(.{1,98})$/.exec(value ?? '') ?? [];
    return of === undefined ? undefined : { kind: 'pick', id: of, revision: Number(picked) };
  }
  const [, changeId] = /^board:undo:(.{1,100})$/.exec(customId) ?? [];
  if (changeId !== undefined) return { kind: 'undo', changeId };
  const [, platform, person] = /^board:unblock:([a-z0-9-]{1,30}):(.{1,100})$/.exec(customId) ?? [];
  return platform === undefined || person === undefined ? undefined : { kind: 'unblock', platform, id: person };
}

/** One request with everything staff can do about it. `before`: a sentence above it. */
export function shownRequest(request: BotRequest, before?: string): Shown {
  const wishes = request.votes > 1 ? ` · ${request.votes} votes` : '';
  const who = escapeText(request.requester.name, 40);
  const lines = [
    `**${request.number}** ${songLine(request.track)}`,
    `-# asked by ${who}${wishes} · ${timeAgo(request.askedAt)}`,
  ];
  if (before !== undefined) lines.unshift(before);
  if (!isWaiting(request)) return { content: lines.join('\n'), components: [] };
  const doubt = candidateMenu(request);
  if (doubt !== undefined) lines.push('Which one is meant?');
  return { content: lines.join('\n'), components: [...(doubt === undefined ? [] : [doubt]), verbRow(request)] };
}

function verbRow(request: BotRequest): Row {
  const button = (
    verb: Verb,
    text: string,
    style: ButtonStyle.Success | ButtonStyle.Secondary | ButtonStyle.Danger,
  ) => ({
    type: ComponentType.Button as const,
    style,
    label: text,
    custom_id: `board:${verb}:${request.revision}:${request.id}`,
    disabled: verb === 'accept' && request.track.id === undefined,
  });
  const buttons = [
    button('accept', 'Accept', ButtonStyle.Success),
    button('skip', 'Skip', ButtonStyle.Secondary),
    button('decline', 'Decline', ButtonStyle.Secondary),
    button('block', label(`Block ${request.requester.name}`, 30), ButtonStyle.Danger),
  ];
  return { type: ComponentType.ActionRow, components: buttons };
}

function candidateMenu({ id, revision, track, candidates = [] }: BotRequest): Row | undefined {
  const options = candidates
    .filter((candidate) => candidate.id.length <= LONGEST_ID)
    .slice(0, MOST_CANDIDATES)
    .map((candidate) => ({ label: songLabel(candidate, 100) || 'no title', value: candidate.id }));
  if (track.id !== undefined || options.length === 0) return undefined;
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: `board:choose:${revision}:${id}`,
    placeholder: 'Which one is meant?',
    options,
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}

/** A sentence with one button below it. */
export function withButton(content: string, text: string, customId: string): Shown {
  if (customId.length > LONGEST_ID) return { content, components: [] };
  const button = { type: ComponentType.Button as const, style: ButtonStyle.Secondary as const, label: text };
  return { content, components: [{ type: ComponentType.ActionRow, components: [{ ...button, custom_id: customId }] }] };
}

/** Where a request stands, as the end of a sentence; undefined while it waits as it did. */
export function standing({ state, by }: BotRequest): string | undefined {
  const who = by === undefined ? '' : ` by ${escapeText(by.name, 40)}`;
  if (state === 'accepted') return `already accepted${who}`;
  if (state === 'loaded') return 'already on a deck';
  if (state === 'playing') return 'on air now';
  if (state === 'played') return 'already played';
  if (state === 'skipped') return `skipped${who}`;
  if (state === 'declined') return `declined${who}`;
  if (state === 'withdrawn') return 'taken back';
  return state === 'expired' ? 'over: it waited too long' : undefined;
}

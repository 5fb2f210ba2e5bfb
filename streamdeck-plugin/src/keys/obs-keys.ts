// Keys that drive OBS, and the one that copies the tracklist. What cannot be taken back on air is held: ending a recording,
// starting and ending the stream.

import type { ObsView } from '@tracord/shared/obs.ts';
import type { Shown, Tally } from '#faces/face-inputs.ts';
import { HOLD_MS } from '#press-guard.ts';
import type { Deed, KeyKind, KeySettings, KeyShows } from './key-kind.ts';

const command = (name: string, args: Record<string, unknown> = {}): Deed => ({ do: 'command', name, args });
const refuse = (word: string): Deed => ({ do: 'refuse', word });

/** Why a press does nothing. */
const WHY: Partial<Record<Tally | Shown, string>> = { unset: 'Not set', away: 'No OBS', gone: 'Gone' };

const text = (settings: KeySettings, name: string): string => {
  const value = settings[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** By its name, as the DJ wrote it on the key, or by its id. */
function sceneId({ scenes }: ObsView, wanted: string): string | undefined {
  return scenes.order.find((id) => id === wanted || scenes.byId[id]?.name.trim() === wanted);
}

function tallyOf(obs: ObsView, wanted: string): Tally {
  if (wanted === '') return 'unset';
  if (obs.status !== 'connected') return 'away';
  const id = sceneId(obs, wanted);
  if (id === undefined) return 'gone';
  if (id === obs.program) return 'program';
  return id === obs.preview ? 'preview' : 'off';
}

/** Pressed it goes on air; where it is set to preview, there first, and a second press takes it on air. */
export const sceneKey: KeyKind = {
  show({ state }, _local, settings) {
    const { obs } = state.topics;
    const wanted = text(settings, 'scene');
    const tally = tallyOf(obs, wanted);
    const id = sceneId(obs, wanted);
    const name = (id === undefined ? undefined : obs.scenes.byId[id]?.name) ?? wanted;
    const facts = { kind: 'scene', name, tally } as const;
    if (id === undefined || tally === 'away') return { facts, short: refuse(WHY[tally] ?? 'Gone') };
    if (tally === 'program') return { facts, subject: id, stamp: tally };
    const preview = settings.into === 'preview' && obs.studioMode && tally !== 'preview';
    return { facts, subject: id, stamp: tally, short: command('scene.set', { scene: id, preview }) };
  },
};

function shownIn(obs: ObsView, source: string, scene: string): { shown: Shown; id?: string } {
  if (source === '') return { shown: 'unset' };
  if (obs.status !== 'connected') return { shown: 'away' };
  const id = scene === '' ? obs.program : sceneId(obs, scene);
  const item = id === undefined ? undefined : obs.scenes.byId[id]?.items.find(({ name }) => name.trim() === source);
  if (id === undefined || item === undefined) return { shown: 'gone' };
  return { shown: item.visible ? 'shown' : 'hidden', id };
}

export const sourceKey: KeyKind = {
  show({ state }, _local, settings) {
    const source = text(settings, 'source');
    const { shown, id } = shownIn(state.topics.obs, source, text(settings, 'scene'));
    const facts = { kind: 'source', name: source, shown } as const;
    if (id === undefined) return { facts, short: refuse(WHY[shown] ?? 'Gone') };
    const short = command('source.show', { source, scene: id, on: shown !== 'shown' });
    return { facts, subject: `${id} ${source}`, stamp: shown, short };
  },
};

function alarmOf(obs: ObsView, what: 'recording' | 'stream'): boolean {
  return obs.alarms.some((alarm) => alarm.what === what);
}

function outputShows(kind: 'recording' | 'stream', obs: ObsView): KeyShows {
  const output = kind === 'recording' ? obs.recording : obs.streaming;
  const isAway = obs.status !== 'connected';
  const stopped = alarmOf(obs, kind);
  const facts = { kind, output, isAway, stopped, lost: kind === 'stream' ? lostPart(obs) : undefined } as const;
  const name = kind === 'recording' ? 'recording.set' : 'stream.set';
  const stamp = `${output.active} ${stopped}`;
  if (stopped && !output.active) return { facts, subject: kind, stamp, short: command('obs.acknowledge') };
  if (isAway) return { facts, short: refuse('No OBS') };
  const glyph = kind === 'recording' ? 'rec' : 'air';
  const held = (on: boolean, word: string): KeyShows => {
    const hold = { deed: command(name, { on }), glyph, word } as const;
    return { facts, subject: kind, stamp, short: refuse('Hold it'), hold, holdMs: HOLD_MS };
  };
  if (output.active) return held(false, 'End');
  if (kind === 'stream') return held(true, 'Start');
  return { facts, subject: kind, stamp, short: command(name, { on: true }) };
}

export const recordKey: KeyKind = { show: ({ state }) => outputShows('recording', state.topics.obs) };
export const streamKey: KeyKind = { show: ({ state }) => outputShows('stream', state.topics.obs) };

export const chapterKey: KeyKind = {
  show({ state }) {
    const { status, recording } = state.topics.obs;
    const canMark = status === 'connected' && recording.active;
    return {
      facts: { kind: 'chapter', canMark },
      subject: 'chapter',
      stamp: String(canMark),
      short: canMark ? command('recording.chapter') : refuse('No rec'),
    };
  },
};

export const copyKey: KeyKind = {
  show({ state }) {
    const { id, order } = state.topics.set;
    const facts = { kind: 'copy', rows: order.length } as const;
    if (id === undefined || order.length === 0) return { facts, short: refuse('No set') };
    return { facts, subject: id, short: command('set.copy', { setId: id }) };
  },
};

/** The part of the stream's frames that were lost, 0–1; absent where it is not known. */
export function lostPart({ streaming, dropped }: ObsView): number | undefined {
  return streaming.active && dropped !== undefined && dropped.of > 0 ? dropped.frames / dropped.of : undefined;
}

// What the planner says of a track, short enough for a key: how the key goes on, and how far its tempo is off. Pure.

import type { KeyMove, PlannerRow } from '@tracord/shared/plan.ts';

/** `short`: behind the key, as steps on the Camelot wheel where it has some. */
const MOVES: Readonly<Record<KeyMove, { short: string; words: string }>> = {
  same: { short: 'same', words: 'the same key' },
  neighbour: { short: '±1', words: 'one step on the wheel' },
  relative: { short: 'rel.', words: 'major and minor of the same notes' },
  diagonal: { short: 'diag.', words: 'one step on the wheel, and the other mode' },
  'energy-up': { short: '+2', words: 'two steps up' },
  'energy-down': { short: '−2', words: 'two steps down' },
  lift: { short: '+7', words: 'a semitone up' },
  drop: { short: '−7', words: 'a semitone down' },
  'mood-shift': { short: 'mood', words: 'major and minor on one root' },
  clash: { short: 'clash', words: 'the keys clash' },
};

/** "+1", "same", "mood"; empty where it is not known. `from`: the key on air, "8A". */
export function stepText({ move, key }: PlannerRow, from: string | undefined): string {
  if (move === undefined) return '';
  if (move !== 'neighbour' || key === undefined || from === undefined) return MOVES[move].short;
  const steps = (Number.parseInt(key.camelot, 10) - Number.parseInt(from, 10) + 12) % 12;
  return steps === 1 ? '+1' : steps === 11 ? '−1' : MOVES[move].short;
}

/** "8A › 9A", "9A"; empty where its key is not known. */
export function keyPath({ key }: PlannerRow, from: string | undefined): string {
  if (key === undefined) return '';
  return from === undefined ? key.camelot : `${from} › ${key.camelot}`;
}

/** "+0.8 %", "−3 %", "0 %"; empty where a tempo is not known. */
export function tempoText({ tempo }: PlannerRow): string {
  if (tempo === undefined) return '';
  const percent = Math.abs(tempo * 100).toFixed(1);
  if (percent === '0.0') return '0 %';
  return `${tempo > 0 ? '+' : '−'}${percent.replace(/\.0$/, '')} %`;
}

/** "×2", "×½": what its beats are counted by; empty where that is 1. */
export function relationText({ relation = 1 }: PlannerRow): string {
  if (relation === 1) return '';
  return relation === 2 ? '×2' : '×½';
}

/** The same as parts of a sentence. */
export function rowWords(row: PlannerRow): string[] {
  return [
    row.key?.camelot ?? '',
    row.move === undefined ? '' : MOVES[row.move].words,
    tempoText(row),
    row.relation === undefined || row.relation === 1 ? '' : row.relation === 2 ? 'at double time' : 'at half time',
    row.masked === true ? 'hidden from viewers' : '',
    row.warning ?? '',
  ];
}

export function rowTitle({ display }: PlannerRow): string {
  return display.title || display.artist;
}

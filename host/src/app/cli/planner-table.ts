// The planner's figures as people read them in a terminal of 80 columns.

import { SCORE_PARTS } from '@tracord/shared/plan.ts';
import { type Evaluation, OURS, OURS_AS_IT_COMES } from '#domain/planner/evaluate-report.ts';
import { wrapColumns } from './columns.ts';
import type { PlannerLibrary } from './planner-library.ts';

/** Of 80 columns two are indent. */
const WIDTH = 76;
/** With fewer, one night more can turn the order round. */
const FEW_NIGHTS = 20;
const FEW_TRANSITIONS = 500;

export type Counts = Pick<PlannerLibrary, 'files' | 'plays' | 'unknown' | 'undated' | 'notes'>;

export function evaluationText(counts: Counts, evaluation: Evaluation): string {
  const { rows, halves, nights, transitions, songs } = evaluation;
  const head = `${''.padEnd(34)}${['in 10', 'in 50', '1/rank'].map((word) => word.padStart(10)).join('')}`;
  const best = Math.max(...rows.map(({ mrr }) => mrr));
  const lines = [
    ...wrap(
      `${count(transitions, 'transition')} in ${count(nights, 'night')}, from ${count(counts.files, 'history file')}; each one foretold from ${count(songs, 'song')} and the other nights only.`,
    ),
    ...wrap(fewWords(nights, transitions)),
    ...wrap(narrowWords(evaluation)),
    '',
    head,
    '─'.repeat(64),
    ...rows.map((row) => {
      const shares = [row.recall10, row.recall50].map((share) => `${(share * 100).toFixed(1)} %`.padStart(10));
      return `${row.name.padEnd(34)}${shares.join('')}${row.mrr.toFixed(3).padStart(10)}${row.mrr === best ? '  ◂' : ''}`;
    }),
    '',
    ...wrap(
      'in 10, in 50: how often the track that was played stood among the first 10 or 50. 1/rank: the mean of 1 ÷ its rank; 1 would be always first.',
    ),
    '',
    ...wrap(halvesWords(halves)),
    ...(halves.length === 0 ? [] : ['', ...weightLines(evaluation), '', ...whatToSet(evaluation)]),
    ...leftOut(counts).flatMap((text) => ['', ...wrap(text)]),
  ];
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

function fewWords(nights: number, transitions: number): string {
  if (nights >= FEW_NIGHTS && transitions >= FEW_TRANSITIONS) return '';
  return `That is few: with under ${FEW_NIGHTS} nights and ${FEW_TRANSITIONS} transitions one night more can turn the order round.`;
}

/** Out of songs that were all played some night, those of other nights are never right. */
function narrowWords({ songs, playedSongs }: Evaluation): string {
  if (playedSongs * 2 <= songs) return '';
  return `${playedSongs} of the ${count(songs, 'song')} stand in the history: out of a whole collection all figures are lower, and those that count plays do better beside the others than here.`;
}

function halvesWords(halves: Evaluation['halves']): string {
  if (halves.length === 0) {
    return `"${OURS_AS_IT_COMES}" alone: weights can be chosen from two nights on.`;
  }
  return `"${OURS}": the 2nd, 4th … night was foretold with weights that were chosen on the 1st, 3rd …, and the other way round. "${OURS_AS_IT_COMES}": the weights TraCord has without that.`;
}

function weightLines({ halves, weights }: Evaluation): string[] {
  const titles = [...halves.map(({ nightsAt }) => `on ${count(nightsAt.length, 'night')}`), 'on all'];
  const chosen = [...halves.map((half) => half.weights), weights];
  return [
    `${'Weights chosen'.padEnd(34)}${titles.map((title) => title.padStart(14)).join('')}`,
    ...SCORE_PARTS.map(
      (part) => `  ${part.padEnd(32)}${chosen.map((one) => one[part].toFixed(1).padStart(14)).join('')}`,
    ),
  ];
}

/** The one thing to do with all these figures. */
function whatToSet({ rows, weights }: Evaluation): string[] {
  const mrrOf = (name: string) => rows.find((row) => row.name === name)?.mrr ?? 0;
  if (mrrOf(OURS) <= mrrOf(OURS_AS_IT_COMES)) {
    return wrap('Leave the weights as they come: those chosen here foretell no better.');
  }
  const points = SCORE_PARTS.map((part) => `${part} = ${weights[part].toFixed(1)}`);
  return [
    ...wrap(
      'Weights chosen here foretell better. To use those of the last column, for every preset, in settings.yaml:',
    ),
    '',
    'planner:',
    `  weights: [${points.slice(0, 4).join(', ')},`,
    `    ${points.slice(4).join(', ')}]`,
  ];
}

function leftOut({ plays, unknown, undated, notes }: Counts): string[] {
  return [
    ...(unknown === 0
      ? []
      : [`${unknown} of ${count(plays, 'play')} are of tracks that the collection does not have.`]),
    ...(undated === 0 ? [] : [`${count(undated, 'play')} without a time of their own were left out.`]),
    ...notes.map((note) => `Left out: ${note}.`),
  ];
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

function wrap(text: string): string[] {
  return text === '' ? [] : wrapColumns(text, WIDTH);
}

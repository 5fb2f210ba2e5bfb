// tracord planner evaluate: how well suggestions foretell what a DJ really played, tried on the DJ's own history.

import { resolve } from 'node:path';
import { progressBar } from '#app/progress-bar.ts';
import { type Evaluation, evaluate } from '#domain/planner/evaluate-report.ts';
import { PRESET_WEIGHTS } from '#domain/planner/suggestion-parts.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { readFlags, TEXT, YES } from './flags.ts';
import { type PlannerLibrary, readPlannerLibrary } from './planner-library.ts';
import { evaluationText } from './planner-table.ts';

export const EVALUATE_USAGE = 'npm run tracord -- planner evaluate --collection <nml> --history <folder> [--json]';

export const EVALUATE_HELP = `  Asks the planner, for each transition of each night of a history, what it
  would have suggested, knowing the collection and the other nights only; and
  says how often that was what the DJ played, beside what simpler ways would
  have hit. Nothing is changed.

  --collection <nml>    collection.nml, another NML file with tracks (history
                        files have some), or a folder of them; may be given
                        several times
  --history <folder>    Traktor's History folder, or one file of it
  --json                one JSON object on stdout, for programs. Members are
                        never renamed or taken away:
    files, plays        what the history has
    unknownPlays, undatedPlays
                        what of it could not be used: the collection does not
                        have the track, or the file tells no time
    nights, transitions what was foretold
    songs, playedSongs  out of how many; how many of them the history has
    rankers             [{ name, transitions, recall10, recall50, mrr }]:
                        shares from 0 to 1; mrr is the mean of 1 / rank
    halves              [{ nightsAt, weights }]: weights, and the nights (ms
                        since the epoch) they were chosen on; the other nights
                        were foretold with them. Empty: too few nights
    weights             chosen on all nights
    notes               files that could not be read, and why

  Plays less than 12 hours apart are one night. A play counts from one minute
  on, if it was for the audience; after a pause of 30 minutes there is no
  transition, and a song that was played before in the night is not foretold
  again. Plays are counted on the other nights, and when a track was played
  last is not used; ratings and tags are as they are today.
`;

export async function runEvaluate(args: string[]): Promise<number> {
  const { collections, history, json } = flagsOf(args);
  // Programs read stdout.
  const out = json ? process.stderr : process.stdout;
  const library = await withBar('Reading the collection', out, (update) =>
    readPlannerLibrary(collections, history, update),
  );
  if (library.nights.every(({ sets }) => sets.every(({ length }) => length < 2))) throw noTransitions(library, history);
  const evaluation = await withBar('Foretelling each transition', out, (update) =>
    evaluate(library.graph, library.nights, PRESET_WEIGHTS.smooth, (part) => update(Math.round(part * 1_000), 1_000)),
  );
  if (evaluation.transitions === 0) throw noTransitions(library, history);
  process.stdout.write(json ? `${JSON.stringify(jsonOf(library, evaluation))}\n` : evaluationText(library, evaluation));
  return 0;
}

async function withBar<T>(
  label: string,
  out: NodeJS.WriteStream,
  work: (update: (done: number, total: number) => void) => T | Promise<T>,
): Promise<T> {
  const bar = progressBar(label, out);
  try {
    return await work((done, total) => bar.update(done, total));
  } finally {
    bar.end();
  }
}

function jsonOf({ files, plays, unknown, undated, notes }: PlannerLibrary, evaluation: Evaluation) {
  const { nights, transitions, songs, playedSongs, rows, halves, weights } = evaluation;
  return {
    ...{ files, plays, unknownPlays: unknown, undatedPlays: undated },
    ...{ nights, transitions, songs, playedSongs, rankers: rows, halves, weights, notes },
  };
}

function noTransitions({ plays, unknown }: PlannerLibrary, history: string): DomainError {
  if (plays > 0 && unknown === plays) {
    const message = `None of the ${plays} plays in ${history} is of a track of this collection: give the collection.nml of the same Traktor.`;
    return new DomainError('no-transitions', message);
  }
  const message = `There is no transition to learn from in ${history} (${plays} plays): it takes two tracks of the collection, played to the audience one after the other. Give a folder with whole nights.`;
  return new DomainError('no-transitions', message);
}

function flagsOf(args: string[]): { collections: string[]; history: string; json: boolean } {
  const {
    collection = [],
    history,
    json = false,
  } = readFlags(EVALUATE_USAGE, {
    args,
    options: { collection: { ...TEXT, multiple: true }, history: TEXT, json: YES },
  }).values;
  if (collection.length === 0) throw new DomainError('bad-flag', `Say which collection: ${EVALUATE_USAGE}`);
  if (history === undefined) throw new DomainError('bad-flag', `Say where the history lies: ${EVALUATE_USAGE}`);
  return { collections: collection.map((path) => resolve(path)), history: resolve(history), json };
}

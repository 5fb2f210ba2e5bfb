// What a DJ is told to do with the figures of an evaluation.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownWeights } from '@tracord/shared/set-settings.ts';
import { expect, it } from 'vitest';
import { loadSettings } from '#adapters/files/settings-file.ts';
import { evaluationText } from '#app/cli/planner-table.ts';
import { type Evaluation, OURS, OURS_AS_IT_COMES } from '#domain/planner/evaluate-report.ts';

const WEIGHTS = { harmony: 21.64, tempo: 13.8, energy: 6.5, taste: 4.9, habit: 39.3, rating: 3.9, rest: 0, wishes: 10 };
const COUNTS = { files: 4, plays: 103, unknown: 0, undated: 0, notes: [] };

function told(chosenHere: number, asItComes: number): string {
  const row = (name: string, mrr: number) => ({ name, mrr, transitions: 600, recall10: 0.5, recall50: 0.9 });
  const evaluation: Evaluation = {
    ...{ nights: 30, transitions: 600, songs: 900, playedSongs: 100, weights: WEIGHTS },
    rows: [row(OURS_AS_IT_COMES, asItComes), row(OURS, chosenHere)],
    halves: [{ nightsAt: [1], weights: WEIGHTS }],
  };
  return evaluationText(COUNTS, evaluation);
}

it('weights that foretell better are written as the settings take them', () => {
  const [, lines = ''] = /^( {2}planner:\n.*)$/ms.exec(told(0.31, 0.3)) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'tracord-weights-'));
  const file = join(folder, 'settings.yaml');
  writeFileSync(file, lines.replace(/^ {2}/gm, ''));
  const result = loadSettings({ file, env: {} });
  rmSync(folder, { recursive: true });
  expect(result).toMatchObject({ ok: true, warnings: [] });
  expect(result.ok && ownWeights(result.settings.planner.weights)).toEqual({ ...WEIGHTS, harmony: 21.6 });
});

it.each([
  ['no better', 0.3],
  ['worse', 0.29],
])('those that foretell %s are to be left', (_what, chosenHere) => {
  const text = told(chosenHere, 0.3);
  expect(text).toContain('Leave the weights as they come');
  expect(text).not.toContain('settings.yaml');
});

// The doctor's findings as text for a terminal: one line each, then one next step. Pure.

import { styleText } from 'node:util';
import type { Diagnosis, FindingStatus } from './doctor-finding.ts';

const GLYPHS: Record<FindingStatus, string> = { ok: '✓', warn: '!', broken: '✗', skipped: '·' };
const COLORS = { ok: 'green', warn: 'yellow', broken: 'red', skipped: 'gray' } as const;
const NAME_WIDTH = 16;

/** The first thing that is broken decides the next step, else the first that is not as it should be. */
export function doctorReport(diagnoses: readonly Diagnosis[], isColored: boolean): string {
  const paint = (status: FindingStatus, text: string) =>
    isColored ? styleText(COLORS[status], text, { validateStream: false }) : text;
  const lines = diagnoses.map(({ status, name, says }) => {
    const quiet = status === 'skipped' ? paint('skipped', says) : says;
    return `  ${paint(status, GLYPHS[status])} ${name.padEnd(NAME_WIDTH)}${quiet}`;
  });
  return ['', '  From Traktor to the overlay:', '', ...lines, '', ...nextSteps(diagnoses), ''].join('\n');
}

function nextSteps(diagnoses: readonly Diagnosis[]): string[] {
  const troubles = [
    ...diagnoses.filter((one) => one.status === 'broken'),
    ...diagnoses.filter((one) => one.status === 'warn'),
  ];
  const [first, ...others] = troubles;
  if (first === undefined) return ['  All is well: what Traktor plays reaches the overlay.'];
  const later = others.map(({ name, remedy }) => `  ${name.padEnd(NAME_WIDTH)}${remedy}`);
  return [`  Next step: ${first.remedy}`, ...(later.length > 0 ? ['', '  After that:', ...later] : [])];
}

// The doctor's findings as text for a terminal: one line each, then one next step. Pure.

import { styleText } from 'node:util';
import type { Diagnosis, FindingStatus } from './doctor-finding.ts';

const GLYPHS: Record<FindingStatus, string> = { ok: '✓', warn: '!', broken: '✗', skipped: '·' };
const COLORS = { ok: 'green', warn: 'yellow', broken: 'red', skipped: 'gray' } as const;
const NAME_WIDTH = 16;
const INDENT = ' '.repeat(NAME_WIDTH + 4);

/** `columns` is the terminal's width; absent: lines are as long as they are. */
export type Look = { isColored: boolean; columns?: number };

/** The first thing that is broken decides the next step, else the first that is not as it should be. */
export function doctorReport(diagnoses: readonly Diagnosis[], look: Look): string {
  const paint = (status: FindingStatus, text: string) =>
    look.isColored ? styleText(COLORS[status], text, { validateStream: false }) : text;
  const lines = diagnoses.map(({ status, name, says }) => {
    const text = wrapped(says, INDENT, look.columns);
    return `  ${paint(status, GLYPHS[status])} ${name.padEnd(NAME_WIDTH)}${status === 'skipped' ? paint(status, text) : text}`;
  });
  return ['', '  From Traktor to the overlay:', '', ...lines, '', ...nextSteps(diagnoses, look.columns), ''].join('\n');
}

function nextSteps(diagnoses: readonly Diagnosis[], columns: number | undefined): string[] {
  const [first, ...others] = [
    ...diagnoses.filter((one) => one.status === 'broken'),
    ...diagnoses.filter((one) => one.status === 'warn'),
  ];
  if (first === undefined) return ['  All is well: what Traktor plays reaches the overlay.'];
  const later = others.map(
    ({ name, remedy = '' }) => `    ${name.padEnd(NAME_WIDTH)}${wrapped(remedy, INDENT, columns)}`,
  );
  const next = wrapped(first.remedy ?? '', '    ', columns);
  return ['  Next step:', `    ${next}`, ...(later.length > 0 ? ['', '  After that:', ...later] : [])];
}

/** Breaks between words; every line but the first begins with `indent`, the first is taken to stand behind as much. */
function wrapped(text: string, indent: string, columns: number | undefined): string {
  const width = (columns ?? Number.POSITIVE_INFINITY) - indent.length;
  if (width < LEAST_WIDTH) return text;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join(`\n${indent}`);
}

/** Narrower than this, broken lines are harder to read than long ones. */
const LEAST_WIDTH = 30;

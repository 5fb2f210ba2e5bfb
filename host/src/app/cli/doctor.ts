// tracord doctor: walks the way from Traktor to the overlay, says what is wrong, and names one next step.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findCollections } from '#adapters/traktor/collection-finder.ts';
import { parseOptions } from '#app/options.ts';
import { examine } from './doctor-checks.ts';
import type { DoctorParts } from './doctor-facts.ts';
import { doctorReport } from './doctor-report.ts';
import type { CliPlace } from './place.ts';

const PROJECT = path.join(import.meta.dirname, '../../../..');

/** `args` are the flags of npm start. Answers the exit code: 0 where nothing is broken. */
export async function runDoctor(place: CliPlace, args: string[]): Promise<number> {
  const diagnoses = await examine(doctorParts(place, args, process.env));
  const { isTTY, columns } = process.stdout;
  const isColored = isTTY === true && !process.env.NO_COLOR;
  process.stdout.write(doctorReport(diagnoses, { isColored, columns: isTTY ? columns : undefined }));
  return diagnoses.some(({ status }) => status === 'broken') ? 1 : 0;
}

/** What the doctor looks at on this computer. Throws DomainError `bad-flag`. */
export function doctorParts(place: CliPlace, args: string[], env: NodeJS.ProcessEnv): DoctorParts {
  const { version } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { version: string };
  return {
    ...{ place, env, version },
    flags: parseOptions(args).settings,
    pages: path.join(PROJECT, 'obs-overlay/dist'),
    nodeVersion: process.versions.node,
    findCollections: () => findCollections(env),
  };
}

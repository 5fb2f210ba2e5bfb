// tracord planner: its jobs, and what it says of them.

import { DomainError } from '#kernel/domain-error.ts';
import { wrapColumns } from './columns.ts';
import type { CliPlace } from './place.ts';
import { EXPORT_USAGE, JUDGE_USAGE, runExport, runJudge } from './plan-list.ts';
import { EVALUATE_HELP, EVALUATE_USAGE, runEvaluate } from './planner-evaluate.ts';

const HELP = `${usage(JUDGE_USAGE)}

  Names the weak transitions of a playlist made elsewhere, by key and tempo as
  your library has them. --list: which one, in a file of several.

${usage(EXPORT_USAGE)}

  Writes a planned set as a Traktor playlist, for players, as a table or a
  text. Masked tracks are left out or read "ID"; with --clear they are named.

${usage(EVALUATE_USAGE)}

${EVALUATE_HELP}`;

export async function runPlanner(place: CliPlace, args: string[]): Promise<number> {
  const [what, ...rest] = args;
  if (what === undefined || what === 'help' || args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  switch (what) {
    case 'judge':
      return runJudge(place, rest);
    case 'export':
      return runExport(place, rest);
    case 'evaluate':
      return runEvaluate(rest);
    default:
      throw new DomainError(
        'bad-command',
        `The planner cannot "${what}" from the command line. It can judge, export and evaluate: npm run tracord -- planner help`,
      );
  }
}

/** In a terminal of 80 columns. */
function usage(text: string): string {
  return wrapColumns(text, 74).join('\n      ');
}

// What the command line says. Flags that are settings go to the settings as they are; unknown flags are refused.

import { parseArgs } from 'node:util';
import type { SettingPath } from '@tracord/shared/settings.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';

export type Options = {
  /** Data folder; absent: the user's own. */
  data?: string;
  /** Settings given as flags, as text; checked with the other settings. */
  settings: Partial<Record<SettingPath, string>>;
  /** true: the demo set at once; false: never; absent: where there is no library at all. */
  demo?: boolean;
  /** How many times faster than real the demo DJ plays. */
  speed: number;
  verbose: boolean;
  help: boolean;
};

export const HELP = `TraCord: library, now playing and overlays for a DJ who streams

npm start -- [flags]

  --collection <file>      the collection.nml to read (otherwise the newest one found)
  --data <folder>          where library, plays and covers are kept
  --port <n>               port of pages and API (14747)
  --broadcast-port <n>     port Traktor broadcasts to (8000)
  --deck-port <n>          switches the deck feed on, at this port (8080 is what its client uses)
  --demo, --no-demo        start the demo set, or never
  --speed <n>              how many times faster the demo plays (1)
  --verbose                tell more
  --help                   this text

More commands: npm run tracord -- --help
`;

/** Throws DomainError `bad-flag` that names the flag. */
export function parseOptions(argv: string[]): Options {
  let values: Record<string, string | boolean | undefined>;
  try {
    values = parseArgs({
      args: argv,
      strict: true,
      allowPositionals: false,
      allowNegative: true,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        collection: { type: 'string' },
        'broadcast-port': { type: 'string' },
        'deck-port': { type: 'string' },
        demo: { type: 'boolean' },
        speed: { type: 'string' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new DomainError('bad-flag', `${messageOf(cause).split('. ')[0]}. --help lists all flags.`, { cause });
  }
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const deckPort = text('deck-port');
  const settings = {
    'web.port': text('port'),
    'library.collection': text('collection'),
    'broadcast.port': text('broadcast-port'),
    'decks.port': deckPort,
    'decks.enabled': deckPort === undefined ? undefined : 'true',
  };
  return {
    data: text('data'),
    settings: Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
    demo: typeof values.demo === 'boolean' ? values.demo : undefined,
    speed: speedOf(text('speed')),
    verbose: values.verbose === true,
    help: values.help === true,
  };
}

function speedOf(value: string | undefined): number {
  const speed = Number(value ?? 1);
  if (speed >= 0.1 && speed <= 100) return speed;
  throw new DomainError('bad-flag', `--speed takes a number from 0.1 to 100, not "${value}".`);
}

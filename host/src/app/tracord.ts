// npm run tracord -- <import|search|requests|setlist|planner|send|ask|doctor|demo>: the host's jobs from the command line. Uses the running
// host where there is one, so that two programs never write the same library.

import { folders } from '#adapters/files/folders.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import { runDoctor } from './cli/doctor.ts';
import { runImport } from './cli/import.ts';
import type { CliPlace } from './cli/place.ts';
import { runPlanner } from './cli/planner.ts';
import { runRequests } from './cli/requests.ts';
import { runSearch } from './cli/search.ts';
import { runAsk, runSend } from './cli/send.ts';
import { runSetlist } from './cli/setlist.ts';

const HELP = `npm run tracord -- <command>

  import [collection.nml]   read the collection into the library now
  search <words>            look into the library: artist, title, label, bpm:120-126 key:8A rating:4 -remix …
  requests export           write requests as CSV: [--wishes] [--set <id>] [--out <file>]
  requests import <folder>  take over the files of TraCord DJ: song_requests.json, stats.json, settings.json
  setlist [last|<id>]       write a tracklist: [--format cue] [--out <file>] [--clock recording] [--offset <seconds>]
  setlist read <file>       read a .cue or a text, and write it in another format
  planner <what>            try the planner on your own nights; judge a playlist; write a planned set: planner help
  send <command>            send a command to the TraCord that runs: live.set on=true; alone it lists them all
  ask <question>            ask it something: sets.get id=current; alone it lists what can be asked
  doctor [flags]            walk the way from Traktor to the overlay and say what is wrong (flags: those of npm start)
  demo [--speed n]          start TraCord with the demo set

  --data <folder>           use this data folder instead of your own
`;

async function main(argv: string[]): Promise<number> {
  const [command, ...rest] = argv;
  const { place, args } = placeOf(rest);
  switch (command) {
    case 'import':
      return runImport(place, args[0]);
    case 'search':
      return runSearch(place, args.join(' '));
    case 'requests':
      return runRequests(place, args);
    case 'setlist':
      return runSetlist(place, args);
    case 'planner':
      return runPlanner(place, args);
    case 'send':
      return runSend(place, args);
    case 'ask':
      return runAsk(place, args);
    case 'doctor':
      return runDoctor(place, args);
    case 'demo':
      process.argv.splice(2, process.argv.length, '--demo', ...rest);
      await import('./main.ts');
      return 0;
    case undefined:
    case 'help':
    case '--help':
      process.stdout.write(HELP);
      return 0;
    default:
      throw new DomainError(
        'bad-command',
        `There is no command "${command}". Try import, search, requests, setlist, planner, send, ask, doctor or demo.`,
      );
  }
}

/** Takes `--data <folder>` out of the arguments. */
function placeOf(argv: string[]): { place: CliPlace; args: string[] } {
  const at = argv.indexOf('--data');
  const data = at < 0 ? undefined : argv[at + 1];
  if (at >= 0 && data === undefined) throw new DomainError('bad-flag', '--data takes a folder.');
  return {
    place: folders(process.env, { data }),
    args: at < 0 ? argv : argv.filter((_arg, index) => index !== at && index !== at + 1),
  };
}

main(process.argv.slice(2)).then(
  (code) => {
    // The demo goes on after this; the others are done.
    if (process.argv[2] !== '--demo') process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`\n  ${messageOf(error)}\n\n`);
    process.exitCode = 1;
  },
);

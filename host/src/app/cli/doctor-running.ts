// Whether TraCord runs, whether it is this one, and what else may have its port.

import type { Facts } from './doctor-facts.ts';
import { broken, type Earlier, type Finding, isBroken, ok, type PlaceName, skipped, warn } from './doctor-finding.ts';

const START = 'Start TraCord: npm start';

/** Without these nothing starts. */
function startIsBarred({ settingsRead }: Facts, earlier: Earlier): boolean {
  const barring: PlaceName[] = ['Data folder'];
  if (!settingsRead.ok && settingsRead.lastGood === undefined) barring.push('Settings');
  return barring.some((name) => isBroken(earlier, name));
}

export async function lookAtHost(facts: Facts, earlier: Earlier): Promise<Finding> {
  const { sight, parts } = facts;
  if (sight.state === 'foreign') {
    const { port, isMute } = sight;
    const who = isMute ? 'by a program that does not answer, perhaps a TraCord that hangs' : 'by another program';
    return broken(
      `Port ${port}, where the overlay's pages belong, is taken ${who}.`,
      `Close that program and start TraCord; or set another web.port in the settings, and change the addresses in OBS.`,
    );
  }
  if (sight.state === 'another') {
    return broken(
      `The TraCord at ${sight.address} is not the one of this settings folder (${parts.place.config}).`,
      `Stop it and start this one: npm start. Or look at that one, with its own TRACORD_CONFIG.`,
    );
  }
  if (sight.state === 'absent') {
    if (startIsBarred(facts, earlier)) return skipped('TraCord does not run, and cannot start before that is mended.');
    return broken('TraCord is not running.', START);
  }
  const { address, version, token, tokenFile } = sight.view;
  if (token === 'unreadable') {
    return broken(
      `TraCord runs at ${address}, but its token file ${tokenFile} is gone or cannot be read.`,
      'Stop TraCord and start it again: it makes a new one. Then connect docks and keys anew.',
    );
  }
  if (token === 'refused') {
    return broken(
      `TraCord runs at ${address}, but does not accept the token in ${tokenFile}: the file was changed meanwhile.`,
      'Stop TraCord and start it again: it reads the new one. Then connect docks and keys anew.',
    );
  }
  if (version !== parts.version) {
    return warn(
      `TraCord ${version} runs at ${address}, but this folder holds ${parts.version}.`,
      'Stop TraCord and start it again from this folder: npm start',
    );
  }
  return ok(`TraCord ${version} runs at ${address}.`);
}

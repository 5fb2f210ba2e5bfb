// Why a command to OBS was not done, in the codes of the commands and in words for the DJ.

import { OBS_CODES } from './link.ts';

export type Refused = { ok: false; code: string; message: string };

export function away(): Refused {
  return {
    ok: false,
    code: 'obs-away',
    message: 'OBS is not connected: start it, or see Health for what is missing.',
  };
}

/** `version`: of OBS. */
export function cannotMarkChapters(version: string): string {
  return `OBS ${version} cannot mark chapters in a recording; from 30.2 on it can, with the format Hybrid MP4.`;
}

/** `code` and `message`: OBS's own. */
export function refusedByObs({ code, message }: { code: number; message: string }): Refused {
  switch (code) {
    case OBS_CODES.lost:
      return away();
    case OBS_CODES.moved:
      return { ok: false, code: 'obs-away', message: `${message} Nothing more was done; ask again.` };
    case OBS_CODES.mute:
      return {
        ...{ ok: false, code: 'obs-refused' },
        message: 'OBS did not answer in time, and may still do it. Look at OBS before you ask again.',
      };
  }
  const why = message === '' ? '' : `: ${message}`;
  return { ok: false, code: 'obs-refused', message: `OBS did not do it (${code})${why}` };
}

// The states of the keys that drive OBS, and of the one that copies the tracklist.

import type { ObsOutputView } from '@tracord/shared/obs.ts';
import { type KeyCase, key, NOW } from './face-case.ts';

const MINUTE = 60_000;

const output = (kind: 'recording' | 'stream', view: ObsOutputView, more: object = {}) =>
  ({ kind, output: view, isAway: false, stopped: false, ...more }) as const;
const running = (minutes: number, more: Partial<ObsOutputView> = {}): ObsOutputView => ({
  active: true,
  durationMs: minutes * MINUTE,
  at: NOW,
  ...more,
});

export function obsCases(): KeyCase[] {
  return [
    key('scene, on air', { kind: 'scene', name: 'Booth cam', tally: 'program' }),
    key('scene, in the preview', { kind: 'scene', name: 'Crowd', tally: 'preview' }),
    key('scene, off', { kind: 'scene', name: 'Titles', tally: 'off' }),
    key('scene, gone', { kind: 'scene', name: 'Phone', tally: 'gone' }),
    key('scene, OBS away', { kind: 'scene', name: 'Booth cam', tally: 'away' }),
    key('scene, none chosen', { kind: 'scene', name: '', tally: 'unset' }),
    key('scene, a long name', { kind: 'scene', name: 'Wide shot of the whole crowd', tally: 'program' }),
    key('source, shown', { kind: 'source', name: 'Lyrics', shown: 'shown' }),
    key('source, hidden', { kind: 'source', name: 'Lyrics', shown: 'hidden' }),
    key('source, gone', { kind: 'source', name: 'Lyrics', shown: 'gone' }),
    key('record', output('recording', { active: false })),
    key('recording', output('recording', running(72))),
    key('recording, paused', output('recording', running(72, { paused: true }))),
    key('recording, stopped by itself', output('recording', { active: false }, { stopped: true })),
    key('record, OBS away', output('recording', { active: false }, { isAway: true })),
    key('stream', output('stream', { active: false })),
    key('streaming', output('stream', running(161), { lost: 0.0004 })),
    key('streaming, frames lost', output('stream', running(161), { lost: 0.012 })),
    key('streaming, no line', output('stream', running(161, { reconnecting: true }))),
    key('chapter', { kind: 'chapter', canMark: true }),
    key('chapter, no recording', { kind: 'chapter', canMark: false }),
    key('copy', { kind: 'copy', rows: 42 }),
    key('copy, nothing', { kind: 'copy', rows: 0 }),
  ];
}

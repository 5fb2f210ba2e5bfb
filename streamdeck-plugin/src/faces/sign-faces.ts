// The faces that are one sign: requests open or closed, live, test song, health, and the host away. Pure.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { HostState } from '#state.ts';
import { IS } from './bars.ts';
import type { Drawing } from './drawing.ts';
import { emptyKey, signKey } from './key-parts.ts';
import { ACCENT, T1, T2 } from './palette.ts';

export function requestsFace(open: boolean, waiting: number, reason: string | undefined): Drawing {
  if (open) {
    return signKey({
      state: 'open',
      glyph: { name: 'bubble', colour: ACCENT },
      top: 8,
      word: 'Open',
      line: `${waiting} waiting`,
      bar: IS,
      alt: ['Requests are open', `${waiting} waiting`],
    });
  }
  return signKey({
    state: 'closed',
    glyph: { name: 'bubbleX', colour: T1 },
    top: 8,
    word: 'Closed',
    line: waiting === 0 ? 'none left' : `${waiting} left`,
    bar: { kind: 'broken', colour: T2 },
    alt: ['Requests are closed', reason ?? '', `${waiting} left`],
  });
}

export function liveFace(live: OperatorTopics['live']): Drawing {
  if (live.on) {
    const glyph = { name: 'live', colour: ACCENT } as const;
    return signKey({ state: 'live', glyph, top: 12, word: 'LIVE', bar: IS, frame: ACCENT, alt: ['Live'] });
  }
  return signKey({
    state: 'rehearsal',
    glyph: { name: 'reh', colour: T1 },
    top: 14,
    word: 'Rehearsal',
    bar: { kind: 'hollow', colour: T1 },
    alt: ['Rehearsal', 'nothing counts, nothing is sent'],
  });
}

/** While live it is refused, unless it is held. */
export function testFace(live: OperatorTopics['live']): Drawing {
  if (!live.on) {
    return signKey({
      state: 'ready',
      glyph: { name: 'note', colour: T1 },
      top: 14,
      word: 'Test song',
      alt: ['Put a test song on air'],
    });
  }
  return signKey({
    state: 'locked',
    glyph: { name: 'lock', colour: T2 },
    top: 7,
    word: 'Test song',
    line: 'hold 1 s',
    bar: { kind: 'broken', colour: T2 },
    alt: ['Test song', 'locked while live', 'hold it for a second'],
  });
}

export function hostFace(host: Exclude<HostState, 'connected'>): Drawing {
  if (host === 'starting') return { ...emptyKey('unplug', 'Looking for TraCord'), state: 'starting' };
  return signKey({
    state: 'host-away',
    glyph: { name: 'unplug', colour: T1 },
    top: 16,
    word: 'Host away',
    bar: { kind: 'broken', colour: T2 },
    alt: ['Host away', 'start TraCord'],
  });
}

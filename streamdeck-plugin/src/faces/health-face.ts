// The face that says how everything is: nothing to see while it is good, else the thing and what to do. Pure.

import type { Notice, NoticeKind } from '@tracord/shared/notices.ts';
import type { BridgeHealth, OperatorTopics } from '@tracord/shared/topics.ts';
import type { Drawing } from './drawing.ts';
import type { KeyFaceInput } from './face-inputs.ts';
import { signKey } from './key-parts.ts';
import { lostText, MUCH_LOST } from './obs-faces.ts';
import { DOWN, T1, WARN } from './palette.ts';

/** What people call it, that it is gone, and the first thing to look at: a key has room for some ten letters. */
type Words = { thing: string; gone: string; look: string };

const WORDS = new Map<string, Words>(
  Object.entries({
    broadcast: { thing: 'Traktor', gone: 'No Traktor', look: 'antenna?' },
    decks: { thing: 'Decks', gone: 'No decks', look: 'see desk' },
    library: { thing: 'Library', gone: 'No library', look: 'see desk' },
    discord: { thing: 'Discord', gone: 'No Discord', look: 'token?' },
    plays: { thing: 'Plays', gone: 'Not saved', look: 'disk full?' },
    requests: { thing: 'Requests', gone: 'Requests', look: 'disk full?' },
    settings: { thing: 'Settings', gone: 'Settings', look: 'see desk' },
    secrets: { thing: 'Passwords', gone: 'Passwords', look: 'see desk' },
    overlay: { thing: 'Overlay', gone: 'Overlay', look: 'see desk' },
    obs: { thing: 'OBS', gone: 'No OBS', look: 'start OBS' },
    sources: { thing: 'Sources', gone: 'Sources', look: 'see OBS' },
    scenes: { thing: 'Scenes', gone: 'Scenes', look: 'see OBS' },
    webhooks: { thing: 'Webhook', gone: 'Webhook', look: 'address?' },
    clock: { thing: 'Clock', gone: 'Clock', look: 'set it' },
    clipboard: { thing: 'Clipboard', gone: 'No copying', look: 'see desk' },
    web: { thing: 'Web', gone: 'No pages', look: 'port taken?' },
  }),
);

const REFUSED_OBS: Words = { thing: 'OBS: no', gone: 'OBS: no', look: 'password?' };

const ALARMS: Partial<Record<NoticeKind, string>> = {
  'recording-stopped': 'REC ended',
  'stream-stopped': 'Off air',
  'disk-nearly-full': 'Disk full?',
};

export type HealthFacts = Pick<Extract<KeyFaceInput, { kind: 'health' }>, 'health' | 'alarm' | 'lost' | 'obsRefuses'>;

export function healthFace({ health, alarm, lost, obsRefuses }: HealthFacts): Drawing {
  if (alarm !== undefined) return alarmFace(alarm);
  const trouble = worst(health);
  if (trouble === undefined) {
    if (lost !== undefined && lost >= MUCH_LOST) return slowFace(lost);
    const hears = health.bridges.broadcast?.status === 'ok' ? 'Traktor on' : 'Traktor off';
    return signKey({
      state: 'ok',
      glyph: { name: 'ok', colour: T1 },
      top: 7,
      word: 'All good',
      line: hears,
      alt: ['All good', hears],
    });
  }
  const { name, bridge, others } = trouble;
  const known = name === 'obs' && obsRefuses ? REFUSED_OBS : WORDS.get(name);
  const { thing, gone, look } = known ?? {
    thing: sentenceCase(name),
    gone: sentenceCase(name),
    look: 'see desk',
  };
  const down = bridge.status === 'down';
  const colour = down ? DOWN : WARN;
  return signKey({
    state: bridge.status,
    glyph: { name: down ? 'down' : 'warn', colour },
    top: 7,
    word: down ? gone : thing,
    line: others > 0 ? `and ${others} more` : look,
    bar: { kind: down ? 'broken' : 'dashed', colour },
    frame: down ? DOWN : undefined,
    alt: [bridge.message.replace(/[.!]$/, ''), bridge.remedy ?? '', others > 0 ? `and ${others} more` : ''],
  });
}

function alarmFace({ kind, message, remedy }: Notice): Drawing {
  return signKey({
    state: 'alarm',
    glyph: { name: 'down', colour: DOWN },
    top: 7,
    word: ALARMS[kind] ?? 'Look!',
    line: 'press: seen',
    bar: { kind: 'broken', colour: DOWN },
    frame: DOWN,
    alt: [message.replace(/[.!]$/, ''), remedy ?? '', 'press to take note'],
  });
}

function slowFace(lost: number): Drawing {
  const line = lostText(lost);
  const glyph = { name: 'warn', colour: WARN } as const;
  const bar = { kind: 'dashed', colour: WARN } as const;
  return signKey({ state: 'warn', glyph, top: 7, word: 'OBS slow', line, bar, alt: ['OBS loses frames', line] });
}

/** What is down before what only warns; the bridges in the host's order. */
function worst({
  bridges,
}: OperatorTopics['health']): { name: string; bridge: BridgeHealth; others: number } | undefined {
  const troubled = Object.entries(bridges).filter(([, { status }]) => status === 'down' || status === 'warn');
  const [first] = troubled.sort(([, a], [, b]) => Number(b.status === 'down') - Number(a.status === 'down'));
  return first === undefined ? undefined : { name: first[0], bridge: first[1], others: troubled.length - 1 };
}

function sentenceCase(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

import type { BridgeHealth, OperatorTopics } from '@tracord/shared/topics.ts';
import { expect, it } from 'vitest';
import { healthLines } from '#app/health-lines.ts';

const health = (broadcast?: BridgeHealth): OperatorTopics['health'] => ({
  status: 'ok',
  bridges: broadcast === undefined ? {} : { broadcast },
});
const ok: BridgeHealth = { status: 'ok', message: 'Traktor is connected.' };
const taken: BridgeHealth = { status: 'down', message: 'Port 8000 is taken.', remedy: 'Choose another.' };

it.each([
  [
    'trouble, with what to do',
    undefined,
    taken,
    ['  Careful       Port 8000 is taken.', '                Choose another.'],
  ],
  ['the same trouble again', taken, { ...taken, count: { dropped: 3 } }, []],
  [
    'other trouble',
    taken,
    { ...taken, message: 'Traktor sends MP3.', remedy: undefined },
    ['  Careful       Traktor sends MP3.'],
  ],
  ['the end of trouble', taken, ok, ['  Well again    Traktor is connected.']],
  ['nothing', ok, { ...ok, message: 'Traktor is connected (/b).' }, []],
  ['waiting', undefined, { status: 'waiting', message: 'Waiting for Traktor.' }, []],
] satisfies [string, BridgeHealth | undefined, BridgeHealth, string[]][])('%s', (_name, before, after, lines) => {
  expect(healthLines(health(before), health(after))).toEqual(lines);
});

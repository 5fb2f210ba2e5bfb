// What the audience was told, over restarts of the host; and who listens.

import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';

const DELAY_MS = 60_000;

function stage() {
  const clock = new ManualClock(1_700_000_000_000);
  let kept: number | undefined;
  const start = () => {
    const operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
    const told = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
    const audience = new Audience(operator, told, clock, () => DELAY_MS, {
      read: () => kept,
      write: (until) => {
        kept = until;
      },
    });
    const play = (title: string, onAirSince = clock.now()) => {
      operator.set('nowPlaying', {
        ...FIRST_OPERATOR_TOPICS.nowPlaying,
        ...{ playId: title, onAirSince, track: { artist: 'Mira', title, display: { artist: 'Mira', title } } },
      });
      return onAirSince;
    };
    return { audience, play, sees: () => told.get('nowPlaying').track?.title };
  };
  return { clock, start };
}

it('was told after a restart what it was told before it, and nothing more', () => {
  const { clock, start } = stage();
  const before = start();
  const one = before.play('One');
  clock.advance(DELAY_MS);
  clock.advance(5_000);
  const two = before.play('Two');
  clock.advance(3_000);
  const after = start();
  expect([one, two].map((at) => after.audience.knowsOf(at))).toEqual([true, false]);
  after.play('Two', two);
  expect([after.sees(), after.audience.knowsOf(two)]).toEqual([undefined, false]);
  clock.advance(DELAY_MS);
  expect([after.sees(), after.audience.knowsOf(two)]).toEqual(['Two', true]);
});

it('sees again at once what it was told of before a restart, and what comes then as late as ever', () => {
  const { clock, start } = stage();
  const first = start();
  const one = first.play('One');
  clock.advance(DELAY_MS + 1_000);
  const again = start();
  again.play('One', one);
  expect(again.sees()).toBe('One');
  const two = again.play('Two');
  expect([again.sees(), again.audience.knowsOf(two)]).toEqual(['One', false]);
  // Nobody heard the announcement, but its time is over.
  clock.advance(DELAY_MS);
  const late = stage();
  expect(late.start().audience.knowsOf(late.clock.now() - DELAY_MS)).toBe(true);
  expect(late.start().audience.knowsOf(late.clock.now() - DELAY_MS + 1)).toBe(false);
});

it('tells nobody any more who does not follow', () => {
  const { clock, start } = stage();
  const { audience, play } = start();
  const heard: (number | undefined)[] = [];
  const unfollow = audience.followOnAir(({ onAirSince }) => heard.push(onAirSince));
  const one = play('One');
  clock.advance(DELAY_MS);
  unfollow();
  play('Two');
  clock.advance(DELAY_MS);
  expect(new Set(heard)).toEqual(new Set([undefined, one]));
});

it('knows some time after the delay of what nothing announces, never of what waits, and goes on knowing it', () => {
  const { clock, start } = stage();
  const { audience, play } = start();
  play('One');
  clock.advance(DELAY_MS);
  const closing = clock.now();
  clock.advance(DELAY_MS);
  const inMs = audience.secretForMs(closing) ?? 0;
  expect([audience.knowsOf(closing), inMs > 0]).toEqual([false, true]);
  clock.advance(inMs - 1);
  expect([audience.knowsOf(closing), audience.secretForMs(closing)]).toEqual([false, 1]);
  clock.advance(1);
  expect([audience.knowsOf(closing), audience.secretForMs(closing)]).toEqual([true, 0]);
  // One that is noticed late: what began after it is as secret as itself.
  play('Late', closing - 1);
  expect([closing - 2, closing - 1, closing].map((at) => audience.knowsOf(at))).toEqual([true, false, false]);
  expect(audience.secretForMs(closing)).toBeUndefined();
  clock.advance(DELAY_MS);
  const two = play('Two');
  expect([audience.knowsOf(closing), audience.knowsOf(two)]).toEqual([true, false]);
});

import { describe, expect, test } from 'vitest';
import type { RequestFacts } from '#faces/face-inputs.ts';
import { Looks, type SharedInput } from '#looks.ts';
import { madeRequest } from './made-requests.ts';

const T = 1_000_000;
type Facts = RequestFacts & { title?: string };

/** A face that says what it was given, moves when it is told to, and scrolls for `scrollsForMs`. */
function looks(options: { everyMs?: number; scrollsForMs?: number } = {}) {
  const drawn: SharedInput[] = [];
  const made = new Looks<Facts>((facts, shared) => {
    drawn.push(shared);
    return {
      svg: JSON.stringify([facts.title, shared.mark, shared.scrollMs]),
      alt: '',
      changesAtMs: options.everyMs === undefined ? undefined : shared.nowMs + options.everyMs,
      scrollsForMs: options.scrollsForMs,
    };
  });
  const at = (nowMs: number, facts: Facts = { title: 'One' }, subject = 'a') =>
    made.at(nowMs, { facts, subject, host: 'connected' });
  return { made, drawn, at };
}

describe('what a key looks like', () => {
  test('is drawn again only when what it shows changes', () => {
    const { drawn, at } = looks();
    at(T);
    at(T + 5_000);
    expect(drawn).toHaveLength(1);
    at(T + 6_000, { title: 'Two' });
    expect(drawn).toHaveLength(2);
  });

  test('or when time alone makes it another', () => {
    const { drawn, at } = looks({ everyMs: 100 });
    expect(at(T).changesAtMs).toBe(T + 100);
    at(T + 99);
    expect(drawn).toHaveLength(1);
    at(T + 100);
    expect(drawn).toHaveLength(2);
  });

  test('a mark stays 300 ms from when it was painted, however late that is', () => {
    const { made, at } = looks();
    at(T);
    made.say({ kind: 'ok' });
    at(T + 10);
    expect(made.markAt(T + 5_000)).toEqual({ kind: 'ok' });
    made.painted(T + 200);
    expect(at(T + 200).changesAtMs).toBe(T + 500);
    expect(made.markAt(T + 499)).toEqual({ kind: 'ok' });
    expect(made.markAt(T + 500)).toBeUndefined();
    expect(at(T + 500).svg).toBe('["One",null,null]');
  });

  test('a picture drawn before the mark does not count as its painting', () => {
    const { made, at } = looks();
    at(T);
    made.say({ kind: 'ok' });
    made.painted(T + 10);
    expect(made.markAt(T + 400)).toEqual({ kind: 'ok' });
  });

  test('a long title runs through once after a rest, and again when asked', () => {
    const { made, drawn, at } = looks({ scrollsForMs: 1_000 });
    expect(at(T).changesAtMs).toBe(T + 2_000);
    at(T + 2_500);
    expect(drawn.at(-1)?.scrollMs).toBe(500);
    expect(at(T + 2_500).changesAtMs).toBe(T + 3_000);
    at(T + 3_000);
    expect(drawn.at(-1)?.scrollMs).toBeUndefined();
    expect(at(T + 9_000).changesAtMs).toBeUndefined();
    made.scroll(T + 10_000);
    at(T + 10_100);
    expect(drawn.at(-1)?.scrollMs).toBe(100);
  });

  test('another subject rests first', () => {
    const { drawn, at } = looks({ scrollsForMs: 1_000 });
    at(T);
    at(T + 2_500);
    expect(at(T + 2_600, { title: 'Two' }, 'b').changesAtMs).toBe(T + 4_600);
    expect(drawn.at(-1)).toMatchObject({ scrollMs: undefined, shownSince: T + 2_600 });
  });

  test.each([
    { name: 'just asked', request: madeRequest('a', { askedAt: T - 3_000 }), pulses: true },
    { name: 'asked long ago', request: madeRequest('a', { askedAt: T - 60_000 }), pulses: false },
    { name: 'taken', request: madeRequest('a', { askedAt: T - 3_000, state: 'accepted' }), pulses: false },
    { name: 'none', request: undefined, pulses: false },
  ])('$name: pulses $pulses', ({ request, pulses }) => {
    const { drawn, at } = looks();
    at(T, { request });
    expect(drawn[0]?.pulses).toBe(pulses);
  });
});

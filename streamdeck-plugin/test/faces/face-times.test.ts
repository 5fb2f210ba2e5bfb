import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawDial } from '#faces/dial-face.ts';
import type { DialFaceInput, Face, KeyFaceInput } from '#faces/face-inputs.ts';
import { drawKey } from '#faces/key-face.ts';
import { NOW } from './face-case.ts';
import { playing, request, SILENCE } from './face-cases.ts';

type At = (nowMs: number) => Face;

const MINUTE = 60_000;
const title = fc.constantFrom(
  'Salt Engine',
  'Salt Engine (Northbound Mix)',
  'A Very Long Way Round the Harbour to the Last Bar',
);
const waiting = fc
  .record({
    title,
    votes: fc.integer({ min: 1, max: 12 }),
    askedAt: fc.integer({ min: NOW - 200 * MINUTE, max: NOW }),
    lastsMs: fc.integer({ min: 1, max: 150 * MINUTE }),
    expires: fc.boolean(),
    state: fc.constantFrom('new', 'skipped', 'accepted', 'playing', 'expired' as const),
    shownFor: fc.integer({ min: -500, max: 90_000 }),
    pulses: fc.boolean(),
    scrolls: fc.boolean(),
    kind: fc.constantFrom('request', 'accept', 'skip', 'queue' as const),
  })
  .map(({ title, votes, askedAt, lastsMs, expires, state, shownFor, pulses, scrolls, kind }): At => {
    const expiresAt = expires ? askedAt + lastsMs : undefined;
    const facts = { request: request(title, 'tess', 7, 0, { votes, askedAt, expiresAt, state }), pulses };
    const shownSince = NOW - shownFor;
    return (nowMs) => {
      const shared = { host: 'connected', nowMs, shownSince, scrollMs: scrolls ? nowMs - NOW : undefined } as const;
      if (kind === 'queue') {
        return drawDial({ kind, ...shared, ...facts, index: 0, of: 3, open: true } satisfies DialFaceInput);
      }
      return drawKey({ kind, ...shared, ...facts } satisfies KeyFaceInput);
    };
  });

const undoing = fc
  .record({ since: fc.integer({ min: NOW - 25_000, max: NOW }), lastsMs: fc.integer({ min: 1, max: 20_000 }) })
  .map(({ since, lastsMs }): At => {
    const undo = { changeId: 'c', what: 'skip', label: 'Skip 14', since, until: since + lastsMs } as const;
    return (nowMs) => drawKey({ kind: 'undo', host: 'connected', nowMs, undo });
  });

const onAir = fc
  .record({
    agoMs: fc.integer({ min: 0, max: 600_000 }),
    durationMs: fc.option(fc.integer({ min: 1, max: 600_000 }), { nil: undefined }),
    kind: fc.constantFrom('now', 'fix' as const),
  })
  .map(({ agoMs, durationMs, kind }): At => {
    const nowPlaying = { ...playing('Glasshouse Signal', 'Mira Oldane', { durationMs }), onAirSince: NOW - agoMs };
    return (nowMs) =>
      kind === 'now'
        ? drawKey({ kind, host: 'connected', nowMs, nowPlaying })
        : drawDial({ kind, host: 'connected', nowMs, nowPlaying });
  });

describe('when a face changes by itself', () => {
  it.each([
    ['a request', waiting],
    ['undo', undoing],
    ['what is on air', onAir],
  ])('%s: not before changesAtMs, and then', (_, faces) => {
    fc.assert(
      fc.property(faces, fc.nat(80_000), fc.double({ min: 0, max: 1, noNaN: true }), (at, later, share) => {
        const nowMs = NOW + later;
        const face = at(nowMs);
        const { changesAtMs } = face;
        if (changesAtMs === undefined) {
          expect(at(nowMs + Math.round(share * 3 * 3_600_000)).svg).toBe(face.svg);
          return;
        }
        expect(changesAtMs).toBeGreaterThan(nowMs);
        const before = nowMs + Math.floor(share * (changesAtMs - 1 - nowMs));
        expect(at(before).svg).toBe(face.svg);
        expect(at(changesAtMs - 1).svg).toBe(face.svg);
        expect(at(changesAtMs).svg).not.toBe(face.svg);
      }),
      { numRuns: 400 },
    );
  });

  it('sends few pictures: a request of two hours on a key, one every two minutes; a pulse three times', () => {
    const asked = request('Salt Engine', 'tess', 7, 0);
    const facts = { ...asked, expiresAt: asked.askedAt + 120 * MINUTE };
    const times = (input: Partial<KeyFaceInput>, untilMs: number) => {
      const changes: number[] = [];
      for (let nowMs = NOW; nowMs < untilMs; ) {
        const { changesAtMs } = drawKey({
          kind: 'request',
          host: 'connected',
          request: facts,
          ...input,
          nowMs,
        } as KeyFaceInput);
        if (changesAtMs === undefined) break;
        changes.push(changesAtMs - NOW);
        nowMs = changesAtMs;
      }
      return changes;
    };
    const quiet = times({}, NOW + 120 * MINUTE);
    expect(quiet.slice(0, 3)).toEqual([2 * MINUTE, 4 * MINUTE, 6 * MINUTE]);
    expect(quiet).toHaveLength(45 + 2);
    expect(times({ pulses: true, shownSince: NOW } as Partial<KeyFaceInput>, NOW + 2 * MINUTE - 1)).toEqual([
      200,
      400,
      600,
      800,
      1_000,
      MINUTE,
      2 * MINUTE,
    ]);
  });

  it('scrolls at eight pictures a second at most, and comes back to rest', () => {
    const facts = request('A Very Long Way Round the Harbour to the Last Bar', 'tess', 7, 0.2, {
      expiresAt: undefined,
    });
    const at = (scrollMs?: number) =>
      drawKey({ kind: 'request', host: 'connected', request: facts, nowMs: NOW + (scrollMs ?? 0), scrollMs });
    const { scrollsForMs = 0, svg } = at();
    expect(scrollsForMs).toBeGreaterThan(4_000);
    let pictures = 0;
    for (let ms = 0; ms < scrollsForMs; pictures++) {
      const next = (at(ms).changesAtMs ?? Number.NaN) - NOW;
      expect(next - ms).toBeGreaterThanOrEqual(125);
      ms = next;
    }
    expect(pictures).toBeGreaterThan(4);
    expect(at(scrollsForMs)).toEqual({ ...at(), svg });
  });

  it('rests for ever where nothing is on air', () => {
    expect(drawKey({ kind: 'now', host: 'connected', nowMs: NOW, nowPlaying: SILENCE }).changesAtMs).toBeUndefined();
  });
});

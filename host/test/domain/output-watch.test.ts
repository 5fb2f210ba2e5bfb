import { describe, expect, it } from 'vitest';
import type { OutputSighting } from '#domain/output-sighting.ts';
import { ClocksForTest } from './clocks-for-test.ts';

const AT = 1_700_000_000_000;
const at = (seconds: number) => AT + seconds * 1000;
const output = 'recording' as const;
const started = (seconds: number): OutputSighting => ({ kind: 'output.started', output, at: at(seconds) });
const seen = (seconds: number, durationMs: number, paused = false): OutputSighting => ({
  ...{ kind: 'output.seen', output, at: at(seconds) },
  ...{ durationMs, paused },
});
const away = (seconds: number): OutputSighting => ({ kind: 'output.away', at: at(seconds) });
const idle = (seconds: number): OutputSighting => ({ kind: 'output.idle', output, at: at(seconds) });

const running = () => new ClocksForTest().take(started(0), seen(5, 4_400), seen(60, 59_400));
const ids = (host: ClocksForTest) => host.clocks.map(({ id, endedAt }) => (endedAt === undefined ? `${id} runs` : id));

describe('an output', () => {
  it('begins with its event, and ends with it', () => {
    const host = running().take({ kind: 'output.stopped', output, at: at(90), asked: true, path: '/rec/a.mkv' });
    expect(host.clocks).toMatchObject([{ id: 'o1', kind: 'recording', startedAt: AT, endedAt: at(90) }]);
    expect(host.clocks[0]?.marks.at(-1)).toEqual({ at: at(90), what: 'stopped', path: '/rec/a.mkv' });
  });

  it('is seen once a minute', () => {
    const host = running();
    for (let second = 61; second <= 600; second++) host.take(seen(second, second * 1000 - 600));
    expect(host.marks().filter((what) => what === 'seen')).toHaveLength(10);
  });

  it('that runs when it is first seen began before', () => {
    const host = new ClocksForTest().take(seen(100, 60_000));
    expect(host.clocks).toMatchObject([{ startedAt: at(39.4) }]);
  });

  it('whose state was read before its own event came is one', () => {
    const host = new ClocksForTest().take(seen(0.1, 0), started(0.2));
    expect(ids(host)).toEqual(['o1 runs']);
    expect(host.marks()).toContain('started');
  });

  it('that began while another ran ends that', () => {
    expect(ids(running().take(started(70)))).toEqual(['o1', 'o2 runs']);
  });

  it('is the same after an answer that came late', () => {
    const host = running();
    for (let second = 69; second <= 600; second += 9) {
      // The third one is looked at 3 s after OBS wrote it.
      host.take(seen(second === 87 ? 90 : second, (second - 0.6) * 1000));
    }
    expect(ids(host)).toEqual(['o1 runs']);
  });

  it('never ends before it was seen last', () => {
    const host = running().take(seen(120, 119_400), seen(130, 100_000));
    expect(host.clocks).toMatchObject([{ id: 'o1', endedAt: at(120) }, { id: 'o2' }]);
  });

  it('pauses and goes on, also where only its state says so', () => {
    const host = running().take(seen(100, 79_400, true), seen(130, 89_400));
    const [, paused, resumed] = host.clocks[0]?.marks.filter(({ what }) => what !== 'seen') ?? [];
    expect([paused, resumed]).toMatchObject([
      { what: 'paused', at: at(80) },
      { what: 'resumed', at: at(120) },
    ]);
  });

  it('of both kinds is followed apart', () => {
    const host = running().take({ kind: 'output.started', output: 'stream', at: at(70) }, away(80));
    expect(host.clocks.map(({ kind }) => kind)).toEqual(['recording', 'stream']);
    expect([host.marks('o1').at(-1), host.marks('o2').at(-1)]).toEqual(['away', 'away']);
  });
});

describe('after nobody looked', () => {
  it.each<[string, OutputSighting, string[]]>([
    ['it is the same where its count went on with the clock', seen(360, 359_400), ['o1 runs']],
    ['it is the same where it is older than the time away, and stood still in it', seen(100, 96_500), ['o1 runs']],
    ['it is another where its count went back', seen(360, 10_000), ['o1', 'o2 runs']],
    ['it is another where it may have begun meanwhile', seen(360, 120_000), ['o1', 'o2 runs']],
    ['it is another where its count is more than the clock allows', seen(100, 200_000), ['o1', 'o2 runs']],
    ['it has ended where nothing runs', idle(360), ['o1']],
  ])('%s', (_name, sighting, outputs) => {
    expect(ids(running().take(away(70), sighting))).toEqual(outputs);
    expect(ids(running().restart().take(sighting))).toEqual(outputs);
  });

  it('an output ends when it was seen last', () => {
    expect(running().take(away(70), idle(360)).clocks[0]?.endedAt).toBe(at(70));
    expect(running().restart().take(idle(360)).clocks[0]?.endedAt).toBe(at(5));
    // A play was heard later.
    expect(running().restart(at(50)).take(idle(360)).clocks[0]?.endedAt).toBe(at(50));
  });

  it('a recorder that was paused goes on as the same', () => {
    const host = running().take({ kind: 'output.paused', output, at: at(65) }, away(70), seen(360, 74_400));
    expect(ids(host)).toEqual(['o1 runs']);
    expect(host.marks().slice(-2)).toEqual(['resumed', 'seen']);
  });

  it('a stream that lost its connection meanwhile is the same', () => {
    const stream: OutputSighting = {
      kind: 'output.seen',
      output: 'stream',
      at: at(5),
      durationMs: 4_900,
      paused: false,
    };
    const host = new ClocksForTest().take({ kind: 'output.started', output: 'stream', at: at(0) }, stream, away(10));
    expect(ids(host.take({ ...stream, at: at(300), durationMs: 280_000 }))).toEqual(['o1 runs']);
  });

  it('a stream that counted anew after it was lost, before nobody looked, is the same', () => {
    const stream = { kind: 'output.seen', output: 'stream', paused: false } as const;
    const host = new ClocksForTest().take({ kind: 'output.started', output: 'stream', at: at(0) });
    host.take({ ...stream, at: at(5), durationMs: 4_900 }, { ...stream, at: at(3_600), durationMs: 3_599_000 });
    // The host adds up what OBS counts; after a restart it knows the last count only.
    host.restart().take({ ...stream, at: at(3_660), durationMs: 1_800_000 });
    expect(ids(host)).toEqual(['o1 runs']);
    host.restart().take({ ...stream, at: at(7_200), durationMs: 60_000 });
    expect(ids(host)).toEqual(['o1', 'o2 runs']);
  });

  it('says so once, however often it starts', () => {
    expect(running().restart().restart().take(away(80)).marks()).toEqual(['started', 'seen', 'away']);
  });
});

it('says nothing of what does not run', () => {
  const host = new ClocksForTest().take(idle(1), away(2), { kind: 'output.stopped', output, at: at(3), asked: false });
  expect(host.clocks).toEqual([]);
});

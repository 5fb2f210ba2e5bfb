// What is on air by rules, in cases a DJ may meet.

import { describe, expect, it } from 'vitest';
import { rules, SceneNight } from './scene-night.ts';

const A8 = { when: 'request-accepted', scene: 'A', forSeconds: 8 } as const;
const B8 = { when: 'request-playing', scene: 'B', forSeconds: 8 } as const;

/** An OBS that takes its time. */
const SLOW = { landsMs: 200, seenMs: 10 };

type Case = [string, Parameters<typeof rules>, string[], string[]];

describe('a scene by a rule', () => {
  it.each<Case>([
    ['goes back after its time', [A8], ['1 accepted', '30 wait'], ['1 A', '9 Main']],
    ['stays without one', [{ ...A8, forSeconds: 0 }], ['1 accepted', '99 wait'], ['1 A']],
    ['goes back to where the rule says', [{ ...A8, backTo: 'C' }], ['1 accepted', '30 wait'], ['1 A', '9 C']],
    ['an unknown way back is the one before', [{ ...A8, backTo: '?' }], ['1 accepted', '30 wait'], ['1 A', '9 Main']],
    ['an unknown scene is left', [{ ...A8, scene: '?' }], ['1 accepted', '30 wait'], []],
    ['is asked for again: it stays longer', [A8], ['1 accepted', '5 accepted', '30 wait'], ['1 A', '13 Main']],
    [
      'a shorter wish for it ends nothing',
      [A8, { ...B8, scene: 'A', forSeconds: 2 }],
      ['1 accepted', '2 playing', '30 wait'],
      ['1 A', '9 Main'],
    ],
    [
      'a wish for good keeps it',
      [A8, { ...B8, scene: 'A', forSeconds: 0 }],
      ['1 accepted', '2 playing', '30 wait'],
      ['1 A'],
    ],
    ['is overtaken by another rule', [A8, B8], ['1 accepted', '5 playing', '30 wait'], ['1 A', '5 B', '13 Main']],
    [
      'overtaken by a short one: not again',
      [
        { ...A8, forSeconds: 60 },
        { ...B8, forSeconds: 2 },
      ],
      ['1 accepted', '5 playing', '99 wait'],
      ['1 A', '5 B', '7 Main'],
    ],
    [
      'overtaken, the way back is where the first would have gone',
      [{ ...A8, backTo: 'D' }, B8],
      ['1 accepted', '5 playing', '30 wait'],
      ['1 A', '5 B', '13 D'],
    ],
    ['overtaken for good', [A8, { ...B8, forSeconds: 0 }], ['1 accepted', '5 playing', '30 wait'], ['1 A', '5 B']],
    ['overtaken within the same moment', [A8, B8], ['1 accepted', '1 playing', '30 wait'], ['1 A', '1 B', '9 Main']],
    [
      'overtaken on the way back',
      [A8, B8],
      ['1 accepted', '9.005 playing', '30 wait'],
      ['1 A', '9 Main', '9 B', '17 Main'],
    ],
    [
      'of two rules for the same the last counts',
      [A8, { ...A8, scene: 'B', forSeconds: 3 }],
      ['1 accepted', '30 wait'],
      ['1 B', '4 Main'],
    ],
    ['of the scene that is on air already does nothing', [A8], ['1 hand A', '2 accepted', '30 wait'], ['1 A']],
  ])('%s', (_what, given, lines, seen) => {
    expect(new SceneNight(rules(...given)).play(lines).seen).toEqual(seen);
  });

  it('says which scene OBS does not have', () => {
    const { missed } = new SceneNight(rules({ ...A8, scene: 'Requests' })).play(['1 accepted']);
    expect(missed).toEqual(['OBS has no scene "Requests", which is wanted when a request is accepted']);
  });
});

describe("the DJ's hand", () => {
  it.each<Case>([
    ['stands', [A8], ['1 accepted', '4 hand C', '30 wait'], ['1 A', '4 C']],
    ['back to the former scene stands too', [A8], ['1 accepted', '4 hand Main', '30 wait'], ['1 A', '4 Main']],
    ['by a command stands', [A8], ['1 accepted', '4 command C', '30 wait'], ['1 A', '4 C']],
    ['by a command for what is there keeps it', [A8], ['1 accepted', '4 command A', '30 wait'], ['1 A']],
    ['is where later rules go back to', [A8], ['1 hand C', '2 accepted', '30 wait'], ['1 C', '2 A', '10 C']],
    ['by a command while it is on its way', [A8], ['1 accepted', '1.01 command C', '30 wait'], ['1 A', '1 C']],
    ['back and forth', [A8], ['1 accepted', '3 hand C', '4 hand A', '30 wait'], ['1 A', '3 C', '4 A']],
    [
      'is followed by a new request',
      [A8],
      ['1 accepted', '3 hand C', '5 accepted', '30 wait'],
      ['1 A', '3 C', '5 A', '13 C'],
    ],
  ])('%s', (_what, given, lines, seen) => {
    expect(new SceneNight(rules(...given)).play(lines).seen).toEqual(seen);
  });
});

describe("the DJ's hand while OBS is about to change the scene", () => {
  it.each<Case>([
    ['chosen again', [A8], ['1 accepted', '1.1 hand C', '30 wait'], ['1 C', '1 A', '1 C']],
    ['twice', [A8], ['1 accepted', '1.1 hand C', '1.15 hand D', '30 wait'], ['1 C', '1 D', '1 A', '1 D']],
    ['on the way back', [A8], ['1 accepted', '9.1 hand C', '30 wait'], ['1 A', '9 C', '9 Main', '9 C']],
    ['the very scene', [A8], ['1 accepted', '1.1 hand A', '30 wait'], ['1 A']],
    ['by a command', [A8], ['1 accepted', '1.1 command C', '30 wait'], ['1 A', '1 C']],
  ])('%s', (_what, given, lines, seen) => {
    expect(new SceneNight(rules(...given), SLOW).play(lines).seen).toEqual(seen);
  });
});

describe('what a rule waits for', () => {
  const idle = { when: 'idle', scene: 'A', afterSeconds: 60 } as const;
  it.each<Case>([
    ['nothing on air for a while', [idle], ['1 music off', '99 wait'], ['61 A']],
    ['music in time', [idle], ['1 music off', '50 music on', '199 wait'], []],
    ['once each time', [idle], ['1 music off', '70 hand C', '500 wait'], ['61 A', '70 C']],
    [
      'and the next time again',
      [{ ...idle, forSeconds: 5 }],
      ['1 music off', '80 music on', '90 music off', '199 wait'],
      ['61 A', '66 Main', '150 A', '155 Main'],
    ],
    [
      'two of them in steps',
      [idle, { ...idle, scene: 'B', afterSeconds: 90 }],
      ['1 music off', '199 wait'],
      ['61 A', '91 B'],
    ],
    ['not in rehearsal', [idle, A8], ['1 live off', '2 music off', '3 accepted', '199 wait'], []],
    ['counted from going live', [idle], ['1 live off', '2 music off', '100 live on', '199 wait'], ['160 A']],
    ['not over the end of the show', [idle], ['1 music off', '30 live off', '199 wait'], []],
    ['said again that it is live: it counts on', [idle], ['1 music off', '30 live on', '199 wait'], ['61 A']],
    [
      'live and rehearsal',
      [
        { when: 'live', scene: 'A' },
        { when: 'rehearsal', scene: 'B' },
      ],
      ['1 live off', '5 live on'],
      ['1 B', '5 A'],
    ],
    [
      'a set',
      [
        { when: 'set-start', scene: 'A' },
        { when: 'set-end', scene: 'B' },
      ],
      ['1 set on', '5 set off', '6 wait'],
      ['1 A', '5 B'],
    ],
    [
      'the end of a set in rehearsal too',
      [{ when: 'set-end', scene: 'B' }],
      ['1 set on', '2 live off', '5 set off', '6 wait'],
      ['5 B'],
    ],
  ])('%s', (_what, given, lines, seen) => {
    expect(new SceneNight(rules(...given)).play([...lines, '600 wait']).seen).toEqual(seen);
  });
});

describe('nothing is late or made up for', () => {
  it.each<Case>([
    ['what happens while OBS is away', [A8], ['1 away', '2 accepted', '3 back', '30 wait'], []],
    [
      'idle while OBS is away',
      [{ when: 'idle', scene: 'A', afterSeconds: 60 }],
      ['1 music off', '50 away', '62 back', '99 wait'],
      [],
    ],
    ['a way back that is not due yet', [A8], ['1 accepted', '3 away', '5 back', '30 wait'], ['1 A', '9 Main']],
    ['one that was due a moment ago', [A8], ['1 accepted', '3 away', '11 back', '30 wait'], ['1 A', '11 Main']],
    ['one that was due long ago', [A8], ['1 accepted', '3 away', '20 back', '30 wait'], ['1 A']],
    ['OBS comes back with another scene', [A8], ['1 accepted', '3 away', '5 back D', '30 wait'], ['1 A', '5 D']],
    ['OBS goes while the scene is on its way', [A8], ['1 accepted', '1.01 away', '2 back', '30 wait'], []],
    ['the computer slept', [A8], ['1 accepted', '3 sleep 60', '99 wait'], ['1 A']],
  ])('%s', (_what, given, lines, seen) => {
    expect(new SceneNight(rules(...given)).play(lines).seen).toEqual(seen);
  });
});

describe('a source by a rule', () => {
  const banner = { when: 'request-accepted', source: 'Banner', forSeconds: 8 } as const;
  const hide = { when: 'request-playing', source: 'Banner', hide: true } as const;
  it.each<Case>([
    ['is shown for its time', [banner], ['1 accepted', '30 wait'], ['1 +Banner', '9 -Banner']],
    ['is shown for good', [{ ...banner, forSeconds: 0 }], ['1 accepted', '30 wait'], ['1 +Banner']],
    ['longer', [banner], ['1 accepted', '5 accepted', '30 wait'], ['1 +Banner', '13 -Banner']],
    ['shown already: it stays', [banner], ['0 shows Banner', '1 accepted', '30 wait'], ['0 +Banner']],
    [
      'hidden by hand stays hidden',
      [banner],
      ['1 accepted', '3 hides Banner', '4 shows Banner', '30 wait'],
      ['1 +Banner', '3 -Banner', '4 +Banner'],
    ],
    [
      'shown by a command while a rule shows it: it stays',
      [banner],
      ['1 accepted', '3 wants Banner', '30 wait'],
      ['1 +Banner'],
    ],
    ['hidden by another rule', [banner, hide], ['1 accepted', '3 playing', '30 wait'], ['1 +Banner', '3 -Banner']],
    [
      'in its scene, whatever is on air then',
      [banner],
      ['1 accepted', '3 hand C', '30 wait'],
      ['1 +Banner', '3 C', '9 -Banner'],
    ],
    [
      'in a named scene',
      [{ ...banner, in: 'Main' }],
      ['0 hand C', '1 accepted', '30 wait'],
      ['0 C', '1 +Banner', '9 -Banner'],
    ],
    ['in an unknown scene', [{ ...banner, in: '?' }], ['1 accepted', '30 wait'], []],
    [
      'in the new scene of the same moment',
      [{ ...A8, scene: 'Main', forSeconds: 0 }, banner],
      ['0 hand C', '1 accepted', '30 wait'],
      ['0 C', '1 Main', '1 +Banner', '9 -Banner'],
    ],
    ['OBS was away too long', [banner], ['1 accepted', '3 away', '20 back', '30 wait'], ['1 +Banner']],
  ])('%s', (_what, given, lines, seen) => {
    expect(new SceneNight(rules(...given)).play(lines).seen).toEqual(seen);
  });
});

describe('a rule that waits', () => {
  const after = (when: Parameters<typeof rules>[0]['when']) => ({ when, scene: 'A', afterSeconds: 60 });
  it.each<Case>([
    ['live', [after('live')], ['1 live off', '2 live on', '199 wait'], ['62 A']],
    ['the show was over before', [after('live')], ['1 live off', '2 live on', '30 live off', '199 wait'], []],
    ['rehearsal', [after('rehearsal')], ['1 live off', '199 wait'], ['61 A']],
    ['live again before', [after('rehearsal')], ['1 live off', '30 live on', '199 wait'], []],
    ['a set starts', [after('set-start')], ['1 set on', '199 wait'], ['61 A']],
    ['and ends before', [after('set-start')], ['1 set on', '30 set off', '199 wait'], []],
    [
      'each request',
      [{ ...after('request-accepted'), forSeconds: 5 }],
      ['1 accepted', '31 accepted', '199 wait'],
      ['61 A', '66 Main', '91 A', '96 Main'],
    ],
    [
      'not the one that does not',
      [after('set-start'), { ...after('set-start'), scene: 'B', afterSeconds: 0 }],
      ['1 set on', '199 wait'],
      ['1 B', '61 A'],
    ],
    ['not while OBS is away', [after('set-start')], ['1 set on', '50 away', '70 back', '199 wait'], []],
    ['nor late', [after('set-start')], ['1 set on', '50 sleep 20', '199 wait'], []],
  ])('%s', (_what, given, lines, seen) => {
    expect(new SceneNight(rules(...given)).play(lines).seen).toEqual(seen);
  });
});

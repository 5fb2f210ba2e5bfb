import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectionRoom } from '#adapters/traktor/connection-room.ts';

describe('a room for three', () => {
  it.each<[string, string[], string[]]>([
    ['drops nobody while there is room', ['enter a', 'enter b', 'enter c'], []],
    ['drops who came first', ['enter a', 'enter b', 'enter c', 'enter d', 'enter e'], ['a', 'b']],
    ['drops who was of use least lately', ['enter a', 'enter b', 'enter c', 'use a', 'enter d'], ['b']],
    ['drops a refused one before all others', ['enter a', 'enter b', 'enter c', 'refuse c', 'enter d'], ['c']],
    ['of the refused the first', ['enter a', 'enter b', 'enter c', 'refuse c', 'refuse b', 'enter d'], ['c']],
    ['does not count who left', ['enter a', 'enter b', 'enter c', 'leave b', 'enter d'], []],
    [
      'counts who left and was refused in the end',
      ['enter a', 'leave a', 'enter b', 'enter c', 'refuse a', 'enter d'],
      ['a'],
    ],
    ['use brings nobody back', ['enter a', 'leave a', 'use a', 'enter b', 'enter c', 'enter d'], []],
  ])('%s', (_what, acts, dropped) => {
    const room = new ConnectionRoom<string>(3);
    const gone: string[] = [];
    for (const act of acts) {
      const [verb, who = ''] = act.split(' ');
      if (verb === 'enter') gone.push(...room.enter(who));
      if (verb === 'use') room.use(who);
      if (verb === 'refuse') room.refuse(who);
      if (verb === 'leave') room.leave(who);
    }
    expect(gone).toEqual(dropped);
  });
});

it('never holds more than it may after somebody entered, and never drops the newcomer', () => {
  const act = fc.record({ verb: fc.constantFrom('enter', 'use', 'refuse', 'leave'), who: fc.nat(30) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(act), (most, acts) => {
      const room = new ConnectionRoom<number>(most);
      const inside = new Set<number>();
      for (const { verb, who } of acts) {
        if (verb === 'enter' && !inside.has(who)) {
          for (const one of room.enter(who)) expect(inside.delete(one)).toBe(true);
          inside.add(who);
          expect(inside.size).toBeLessThanOrEqual(most);
        } else if (verb === 'use') room.use(who);
        else if (verb === 'refuse' && inside.has(who)) room.refuse(who);
        else if (verb === 'leave' && inside.delete(who)) room.leave(who);
      }
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogger, type LogLine, silentLogger } from '#kernel/logger.ts';
import { type TopicChange, TopicStore } from '#kernel/topic-store.ts';

type Topics = { live: { on: boolean; since?: number }; host: { version: string } };
const newStore = () => new TopicStore<Topics>({ live: { on: false }, host: { version: '1' } }, silentLogger);

describe('a topic store', () => {
  test('knows its topics and their first values', () => {
    const store = newStore();
    expect(store.names()).toEqual(['live', 'host']);
    expect(store.find('live')).toEqual({ rev: 0, value: { on: false } });
    expect(store.find('toString')).toBeUndefined();
    expect(() => store.get('lvie' as 'live')).toThrow('there is no topic "lvie"');
  });

  test('publishes a changed value with the revisions before and after', () => {
    const store = newStore();
    const changes: TopicChange[] = [];
    store.onChange((change) => changes.push(change));
    store.set('live', { on: true });
    store.set('live', { on: false });
    expect(changes).toEqual([
      { topic: 'live', fromRev: 0, rev: 1, before: { on: false }, value: { on: true } },
      { topic: 'live', fromRev: 1, rev: 2, before: { on: true }, value: { on: false } },
    ]);
  });

  test.each<[string, Topics['live']]>([
    ['an equal value', { on: false }],
    ['an absent member written out', { on: false, since: undefined }],
  ])('%s publishes nothing', (_name, value) => {
    const store = newStore();
    store.onChange(() => expect.unreachable());
    store.set('live', value);
    expect(store.find('live')?.rev).toBe(0);
  });

  test('a follower gets the value at once and each later one of its topic, until it leaves', () => {
    const store = newStore();
    const seen: boolean[] = [];
    const leave = store.follow('live', ({ on }) => seen.push(on));
    store.set('host', { version: '2' });
    store.set('live', { on: true });
    leave();
    store.set('live', { on: false });
    expect(seen).toEqual([false, true]);
  });

  test('nobody can change a value behind its back', () => {
    const store = newStore();
    const value = { on: true };
    store.set('live', value);
    expect(() => {
      value.on = false;
    }).toThrow(TypeError);
    expect(store.get('live')).toEqual({ on: true });
  });

  test('a listener that throws is logged and stops nobody else', () => {
    const lines: LogLine[] = [];
    const store = new TopicStore<Topics>(
      { live: { on: false }, host: { version: '1' } },
      createLogger((line) => lines.push(line)),
    );
    const seen: unknown[] = [];
    store.onChange(() => {
      throw new Error('broken');
    });
    store.onChange(({ value }) => seen.push(value));
    store.set('live', { on: true });
    expect(seen).toEqual([{ on: true }]);
    expect(lines).toMatchObject([{ event: 'topic.listener.failed', fields: { topic: 'live' } }]);
  });

  test('revisions count the values that differ from the one before', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ on: fc.boolean() })), (values) => {
        const store = newStore();
        let before = false;
        let wanted = 0;
        for (const value of values) {
          if (value.on !== before) wanted += 1;
          before = value.on;
          store.set('live', { ...value });
        }
        expect(store.find('live')).toEqual({ rev: wanted, value: { on: before } });
      }),
    );
  });
});

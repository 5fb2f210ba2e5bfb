import { describe, expect, test } from 'vitest';
import { EventBus } from '#kernel/event-bus.ts';
import { createLogger, type LogLine, silentLogger } from '#kernel/logger.ts';

type Events = { 'track.started': { title: string }; 'track.ended': { title: string } };

describe('an event bus', () => {
  test('tells each listener of that event, in order, until it has left', () => {
    const bus = new EventBus<Events>(silentLogger);
    const heard: string[] = [];
    const leave = bus.on('track.started', ({ title }) => heard.push(`first ${title}`));
    bus.on('track.started', ({ title }) => heard.push(`second ${title}`));
    bus.on('track.ended', ({ title }) => heard.push(`ended ${title}`));
    bus.emit('track.started', { title: 'A' });
    leave();
    bus.emit('track.started', { title: 'B' });
    expect(heard).toEqual(['first A', 'second A', 'second B']);
  });

  test('a listener that throws is logged and stops nobody else', () => {
    const lines: LogLine[] = [];
    const bus = new EventBus<Events>(createLogger((line) => lines.push(line)));
    const heard: string[] = [];
    bus.on('track.started', () => {
      throw new Error('broken');
    });
    bus.on('track.started', ({ title }) => heard.push(title));
    bus.emit('track.started', { title: 'A' });
    expect(heard).toEqual(['A']);
    expect(lines).toMatchObject([{ level: 'error', event: 'listener.failed', fields: { event: 'track.started' } }]);
  });

  test('an event nobody listens to is no fault', () => {
    expect(() => new EventBus<Events>(silentLogger).emit('track.ended', { title: 'A' })).not.toThrow();
  });
});

import { queries } from '@tracord/shared/queries.ts';
import { setCommands } from '@tracord/shared/set-commands.ts';
import { statsViewSchema } from '@tracord/shared/set-schemas.ts';
import { afterAll, expect, it } from 'vitest';
import { statsHandlers, statsQueryHandlers } from '#app/stats-handlers.ts';
import { StatsStage } from '../services/live/stats-stage.ts';

const stage = new StatsStage();
const spec = queries['stats.get'];
afterAll(() => stage.close());

it('answers what the schemas promise, from the first moment on', async () => {
  const ask = statsQueryHandlers(stage.book)['stats.get'];
  for (const input of [{}, { of: 'set' }, { of: 'range', from: '5', to: '9' }, { of: 'all', top: '1000' }]) {
    for (const role of ['operator', 'bot', 'requester'] as const) {
      const answer = await ask(spec.input.parse(input), role);
      expect(spec.output.strict().parse(answer)).toEqual(answer);
    }
  }
  expect(statsViewSchema.parse(stage.topics.get('stats'))).toEqual(stage.topics.get('stats'));
});

it('begins a session', async () => {
  const answer = await statsHandlers(stage.book)['session.reset']({}, { role: 'operator', commandId: 'c' });
  expect(answer).toEqual({ ok: true, since: stage.clock.now() });
  expect(setCommands['session.reset'].answer.parse(answer)).toEqual({ since: stage.clock.now() });
  expect(stage.topics.get('stats').session.since).toBe(stage.clock.now());
});

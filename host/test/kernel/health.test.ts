import { FIRST_OPERATOR_TOPICS, type HealthState } from '@tracord/shared/topics.ts';
import { describe, expect, test } from 'vitest';
import { HealthBoard } from '#kernel/health.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';

function newBoard() {
  const topics = new TopicStore(structuredClone(FIRST_OPERATOR_TOPICS), silentLogger);
  return { topics, board: new HealthBoard(topics) };
}

describe('health', () => {
  test.each<[HealthState[], string]>([
    [['ok', 'off', 'waiting'], 'ok'],
    [['ok', 'warn'], 'warn'],
    [['warn', 'down', 'ok'], 'down'],
  ])('%j together are %s', (states, status) => {
    const { topics, board } = newBoard();
    for (const [index, state] of states.entries()) board.reporter(`bridge-${index}`)({ status: state, message: 'x' });
    expect(topics.get('health').status).toBe(status);
  });

  test("a bridge's newest report counts, and it gets well again", () => {
    const { topics, board } = newBoard();
    const report = board.reporter('broadcast');
    report({ status: 'down', message: 'Port 8000 is taken.', remedy: 'Close the other program.' });
    report({ status: 'ok', message: 'Traktor is connected.' });
    expect(topics.get('health')).toEqual({
      status: 'ok',
      bridges: { broadcast: { status: 'ok', message: 'Traktor is connected.' } },
    });
  });
});

import { expect, it } from 'vitest';
import { setExportHandlers, setExportQueries } from '#app/set-export-handlers.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Exported, ExportInput } from '#services/live/set-exports.ts';

const WRITTEN = { format: 'text', file: 'a.txt', type: 'text/plain', text: 'A - B\n', rows: 1, notes: [] } as const;
const INPUT: ExportInput = { id: 'last', format: 'text', clock: '', offsetMs: 0, inClear: false };

const queries = (answer: Exported | Refusal) => setExportQueries({ export: async () => answer });

it('answers the text, and nothing where there is no such set', async () => {
  const answer = await queries({ ok: true, ...WRITTEN, notes: [] })['sets.export'](INPUT, 'operator');
  expect(answer).toEqual(WRITTEN);
  const refused = queries({ ok: false, code: 'no-set', message: 'there is no set yet' })['sets.export'](
    INPUT,
    'operator',
  );
  await expect(refused).rejects.toEqual(new DomainError('unknown', 'there is no set yet'));
});

it('copies what is asked for', async () => {
  const asked: unknown[] = [];
  const { 'set.copy': copy } = setExportHandlers({
    copy: async (wish) => {
      asked.push(wish);
      return { ok: true, rows: 3, notes: [] };
    },
  });
  const answer = await copy({ setId: 's1', formats: ['discord'] }, { role: 'operator', commandId: 'c1' });
  expect(answer).toEqual({ ok: true, rows: 3, notes: [] });
  expect(asked).toEqual([{ setId: 's1', formats: ['discord'] }]);
});

// What answers for tracklists as texts and files: the command that copies them and the question that writes them.

import { DomainError } from '#kernel/domain-error.ts';
import type { SetExports } from '#services/live/set-exports.ts';
import type { SetHandlers } from './commands.ts';
import type { SetQueryHandlers } from './queries.ts';

export function setExportHandlers(exports: Pick<SetExports, 'copy'>): Pick<SetHandlers, 'set.copy'> {
  return { 'set.copy': ({ setId, formats }) => exports.copy({ setId, formats }) };
}

export function setExportQueries(exports: Pick<SetExports, 'export'>): Pick<SetQueryHandlers, 'sets.export'> {
  return {
    'sets.export': async (input) => {
      const answer = await exports.export(input);
      // No such set, or none with such a clock: there is nothing at this address.
      if (!answer.ok) throw new DomainError('unknown', answer.message);
      const { ok: _ok, ...written } = answer;
      return written;
    },
  };
}

// What a command answers when the disk refuses: a sentence, and nothing has changed.

import { type Refusal, refused } from '#domain/request-refusal.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';

/** Does the work; a fault of the store becomes a refusal. Viewers read no path of the DJ's computer. */
export function savedOr<T>(log: Logger, reader: 'dj' | 'viewer', work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.error('store.failed', { error });
    if (reader === 'viewer') return refused('failed', 'This could not be stored, so nothing was changed: tell the DJ.');
    return refused('failed', `This could not be stored, so nothing was changed. ${error.message}`);
  }
}

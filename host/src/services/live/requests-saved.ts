// What a command answers when the disk refuses: a sentence, and nothing has changed.

import { type Refusal, refused } from '#domain/request-refusal.ts';
import { DomainError } from '#kernel/domain-error.ts';

/** Does the work; a fault of the store becomes a refusal. */
export function savedOr<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused('failed', `This could not be stored, so nothing was changed. ${error.message}`);
  }
}

// Flags of a command, read strictly: what is wrong with them is said with how they are used.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { DomainError, messageOf } from '#kernel/domain-error.ts';

export const TEXT = { type: 'string' } as const;
export const YES = { type: 'boolean' } as const;

/** As parseArgs with `strict`. Throws DomainError `bad-flag`. */
export function readFlags<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  try {
    return parseArgs({ ...config, strict: true as const });
  } catch (cause) {
    throw new DomainError('bad-flag', `${messageOf(cause).split('. ')[0]}. ${usage}`, { cause });
  }
}

// The tokens with which others speak to the host, each in a file that only its owner may read, made at the first start and the
// same from then on: the operator's for docks, keys and the command line, the requester's for the bots of other chats.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import { closeToOthers, OWNER_ONLY } from './private-file.ts';

export type TokenName = 'operator-token' | 'requester-token';

export type LoadedToken = { token: string; file: string; warnings: string[] };

/** What has to be done anew once a token is another. */
const WHO_KNEW_IT: Record<TokenName, string> = {
  'operator-token': 'docks and keys that knew the old one must be connected again',
  'requester-token': 'the bots of other chats that knew the old one must be given the new one',
};

const BYTES = 32;
/** As long as a token made here: 32 bytes in base64url. */
const LEAST_LENGTH = 43;

export function tokenFile(dataFolder: string, name: TokenName): string {
  return path.join(dataFolder, name);
}

/** A token nobody can guess: 43 characters. */
export function newToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/**
 * Reads the token, or makes it. One that is empty or too short to be safe is replaced, with a warning. Throws
 * `token-file` where the folder can neither be read nor written.
 */
export async function loadToken(
  dataFolder: string,
  name: TokenName,
  platform = process.platform,
): Promise<LoadedToken> {
  const file = tokenFile(dataFolder, name);
  try {
    await mkdir(dataFolder, { recursive: true });
    const made = newToken();
    if (await writtenAnew(file, made)) return { token: made, file, warnings: [] };
    const warning = await closeToOthers(file, platform);
    const warnings = warning === undefined ? [] : [warning];
    const token = (await readFile(file, 'utf8')).trim();
    if (/^[\x21-\x7e]+$/.test(token) && token.length >= LEAST_LENGTH) return { token, file, warnings };
    await writeFileAtomic(file, `${made}\n`, { mode: OWNER_ONLY });
    warnings.push(`${file} held no usable token and was written anew; ${WHO_KNEW_IT[name]}.`);
    return { token: made, file, warnings };
  } catch (error) {
    const message = `The token in ${file} could not be read or made: ${messageOf(error)}. Make sure that the folder is yours to write, or name another with --data.`;
    throw new DomainError('token-file', message, { cause: error });
  }
}

/** Compares in the same time whatever is given. */
export function tokenMatches(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token)) && token !== '';
}

async function writtenAnew(file: string, token: string): Promise<boolean> {
  try {
    await writeFile(file, `${token}\n`, { flag: 'wx', mode: OWNER_ONLY });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

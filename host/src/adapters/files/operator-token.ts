// The token with which docks, keys and the command line act as the DJ: a file that only its owner may read, made at the
// first start and the same from then on.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import { closeToOthers, OWNER_ONLY } from './private-file.ts';

const BYTES = 32;
/** As long as a token made here: 32 bytes in base64url. */
const LEAST_LENGTH = 43;

export function operatorTokenFile(dataFolder: string): string {
  return path.join(dataFolder, 'operator-token');
}

/**
 * Reads the token, or makes it. One that is empty or too short to be safe is replaced, with a warning. Throws
 * `token-file` where the folder can neither be read nor written.
 */
export async function loadOperatorToken(
  dataFolder: string,
  platform = process.platform,
): Promise<{ token: string; file: string; warnings: string[] }> {
  const file = operatorTokenFile(dataFolder);
  try {
    await mkdir(dataFolder, { recursive: true });
    const made = randomBytes(BYTES).toString('base64url');
    if (await writtenAnew(file, made)) return { token: made, file, warnings: [] };
    const warning = await closeToOthers(file, platform);
    const warnings = warning === undefined ? [] : [warning];
    const token = (await readFile(file, 'utf8')).trim();
    if (/^[\x21-\x7e]+$/.test(token) && token.length >= LEAST_LENGTH) return { token, file, warnings };
    await writeFileAtomic(file, `${made}\n`, { mode: OWNER_ONLY });
    warnings.push(
      `${file} held no usable token and was written anew; docks and keys that knew the old one must be connected again.`,
    );
    return { token: made, file, warnings };
  } catch (error) {
    const message = `The operator's token in ${file} could not be read or made: ${messageOf(error)}. Make sure that the folder is yours to write, or name another with --data.`;
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

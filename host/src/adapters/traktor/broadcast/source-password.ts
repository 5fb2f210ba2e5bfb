// Checks the password a source gives by HTTP Basic. The user name is free: Traktor and others send "source" or nothing.

import { createHash, timingSafeEqual } from 'node:crypto';

export type PasswordCheck = 'right' | 'missing' | 'wrong';

/** Compares in constant time; `expected` undefined means that none is asked for. Accepts UTF-8 and Latin-1 senders. */
export function checkPassword(authorization: string | undefined, expected: string | undefined): PasswordCheck {
  if (expected === undefined) return 'right';
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return 'missing';
  const credentials = Buffer.from(encoded, 'base64');
  const colon = credentials.indexOf(':');
  const given = digest(credentials.subarray(colon + 1));
  const asUtf8 = timingSafeEqual(given, digest(Buffer.from(expected, 'utf8')));
  const asLatin1 = timingSafeEqual(given, digest(Buffer.from(expected, 'latin1')));
  return asUtf8 || asLatin1 ? 'right' : 'wrong';
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

// What a caller is told whose token does not fit: which file the right one lies in.

import type { TokenRole } from './web-parts.ts';

const WHERE: Record<TokenRole, string> = {
  operator: 'it lies in the file operator-token of the data folder',
  requester: 'it lies in the file requester-token of the data folder',
  bot: 'only the bot that the host starts itself has it',
};

/** `meant`: the role that was asked for; `fits`: the one the token is for, where it is for any. */
export function wrongToken(meant: TokenRole, fits: TokenRole | undefined): string {
  const why = fits === undefined ? `the ${meant} token is wrong` : `this is the ${fits} token, not the ${meant} token`;
  return `${why}: ${WHERE[meant]}`;
}

/** By HTTP the token itself says who asks. */
export const UNKNOWN_TOKEN =
  'the token is wrong: the operator token lies in the file operator-token of the data folder, the one for other chats in requester-token';

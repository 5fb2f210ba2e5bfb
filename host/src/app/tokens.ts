// The tokens of this start, and whose each is. The bot's is made anew each time and handed to no one but the host's own bot.

import { loadToken, newToken, tokenMatches } from '#adapters/files/token-file.ts';
import type { TokenRole } from '#adapters/web/web-parts.ts';

export type Tokens = {
  /** File of the operator's token. */
  operatorFile: string;
  requesterFile: string;
  /** For the bot's process, by its environment. */
  bot: string;
  warnings: string[];
  /** Whose token this is; undefined: nobody's. All are compared, in the same time whatever is given. */
  roleOf(given: string): TokenRole | undefined;
};

/** Throws DomainError `token-file`. Two roles with one token would be one: a requester's that equals the operator's is refused. */
export async function openTokens(dataFolder: string): Promise<Tokens> {
  const [operator, requester] = await Promise.all([
    loadToken(dataFolder, 'operator-token'),
    loadToken(dataFolder, 'requester-token'),
  ]);
  const held: Record<TokenRole, string> = { operator: operator.token, requester: requester.token, bot: newToken() };
  const warnings = [...operator.warnings, ...requester.warnings];
  if (held.requester === held.operator) {
    // Whoever copied one file over the other would have given every chat the DJ's own rights.
    held.requester = '';
    warnings.push(
      `${requester.file} holds the operator's token: no other chat can connect. Remove that file and start TraCord again.`,
    );
  }
  return {
    operatorFile: operator.file,
    requesterFile: requester.file,
    bot: held.bot,
    warnings,
    roleOf: (given) => {
      const fitting = (Object.keys(held) as TokenRole[]).filter((role) => tokenMatches(given, held[role]));
      return fitting[0];
    },
  };
}

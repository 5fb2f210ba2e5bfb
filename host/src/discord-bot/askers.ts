// Who asked for a song, as everybody may read it. Pure.

import type { BotRequest } from '@tracord/shared/requests.ts';
import { escapeText } from './text.ts';

const LONGEST = 32;
export const SOMEBODY = 'somebody';

/** "Ada and 2 more". A name that others may not read is "somebody". */
export function askers({ requester, voters }: Pick<BotRequest, 'requester' | 'voters'>): string {
  const name = escapeText(requester.shownAs ?? '', LONGEST) || SOMEBODY;
  return voters.length === 0 ? name : `${name} and ${voters.length} more`;
}

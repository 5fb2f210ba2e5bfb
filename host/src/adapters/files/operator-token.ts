// The operator's token; see token-file.ts.

import { loadToken } from './token-file.ts';

export { tokenMatches } from './token-file.ts';

export const loadOperatorToken = (dataFolder: string) => loadToken(dataFolder, 'operator-token');

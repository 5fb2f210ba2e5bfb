// The parts of the bot, one line each. An interaction goes to the first that takes it.

import type { MakeModule } from './module.ts';

export const MODULES: MakeModule[] = [];

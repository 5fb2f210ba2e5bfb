// The parts of the bot. An interaction goes to the first that takes it.

import type { MakeModule } from './module.ts';
import { STAFF_MODULES } from './staff-side.ts';
import { makeViewerCommands } from './viewer-commands.ts';

export const MODULES: MakeModule[] = [makeViewerCommands, ...STAFF_MODULES];

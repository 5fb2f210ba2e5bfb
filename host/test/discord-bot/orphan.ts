// A process that starts the bot, says its id, and is killed by the test: the bot must not stay behind.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/discord-bot/main.ts', import.meta.url));
const child = fork(main, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
console.log(child.pid);

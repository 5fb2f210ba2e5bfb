// A process that holds a data folder until it is killed; says so once it does.

import { lockDataFolder } from '#storage/data-folder-lock.ts';

lockDataFolder(process.argv[2] ?? '', { pid: process.pid, address: 'http://127.0.0.1:4711' });
process.stdout.write('held\n');
setInterval(() => {}, 60_000);

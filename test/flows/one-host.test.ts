// Two hosts on one data folder: the second says who has it, and goes; a host that was killed is in nobody's way.

import { afterEach, expect, it } from 'vitest';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

let host: StartedHost | undefined;
afterEach(async () => {
  await host?.stop();
  host?.clear();
  host = undefined;
});

it.each([['--no-demo'], ['--demo']])('a data folder has one host (%s)', async (flag) => {
  host = await startedHost({ args: [flag] });
  const refusal = `(process ${host.pid}, ${host.address})`;
  await expect(startedHost({ home: host.home, args: [flag] })).rejects.toThrow(refusal);
  await host.stop('SIGKILL');
  host = await startedHost({ home: host.home, args: [flag] });
  expect(await host.get('/api/health')).toMatchObject({ bridges: { broadcast: {} } });
});

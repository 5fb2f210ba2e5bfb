import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

/** In a process of its own: what ends one would end the tests. */
const PROGRAM = `
  import { systemClock } from ${source('kernel/clock.ts')};
  import { createLogger } from ${source('kernel/logger.ts')};
  import { guardProcess } from ${source('app/last-resort.ts')};
  const log = createLogger(({ event, fields }) => console.log(event, fields.error.message, fields.stack));
  guardProcess(process, { log, stop: async () => {}, exit: (code) => process.exit(code) });
  function readAhead() {
    systemClock.after(1, () => {
      throw new Error('the file is damaged');
    });
  }
  readAhead();
  systemClock.after(20, () => console.log('the show goes on'));
`;

it('a timer whose work fails is written down, which one and why, and ends nothing', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROGRAM]);
  expect(stdout).toContain('fault.unhandled');
  expect(stdout).toContain('at readAhead');
  expect(stdout).toContain('Error: the file is damaged');
  expect(stdout).toContain('the show goes on');
});

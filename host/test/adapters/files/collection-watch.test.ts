import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectionWatch } from '#adapters/files/collection-watch.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';

// Retries are far apart, so that a busy machine does not use them up while a test writes on.
const TIMING = { quietMs: 40, retryMs: [600, 600], lookEveryMs: 60 };
const WHOLE = '<NML></NML>';

let folder: string;
let file: string;
let watching: { stop(): Promise<void> };
const told: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-watch-'));
  file = join(folder, 'collection.nml');
  writeFileSync(file, WHOLE);
  told.length = 0;
});
afterEach(async () => {
  await watching.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(imports: () => Promise<void> = async () => {}): Promise<void> {
  watching = await collectionWatch(
    systemClock,
    silentLogger,
    TIMING,
  )(file, {
    imports: async () => {
      told.push(`import ${readFileSync(file, 'utf8').length}`);
      await imports();
    },
    missing: () => told.push('missing'),
  });
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 400));

describe('collectionWatch', () => {
  it('tells nothing while nothing changes, and leaves the file alone', async () => {
    const before = statSync(file);
    await start();
    await settled();
    expect(told).toEqual([]);
    expect([statSync(file).mtimeMs, readFileSync(file, 'utf8')]).toEqual([before.mtimeMs, WHOLE]);
  });

  it('asks for one import after a row of changes', async () => {
    await start();
    for (const more of ['', ' ', '  ']) writeFileSync(file, WHOLE + more);
    await until(() => expect(told).toEqual(['import 13']));
    await settled();
    expect(told).toEqual(['import 13']);
  });

  it('asks for an import when a history file comes, or grows, beside a collection that stays as it is', async () => {
    const history = join(folder, 'History');
    mkdirSync(history);
    writeFileSync(join(history, 'history_2022y07m17d_20h06m38s.nml'), WHOLE);
    await start();
    await settled();
    expect(told).toEqual([]);
    writeFileSync(join(history, 'history_2022y07m18d_04h00m00s.nml'), WHOLE);
    await until(() => expect(told).toHaveLength(1));
    writeFileSync(join(history, 'history_2022y07m18d_04h00m00s.nml'), `${WHOLE} `);
    await until(() => expect(told).toHaveLength(2));
  });

  it('waits while the file ends in the middle', async () => {
    await start();
    writeFileSync(file, '<NML><COLL');
    setTimeout(() => writeFileSync(file, '<NML><COLLECTION></COLLECTION></NML>'), 90);
    await until(() => expect(told).toHaveLength(1));
    expect(told).toEqual(['import 36']);
  });

  it('hands on a file that stays cut off, so that somebody says so', async () => {
    await start(async () => {
      throw new Error('cut off');
    });
    writeFileSync(file, '<NML><COLL');
    await until(() => expect(told).toEqual(['import 10']));
    writeFileSync(file, `${WHOLE}\n`);
    await until(() => expect(told).toEqual(['import 10', 'import 12']));
  });

  it('says once that the file is gone, and imports it when it is back', async () => {
    await start();
    renameSync(file, `${file}.away`);
    await until(() => expect(told).toEqual(['missing']));
    await settled();
    expect(told).toEqual(['missing']);
    renameSync(`${file}.away`, file);
    await until(() => expect(told).toEqual(['missing', 'import 11']));
  });

  it('knows a file again that is replaced, and a folder that goes away and comes back', async () => {
    await start();
    writeFileSync(`${file}.new`, `${WHOLE} `);
    renameSync(`${file}.new`, file);
    await until(() => expect(told).toEqual(['import 12']));
    renameSync(folder, `${folder}-away`);
    await until(() => expect(told).toEqual(['import 12', 'missing']));
    renameSync(`${folder}-away`, folder);
    await until(() => expect(told).toEqual(['import 12', 'missing', 'import 12']));
  });
});

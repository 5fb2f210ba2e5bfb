// The desk over a library that answers as it is told: what is read, what is followed, and what the DJ is told.

import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { type BridgeHealth, FIRST_OPERATOR_TOPICS } from '@tracord/shared/topics.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportReport } from '#domain/collection.ts';
import type { HostEvents } from '#domain/events.ts';
import { ManualClock } from '#kernel/clock.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { EventBus } from '#kernel/event-bus.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { LibraryDesk } from '#services/library/library-desk.ts';

const MINE = '/traktor/collection.nml';
const OTHER = '/stick/collection.nml';
const DONE: ImportReport = {
  ...{ collection: MINE, program: 'Traktor', added: 1, changed: 0, unchanged: 0, vanished: 0, returned: 0 },
  ...{ playlists: 0, cues: 0, plays: 0, skipped: [], durationMs: 5 },
};

let topics: TopicStore<typeof FIRST_OPERATOR_TOPICS>;
let reports: BridgeHealth[];
let imports: string[];
let renewed: number;
/** Collections by path; a path that is not here cannot be read. */
let tracks: Record<string, number>;
/** Imports wait for this. */
let gate: Promise<void>;
let wanted: string;
let found: string | undefined;
let setAside: (file: string) => void;
let watches: Map<string, { imports: () => Promise<void>; missing: () => void }>;
let desk: LibraryDesk;

beforeEach(() => {
  topics = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  [reports, imports, renewed] = [[], [], 0];
  tracks = { [MINE]: 10, [OTHER]: 20 };
  gate = Promise.resolve();
  [wanted, found] = ['', MINE];
  watches = new Map();
  const events = new EventBus<HostEvents>(silentLogger);
  events.on('library.renewed', () => {
    renewed += 1;
  });
  let last: { path: string; importedAt: number; program: string } | undefined;
  desk = new LibraryDesk({
    catalogue: {
      applyRules: async () => {},
      importCollection: async (file, { onProgress }) => {
        imports.push(file);
        onProgress?.({ done: 1, total: 2 });
        await gate;
        if (tracks[file] === undefined) throw new DomainError('collection-missing', `There is no ${file}.`);
        last = { path: file, importedAt: 1, program: 'Traktor' };
        return DONE;
      },
      onSetAside: (call) => {
        setAside = (file) => {
          last = undefined;
          call(file);
        };
      },
      summary: async () => ({
        ...{ tracks: tracks[last?.path ?? ''] ?? 0, playlists: 0, cues: 0, plays: 0, missing: 0, excluded: 0 },
        ...{ skipped: [], collection: last },
      }),
    },
    topics,
    wanted: () => wanted,
    rules: () => ({ exclude: [], excludeLoops: true, masks: DEFAULT_SETTINGS.masks }),
    find: async () => found,
    watch: async (file, on) => {
      watches.set(file, on);
      return {
        stop: async () => {
          if (watches.get(file) === on) watches.delete(file);
        },
      };
    },
    onProgress: () => {},
    events,
    report: (health) => reports.push(health),
    clock: new ManualClock(),
    log: silentLogger,
  });
});

const start = async () => {
  await desk.open();
  await desk.start();
};
/** Keeps imports waiting until called. */
const hold = () => {
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  return () => open();
};
const view = () => topics.get('library');
const followed = () => [...watches.keys()];

describe('at the start', () => {
  test('the newest collection is read and followed', async () => {
    await start();
    expect(imports).toEqual([MINE]);
    expect(followed()).toEqual([MINE]);
    expect(view()).toMatchObject({ tracks: 10, collection: { path: MINE } });
    expect(view().importing).toBeUndefined();
    expect(reports.at(-1)).toEqual({ status: 'ok', message: 'Your collection is in: 10 tracks.' });
    expect(renewed).toBe(1);
  });

  test('the one that the settings name goes before it', async () => {
    wanted = OTHER;
    await start();
    expect(followed()).toEqual([OTHER]);
  });

  test('none at all: what to do is said', async () => {
    found = undefined;
    await start();
    expect(reports.at(-1)).toMatchObject({ status: 'down', remedy: expect.stringContaining('--collection') });
  });

  test('one that cannot be read is told, and followed all the same', async () => {
    delete tracks[MINE];
    await start();
    expect(reports.at(-1)?.status).toBe('down');
    tracks[MINE] = 3;
    await watches.get(MINE)?.imports();
    expect(view()).toMatchObject({ tracks: 3, warning: undefined });
  });
});

describe('while it runs', () => {
  beforeEach(start);

  test('a change is read', async () => {
    tracks[MINE] = 11;
    await watches.get(MINE)?.imports();
    expect(view().tracks).toBe(11);
    expect(renewed).toBe(2);
  });

  test('a collection that goes away is told; its tracks stay', () => {
    watches.get(MINE)?.missing();
    expect(view()).toMatchObject({ tracks: 10, warning: expect.stringContaining('is gone') });
    expect(reports.at(-1)?.status).toBe('warn');
  });

  test('a collection that the settings name now takes over', async () => {
    wanted = OTHER;
    await desk.settingsChanged();
    expect(followed()).toEqual([OTHER]);
    expect(view().tracks).toBe(20);
  });

  test('other settings read nothing again', async () => {
    await desk.settingsChanged();
    expect(imports).toEqual([MINE]);
    expect(renewed).toBe(2);
  });

  test('a collection named during an import is read after it', async () => {
    const go = hold();
    const first = desk.importNow();
    wanted = OTHER;
    const second = desk.settingsChanged();
    go();
    await Promise.all([first, second]);
    expect(imports).toEqual([MINE, MINE, OTHER]);
    expect(view().collection?.path).toBe(OTHER);
  });
});

describe('importing by hand', () => {
  beforeEach(start);

  test('reads the collection in use', async () => {
    found = OTHER;
    expect(await desk.importNow()).toBe(DONE);
    expect(imports).toEqual([MINE, MINE]);
  });

  test('joins the import of the same file', async () => {
    const go = hold();
    const both = [desk.importNow(), desk.importNow(MINE), desk.importNow()];
    go();
    expect(await Promise.all(both)).toEqual([DONE, DONE, DONE]);
    expect(imports).toEqual([MINE, MINE]);
  });

  test('is refused while another file is read', async () => {
    const go = hold();
    const mine = desk.importNow();
    await expect(desk.importNow(OTHER)).rejects.toMatchObject({
      code: 'import-running',
      message: expect.stringContaining(MINE),
    });
    go();
    await mine;
    expect(imports).not.toContain(OTHER);
  });

  test('of two files named at once one is read, one refused', async () => {
    const go = hold();
    const both = Promise.allSettled([desk.importNow(OTHER), desk.importNow('/third.nml')]);
    go();
    const [first, second] = await both;
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'import-running' } });
  });

  test('a named file is followed from then on, until the settings name another', async () => {
    await desk.importNow(OTHER);
    expect(followed()).toEqual([OTHER]);
    tracks[OTHER] = 21;
    await watches.get(OTHER)?.imports();
    expect(view()).toMatchObject({ tracks: 21, collection: { path: OTHER } });
    await desk.importNow();
    expect(imports.at(-1)).toBe(OTHER);
    wanted = MINE;
    await desk.settingsChanged();
    expect(followed()).toEqual([MINE]);
  });

  test('a mistyped path is the answer and nothing else', async () => {
    const before = [view(), reports.length];
    await expect(desk.importNow('/typo.nml')).rejects.toMatchObject({ code: 'collection-missing' });
    expect([view(), reports.length]).toEqual(before);
    expect(followed()).toEqual([MINE]);
    expect(renewed).toBe(1);
  });
});

describe('a damaged library', () => {
  const ASIDE = '/data/library.sqlite.damaged-2026-11-20T20-00-00';

  test('is read anew, and that is said', async () => {
    await start();
    const go = hold();
    setAside(ASIDE);
    expect(reports.at(-1)).toMatchObject({ status: 'warn', remedy: expect.stringContaining(ASIDE) });
    go();
    await expect.poll(() => renewed).toBe(2);
    expect(imports).toEqual([MINE, MINE]);
    expect(reports.at(-1)).toMatchObject({ status: 'ok', remedy: expect.stringContaining(ASIDE) });
    expect(view().tracks).toBe(10);
  });

  test('found at the start: read once', async () => {
    setAside(ASIDE);
    await start();
    expect(imports).toEqual([MINE]);
    expect(reports.at(-1)).toMatchObject({ status: 'ok', remedy: expect.stringContaining(ASIDE) });
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planWish } from '@tracord/shared/plan-commands.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredPlan, StoredPlanRow } from '#domain/planner/stored-plan.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { MOST_PLANS, Plans } from '#storage/show/plans.ts';
import { madePlan, PLAN_ID } from './made-plan.ts';

let folder: string;
let db: SqliteDatabase;
let plans: Plans;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-plans-'));
  db = openShowDatabase(folder);
  plans = new Plans(db);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it('gives every plan back as it was written, over whatever stood there', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const ms = fc.nat(100_000_000);
  const row: fc.Arbitrary<StoredPlanRow> = fc.record(
    {
      ...{ trackId: text, artist: text, title: text, durationMs: ms, startsMs: ms, overlapMs: ms, requestId: text },
      ...{ locked: fc.constant(true as const), played: fc.constant(true as const) },
    },
    { requiredKeys: ['trackId', 'artist', 'title', 'startsMs', 'overlapMs'] },
  );
  const plan: fc.Arbitrary<StoredPlan> = fc.record(
    {
      ...{ id: fc.constantFrom('a', 'b'), name: text, madeAt: ms, startsAt: ms, lengthMs: ms },
      wish: fc.constantFrom(planWish.parse({}), planWish.parse({ must: ['t1'], genres: ['House'], seed: 9 })),
      ...{ notes: fc.array(text, { maxLength: 3 }), rows: fc.array(row, { maxLength: 6 }) },
    },
    { requiredKeys: ['id', 'name', 'madeAt', 'lengthMs', 'wish', 'notes', 'rows'] },
  );
  fc.assert(
    fc.property(plan, fc.boolean(), (one, use) => {
      const before = plans.current()?.id;
      plans.put(one, { use });
      expect(plans.get(one.id)).toEqual(one);
      // A plan that is in use stays so when it is made anew.
      expect(plans.current()?.id).toBe(use ? one.id : before);
    }),
    { numRuns: 60 },
  );
  expect(plans.all().length).toBeLessThanOrEqual(2);
});

it('has one plan in use, or none', () => {
  plans.put(madePlan({ id: 'a', madeAt: 1 }), { use: true });
  plans.put(madePlan({ id: 'b', madeAt: 2, tracks: 5 }), { use: true });
  expect(plans.current()?.id).toBe('b');
  expect(plans.all()).toEqual([
    { id: 'b', name: 'Friday', madeAt: 2, lengthMs: 1_500_000, tracks: 5, isInUse: true },
    { id: 'a', name: 'Friday', madeAt: 1, lengthMs: 900_000, tracks: 3, isInUse: false },
  ]);
  expect(plans.use('none')).toBe(false);
  expect(plans.current()?.id).toBe('b');
  expect(plans.use('a')).toBe(true);
  expect(plans.current()?.id).toBe('a');
  expect(plans.remove('a')).toBe(true);
  expect(plans.current()).toBeUndefined();
  expect(plans.use('b')).toBe(true);
  plans.use(undefined);
  expect(plans.current()).toBeUndefined();
  expect(db.prepare('select count(*) from plan_rows').pluck().get()).toBe(5);
});

it('keeps locks, what was played and a new name', () => {
  plans.put(madePlan());
  expect([plans.lock(PLAN_ID, 't2', true), plans.lock(PLAN_ID, 't9', true)]).toEqual([true, false]);
  expect([plans.markPlayed(PLAN_ID, 0, 5_000), plans.markPlayed(PLAN_ID, 3, 9_000)]).toEqual([true, false]);
  expect([plans.rename(PLAN_ID, 'Late'), plans.rename('none', 'Late'), plans.remove('none')]).toEqual([
    true,
    false,
    false,
  ]);
  const rows = plans.get(PLAN_ID)?.rows ?? [];
  expect(rows.map(({ locked, played }) => [locked, played])).toEqual([
    [undefined, true],
    [true, undefined],
    [undefined, undefined],
  ]);
  plans.lock(PLAN_ID, 't2', false);
  expect(plans.get(PLAN_ID)?.rows[1]?.locked).toBeUndefined();
  expect(plans.get(PLAN_ID)).toMatchObject({ name: 'Late', startsAt: 5_000 });
});

it('reads a wish of an earlier version, and takes one that it refuses for the usual one', () => {
  plans.put(madePlan());
  const wrote = (wish: string) => db.prepare('update plans set wish = ?').run(wish);
  wrote('{"minutes":30}');
  expect(plans.get(PLAN_ID)?.wish).toEqual(planWish.parse({ minutes: 30 }));
  wrote('{"minutes":-1,"unheardOf":true}');
  expect(plans.get(PLAN_ID)?.wish).toEqual(planWish.parse({}));
});

it('keeps so many plans and so many rows, and never throws away the one in use', () => {
  plans.put(madePlan({ id: 'first', madeAt: 0, tracks: 1 }), { use: true });
  for (let at = 1; at <= MOST_PLANS + 2; at++) plans.put(madePlan({ id: `p${at}`, madeAt: at, tracks: 1 }));
  const ids = plans.all().map(({ id }) => id);
  expect(ids).toHaveLength(MOST_PLANS);
  expect([ids[0], ids.at(-2), ids.at(-1)]).toEqual([`p${MOST_PLANS + 2}`, 'p4', 'first']);
  // One with an old date that is written now is not thrown away by its own writing.
  plans.put(madePlan({ id: 'old', madeAt: 0, tracks: 1 }));
  expect(plans.get('old')).toBeDefined();
  expect(plans.all()).toHaveLength(MOST_PLANS);
  expect(() => plans.put(madePlan({ tracks: 1_001 }))).toThrow(
    new DomainError('plan-too-long', 'a plan holds at most 1000 tracks, this one has 1001: plan less time'),
  );
  plans.put(madePlan({ tracks: 1_000 }));
  expect(plans.get(PLAN_ID)?.rows).toHaveLength(1_000);
});

it('writes a plan whole or not at all', () => {
  plans.put(madePlan(), { use: true });
  db.exec("create trigger full before insert on plan_rows when new.place = 2 begin select raise(abort, 'full'); end");
  expect(() => plans.put(madePlan({ id: 'b' }), { use: true })).toThrow(DomainError);
  expect(plans.get('b')).toBeUndefined();
  expect(plans.current()).toEqual(madePlan());
});

it('stands after a kill as it was said to be written, or as it was written next', async () => {
  db.close();
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'plan-writer.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise<void>((resolve) => {
    writer.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > 10) resolve();
    });
  });
  writer.kill('SIGKILL');
  await once(writer, 'close');
  const last = Number(said.trim().split('\n').at(-1));
  db = openShowDatabase(folder);
  const found = new Plans(db).current();
  const version = Number(found?.name);
  expect(version).toBeGreaterThanOrEqual(last);
  expect(found).toEqual(madePlan({ name: String(version), tracks: 1 + (version % 7) * 20, artist: String(version) }));
});

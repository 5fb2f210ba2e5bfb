import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { expect, it } from 'vitest';
import { type PlanExportParts, planExport } from '#app/plan-export-handlers.ts';
import { titleRules } from '#app/title-rules.ts';
import type { TrackHit } from '#domain/collection.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { silentLogger } from '#kernel/logger.ts';
import { madePlan, PLAN_ID } from '../storage/show/made-plan.ts';

const hit = (id: string, more: Partial<TrackHit> = {}): TrackHit => ({
  ...{ id, song: id, artist: 'Mira', title: `One ${id}`, excluded: false, path: `/music/${id}.mp3`, playlists: [] },
  ...more,
});
const HITS = [hit('t1'), hit('t2', { maskedBecause: 'it is tagged "promo"' }), hit('t3')];

/** `masks`: what the settings say; `marksAreCurrent`: answered one after another, the last for good. */
function parts(
  masks: Partial<typeof DEFAULT_SETTINGS.masks> = { tags: ['promo'] },
  marksAreCurrent: boolean[] = [true],
): PlanExportParts {
  const settings = { ...DEFAULT_SETTINGS, masks: { ...DEFAULT_SETTINGS.masks, ...masks } };
  const titles = titleRules(settings, silentLogger);
  const answers = [...marksAreCurrent];
  return {
    plans: { get: (id) => (id === PLAN_ID ? madePlan() : undefined), current: () => madePlan({ name: 'Now' }) },
    catalogue: {
      tracks: async (ids) => HITS.filter(({ id }) => ids.includes(id)),
      traktorKeys: async (ids) => Object.fromEntries(ids.map((id) => [id, `G:/:${id}.mp3`])),
    },
    rules: () => ({ ...titles, marksAreCurrent: (answers.length > 1 ? answers.shift() : answers[0]) === true }),
    line: () => '{artist} - {title}',
  };
}

const text = async (given: PlanExportParts, inClear?: boolean) =>
  (await planExport(given, { id: PLAN_ID, format: 'text', inClear })).text;

it('writes a plan, or the one in use', async () => {
  expect(await planExport(parts(), { id: PLAN_ID, format: 'text' })).toEqual({
    ...{ text: 'Mira - One t1\nID - ID\nMira - One t3\n', fileName: 'Friday.txt' },
    ...{ type: 'text/plain; charset=utf-8', notes: [] },
  });
  const playlist = await planExport(parts(), { id: 'current', format: 'nml' });
  expect(playlist).toMatchObject({ fileName: 'Now.nml', notes: ['1 masked track left out.'] });
  expect(playlist.text.match(/<PRIMARYKEY[^>]*>/g)).toEqual([
    '<PRIMARYKEY TYPE="TRACK" KEY="G:/:t1.mp3">',
    '<PRIMARYKEY TYPE="TRACK" KEY="G:/:t3.mp3">',
  ]);
  expect(await text(parts(), true)).toBe('Mira - One t1\nMira - One t2\nMira - One t3\n');
});

it('says that there is no such plan', async () => {
  await expect(planExport(parts(), { id: 'p9', format: 'csv' })).rejects.toEqual(
    new DomainError('unknown', 'there is no plan "p9"'),
  );
  const none = { ...parts(), plans: { get: () => undefined, current: () => undefined } };
  await expect(planExport(none, { id: 'current', format: 'csv' })).rejects.toThrow('no plan is in use');
});

it.each<[string, PlanExportParts, string]>([
  ['not marked by the masks of now', parts(undefined, [false]), 'ID - ID\nID - ID\nID - ID\n'],
  ['marked anew while it was asked', parts(undefined, [true, false]), 'ID - ID\nID - ID\nID - ID\n'],
  ['marked only while it was asked', parts(undefined, [false, true]), 'ID - ID\nID - ID\nID - ID\n'],
  ['not needed for masks', parts({ patterns: ['t3$'] }, [false]), 'Mira - One t1\nID - ID\nID - ID\n'],
  ['needed no more', parts({}, [false]), 'Mira - One t1\nID - ID\nMira - One t3\n'],
])('hides what may be masked where the library is %s', async (_what, given, expected) => {
  expect(await text(given)).toBe(expected);
  expect(await text(given, true)).not.toContain('ID');
});

it('hides the names that stood in the plan, too', async () => {
  expect(await text(parts({ patterns: ['^Mira - Title 1$'] }))).toBe('ID - ID\nID - ID\nMira - One t3\n');
});

it('hides tracks that are gone where unknown ones are hidden', async () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    nowPlaying: { ...DEFAULT_SETTINGS.nowPlaying, unknownTracks: 'mask' as const },
  };
  const rules = { ...titleRules(settings, silentLogger), marksAreCurrent: true };
  const gone = { tracks: async () => [], traktorKeys: async () => ({}) };
  expect(await text({ ...parts(), catalogue: gone, rules: () => rules })).toBe('ID - ID\nID - ID\nID - ID\n');
  expect(await text({ ...parts(), catalogue: gone })).toBe('Mira - Title 1\nMira - Title 2\nMira - Title 3\n');
});

import { commands } from '@tracord/shared/commands.ts';
import { queries } from '@tracord/shared/queries.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { plainProblems } from '#app/plain-problems.ts';

function problems(schema: z.ZodType, given: unknown): string {
  const checked = schema.safeParse(given);
  return checked.success ? '' : plainProblems(checked.error, given);
}

const requester = { platform: 'twitch', id: '1', name: 'Ann' };

it.each<[keyof typeof commands, unknown, string]>([
  ['requests.close', { reason: 'x'.repeat(101) }, 'reason is too long: at most 100 characters'],
  ['requests.close', { reason: 5 }, 'reason must be a text'],
  ['requests.close', { resaon: 'x' }, '"resaon" is not known here'],
  ['requests.close', { a: 1, b: 2 }, '"a", "b" are not known here'],
  ['requests.close', 'now', 'what was sent must be an object'],
  ['live.set', {}, 'on is missing'],
  ['live.set', { on: 'yes' }, 'on must be true or false'],
  ['request.accept', { id: '', revision: 1.5 }, 'id is empty; revision must be a whole number'],
  ['request.accept', { id: 'r', revision: -1 }, 'revision is too small: at least 0'],
  ['request.add', { requester }, 'trackId is missing'],
  [
    'request.add',
    { trackId: 't', requester: { ...requester, platform: 'Two Words' } },
    'requester.platform must be a short lower-case word like "discord" or "twitch"',
  ],
  [
    'request.add',
    { trackId: 't', requester, standing: { kind: 'king' } },
    'standing.kind must be one of "viewer", "subscriber", "staff"',
  ],
])('%s %j: %s', (name, given, said) => {
  expect(problems(commands[name].args, given)).toBe(said);
});

it.each<[keyof typeof queries, unknown, string]>([
  ['tracks.search', { q: 'x', limit: '9999' }, 'limit is too big: at most 200'],
  ['tracks.search', { q: 'x', limit: 'many' }, 'limit must be a number'],
  ['requests.list', { person: 'ann' }, 'person must be "<platform>:<id>", as "discord:1234"'],
])('%s %j: %s', (name, given, said) => {
  expect(problems(queries[name].input, given)).toBe(said);
});

it('says what is wrong with lists, single values and what none of several kinds fits', () => {
  const schema = z.object({
    few: z.array(z.string()).max(1),
    many: z.array(z.string()).min(2),
    code: z.string().min(3),
    kind: z.literal('a'),
    either: z.union([z.string(), z.number()]),
  });
  expect(problems(schema, { few: ['a', 'b'], many: ['a'], code: 'x', kind: 'b', either: true })).toBe(
    'few has too many entries: at most 1; many has too few entries: at least 2; code is too short: at least 3 characters; kind must be "a"; either does not fit',
  );
});

it('stays short and plain, whatever is sent', () => {
  const specs = [
    ...Object.values(commands).map(({ args }) => args),
    ...Object.values(queries).map(({ input }) => input),
  ];
  // Names come back as they were sent: these hold none of the signs looked for.
  const key = fc.oneof(fc.stringMatching(/^[a-z]{0,6}$/), fc.constantFrom('__proto__', 'toString', 'constructor'));
  fc.assert(
    fc.property(fc.constantFrom<z.ZodType>(...specs), fc.anything({ key }), (schema, given) => {
      const said = problems(schema, given);
      expect(said.length).toBeLessThan(2_000);
      expect(said).not.toMatch(/✖|→|<=|>=|expected|Invalid|undefined/);
    }),
  );
  const keys = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`${n}`.repeat(1_000), 1]));
  expect(problems(commands['requests.close'].args, keys).length).toBeLessThan(2_000);
});

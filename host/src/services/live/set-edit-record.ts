// What stood in a setlist before an edit by hand: enough to take it back, and to see which later edits stand upon it.

import { z } from 'zod';

const text = z.string().optional();
const at = z.number().optional();
const fact = z.object({
  at,
  endedAt: at,
  artist: text,
  title: text,
  deck: text,
  removed: z.boolean().optional(),
  historyKey: text,
});
const end = z.object({
  endedAt: at,
  endedBy: z.enum(['dj', 'live', 'output', 'silence', 'split']).optional(),
});

const masks = z.object({ hidden: z.boolean(), masked: z.boolean() });

const editBefore = z.discriminatedUnion('kind', [
  /** What the DJ had written of these plays before; absent: nothing. `masks`: of those that the edit hid. */
  z.object({
    kind: z.literal('rows'),
    rows: z.array(z.object({ playId: z.string(), fact: fact.optional(), masks: masks.optional() })),
  }),
  z.object({ kind: z.literal('masked'), rows: z.array(masks.extend({ playId: z.string() })) }),
  z.object({ kind: z.literal('added'), playId: z.string() }),
  z.object({ kind: z.literal('renamed'), setId: z.string(), name: text }),
  z.object({
    kind: z.literal('merged'),
    first: z.object({ id: z.string(), name: text, end }),
    second: z.object({ id: z.string(), name: text, fromAt: z.number() }),
  }),
  z.object({ kind: z.literal('split'), setId: z.string(), secondId: z.string(), playId: z.string() }),
]);

export type EditBefore = z.infer<typeof editBefore>;

/** Throws ZodError where something else was stored. */
export function readEditBefore(stored: unknown): EditBefore {
  return editBefore.parse(stored);
}

/** Whether plays were hidden or revealed by it. */
export function changesMasks(before: EditBefore): boolean {
  return before.kind === 'masked' || (before.kind === 'rows' && before.rows.some(({ masks }) => masks !== undefined));
}

/** Ids of the plays and sets it changed: two edits with one in common can only be taken back the later one first. */
export function subjectsOf(before: EditBefore): string[] {
  switch (before.kind) {
    case 'rows':
    case 'masked':
      return before.rows.map(({ playId }) => playId);
    case 'added':
      return [before.playId];
    case 'renamed':
      return [before.setId];
    case 'merged':
      return [before.first.id, before.second.id];
    case 'split':
      return [before.setId, before.secondId, before.playId];
  }
}

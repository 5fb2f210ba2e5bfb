// Which source in OBS is which of ours: found again by its UUID, by the mark in its settings and, for sources that the DJ named in
// the settings, by name. A source of setup that lost its mark and has no UUID is nobody's of ours: its name alone proves nothing. Pure.

import type { ObsBoundSource } from '@tracord/shared/obs.ts';
import type { ObsInput } from './link.ts';
import { MARK } from './setup-design.ts';
import { suits } from './text-kinds.ts';

/** What is kept of a source, per scene collection, one for each `what`. */
export type SourceRow = {
  what: string;
  /** As OBS has it now. */
  name: string;
  uuid?: string;
  by: 'setup' | 'settings';
  /** By setup: the scene it was put into. */
  scene?: string;
  /** By settings: the name the settings say. */
  asked?: string;
  /** By setup: the DJ deleted it in OBS; it is made again only when somebody asks. ms since the epoch. */
  removedAt?: number;
};

/** Where the rows are kept. */
export type SourceStore = {
  list(collection: string): SourceRow[];
  put(collection: string, row: SourceRow): void;
  remove(collection: string, what: string): void;
};

/** An input of a kind that may be ours, with its settings. */
export type SeenInput = ObsInput & { settings: Record<string, unknown> };

export type Binding = SourceRow & { input?: SeenInput };

/** Lines of the setting `obs.sources`; of several for one `what` the first counts. */
export function namesAsked(lines: readonly string[]): Map<string, string> {
  const asked = new Map<string, string>();
  for (const line of lines) {
    const at = line.indexOf('=');
    const what = line.slice(0, at).trim();
    const name = line.slice(at + 1).trim();
    if (at > 0 && name !== '' && !asked.has(what)) asked.set(what, name);
  }
  return asked;
}

/** Settings stand above setup. An input is bound once. `adopts` false: a mark alone makes none ours; only those of rows are. */
export function bind(
  rows: readonly SourceRow[],
  asked: ReadonlyMap<string, string>,
  inputs: readonly SeenInput[],
  adopts = true,
): Binding[] {
  const free = new Set(inputs);
  const take = (input: SeenInput | undefined) => {
    if (input !== undefined) free.delete(input);
    return input;
  };
  const bySettings = [...asked].map(([what, name]): Binding => {
    const known = rows.find((row) => row.what === what && row.by === 'settings' && row.asked === name);
    const row: SourceRow = known ?? { what, name, by: 'settings', asked: name };
    const fitting = [...free].filter(({ kind }) => suits(kind, what));
    return bound(row, take(sameUuid(fitting, row) ?? named(fitting, row.name) ?? named(fitting, name)));
  });
  const bySetup = setUp(rows, adopts ? inputs : [])
    .filter(({ what }) => !asked.has(what))
    .map((row): Binding => {
      const fitting = [...free].filter(({ kind }) => suits(kind, row.what));
      const marked = fitting.filter(({ settings }) => settings[MARK] === row.what);
      return bound(row, take(sameUuid(fitting, row) ?? named(marked, row.name) ?? (adopts ? marked[0] : undefined)));
    });
  return [...bySettings, ...bySetup];
}

/** Rows of setup, and those of sources that carry a mark and are in no row: of a scene collection that was copied. */
function setUp(rows: readonly SourceRow[], inputs: readonly SeenInput[]): SourceRow[] {
  const known = rows.filter(({ by }) => by === 'setup');
  const adopted = new Map<string, SourceRow>();
  for (const { what, input } of markedOf(inputs)) {
    if (adopted.has(what) || known.some((row) => row.what === what)) continue;
    adopted.set(what, { what, name: input.name, by: 'setup' });
  }
  return [...known, ...adopted.values()];
}

/** Those that carry our mark, which tells what they show: of ours, and copies of them that the DJ made. */
export function markedOf(inputs: readonly SeenInput[]): { what: string; input: ObsInput }[] {
  return inputs.flatMap(({ name, uuid, kind, settings }) => {
    const what = settings[MARK];
    return typeof what === 'string' && suits(kind, what) ? [{ what, input: { name, uuid, kind } }] : [];
  });
}

/** What is there is not removed: the DJ took the deletion back. */
function bound(row: SourceRow, input: SeenInput | undefined): Binding {
  if (input === undefined) return row;
  const { removedAt: _, ...rest } = row;
  return { ...rest, name: input.name, uuid: input.uuid, input };
}

function sameUuid(inputs: SeenInput[], { uuid }: SourceRow): SeenInput | undefined {
  return uuid === undefined ? undefined : inputs.find((input) => input.uuid === uuid);
}

function named(inputs: SeenInput[], name: string): SeenInput | undefined {
  return inputs.find((input) => input.name === name);
}

/** What a binding has of an input that is its own. */
export function foundAs(input: SeenInput): Pick<Binding, 'name' | 'uuid' | 'input'> {
  return { name: input.name, uuid: input.uuid, input };
}

/** What the DJ deleted is no source of ours any more. */
export function boundList(bindings: readonly Binding[]): ObsBoundSource[] {
  return bindings
    .filter(({ removedAt }) => removedAt === undefined)
    .map(({ what, name, input }) => ({ what, name, found: input !== undefined }));
}

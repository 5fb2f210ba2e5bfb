// What a track is, from what its sources say of it: field by field the first source in order that states it. Pure.

import type { TrackFields } from './track.ts';

/** The earlier one wins. A source that does not stand here comes last. */
const PRECEDENCE = ['traktor'];

export type ResolvedFields = {
  fields: TrackFields;
  /** By field: the source it was taken from. */
  sources: Record<string, string>;
};

/** `entries` may hold several of one source (a track that lies in two files); then the earlier one wins. */
export function resolveFields(entries: readonly { source: string; fields: TrackFields }[]): ResolvedFields {
  const rank = (source: string) => (PRECEDENCE.includes(source) ? PRECEDENCE.indexOf(source) : PRECEDENCE.length);
  const ordered = entries.length > 1 ? [...entries].sort((a, b) => rank(a.source) - rank(b.source)) : entries;
  const fields: Record<string, unknown> = {};
  const sources: Record<string, string> = {};
  for (const entry of ordered) {
    for (const [name, value] of Object.entries(entry.fields)) {
      if (value === undefined || Object.hasOwn(fields, name)) continue;
      fields[name] = value;
      sources[name] = entry.source;
    }
  }
  return { fields, sources };
}

// Tracklists as texts and files: asks for the list, adds what a format needs beside it, has it written, and copies it.

import type { ExportFormat } from '@tracord/shared/set-queries.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import { fileName } from '#domain/tracklist/file-name.ts';
import type { Tracklist, TracklistRow, WriteOptions } from '#domain/tracklist/tracklist.ts';
import { tracklistWriters } from '#domain/tracklist/write.ts';
import type { Logger } from '#kernel/logger.ts';

/** `covers`: the list is to name them. `whole`: where no clock is named, one that holds all tracks. */
export type ListOptions = {
  clock: string;
  file?: number;
  offsetMs: number;
  inClear: boolean;
  covers?: boolean;
  whole?: boolean;
};

export type SetExportsParts = {
  /** The list of a set: "current" (the one that is on, else the last), "last" (the last that is over) or its id. */
  tracklist: (id: string, options: ListOptions) => Promise<{ ok: true; list: Tracklist } | Refusal>;
  /** A cover about `sizePx` wide, by the id in the list. */
  cover: (id: string, sizePx: number) => Promise<{ bytes: Buffer; type: string } | undefined>;
  /** What Traktor calls the files of these tracks. */
  traktorKeys: (trackIds: string[]) => Promise<Record<string, string>>;
  /** The setting `sets.line`. */
  line: () => string;
  /** To the clipboard, lines as they are; false where that is not possible. */
  copy: (text: string) => Promise<boolean>;
  log: Logger;
};

export type ExportInput = { id: string; format: ExportFormat } & Omit<ListOptions, 'covers' | 'whole'>;

/** `file`: the name to save it as. `parts`: where it has to be used in several pieces, these; `text` holds them all. */
export type Exported = {
  ok: true;
  format: ExportFormat;
  file: string;
  type: string;
  text: string;
  rows: number;
  notes: string[];
  parts?: { file: string; text: string }[];
};

/** How people call them. */
const FORMAT_NAMES: Record<ExportFormat, string> = {
  cue: 'Cue sheet',
  youtube: 'YouTube',
  mixcloud: 'Mixcloud',
  '1001tracklists': '1001tracklists',
  discord: 'Discord',
  text: 'Tracklist',
  csv: 'CSV',
  json: 'JSON',
  m3u8: 'M3U8',
  nml: 'Traktor',
  html: 'Page',
};
/** Shown at 56 px, on screens of twice as many. */
const COVER_PX = 144;
/** What is read as the list of a set, not beside its recording. */
const WHOLE: readonly ExportFormat[] = ['mixcloud', 'discord'];
/** For them there is more to ask for. */
const ASKS_MORE: readonly ExportFormat[] = ['html', 'nml'];
/** They say no times. */
const UNTIMED: readonly ExportFormat[] = ['m3u8', 'nml'];
const COVER_TYPES = ['image/jpeg', 'image/png', 'image/webp'];

export class SetExports {
  readonly #parts: SetExportsParts;

  constructor(parts: SetExportsParts) {
    this.#parts = parts;
  }

  /** Refused with what the list is refused with. Masked tracks are "ID" and nothing else but with `inClear`. */
  async export({ id, format, ...options }: ExportInput): Promise<Exported | Refusal> {
    const isWhole = options.clock === '' && options.file === undefined;
    const wish = {
      ...{ ...options, covers: format === 'html', whole: WHOLE.includes(format) },
      clock: isWhole && UNTIMED.includes(format) ? 'list' : options.clock,
    };
    const asked = await this.#list(id, format, wish);
    if (!asked.ok) return asked;
    const beside = await this.#beside(asked.list, format);
    // What was hidden while that was asked for is hidden.
    const found = ASKS_MORE.includes(format) ? await this.#list(id, format, wish) : asked;
    if (!found.ok) return found;
    const { list } = found;
    const written = tracklistWriters[format](list, { ...beside, inClear: options.inClear });
    const { text, type, extension, rows, notes, parts } = written;
    return {
      ...{
        ok: true,
        format,
        file: fileName(list, extension),
        type,
        text,
        rows,
        notes: [...(list.notes ?? []), ...notes],
      },
      ...(parts === undefined
        ? {}
        : {
            parts: parts.map((part, index) => ({
              file: fileName(list, extension, { number: index + 1, of: parts.length }),
              text: part,
            })),
          }),
    };
  }

  /** Puts one text on the clipboard, each format under its name. Without `setId`: the set that is on, else the last. */
  async copy({
    setId = 'current',
    formats,
  }: {
    setId?: string;
    formats: ExportFormat[];
  }): Promise<{ ok: true; rows: number; notes: string[] } | Refusal> {
    const chosen = [...new Set(formats)];
    const done: Exported[] = [];
    for (const format of chosen) {
      const one = await this.export({ id: setId, format, clock: '', offsetMs: 0, inClear: false });
      if (!one.ok) return one;
      done.push(one);
    }
    const text = done
      .map((one) => (done.length > 1 ? `${FORMAT_NAMES[one.format]}\n\n${joined(one)}` : joined(one)))
      .join('\n');
    if (!(await this.#parts.copy(text))) {
      return { ok: false, code: 'clipboard', message: 'the clipboard did not take the text; see health' };
    }
    const notes = done.flatMap((one) => one.notes.map((note) => `${FORMAT_NAMES[one.format]}: ${note}`));
    return { ok: true, rows: Math.max(...done.map(({ rows }) => rows)), notes };
  }

  /** Playlists of files need the paths, which the audience's list does not have: they are taken from the clear one, for the rows
   * that the audience may know. */
  async #list(
    id: string,
    format: ExportFormat,
    options: ListOptions,
  ): Promise<{ ok: true; list: Tracklist } | Refusal> {
    const { tracklist } = this.#parts;
    const needsPaths = !options.inClear && (format === 'm3u8' || format === 'nml');
    const clear = needsPaths ? await tracklist(id, { ...options, inClear: true }) : undefined;
    if (clear?.ok === false) return clear;
    // Asked last: what was hidden meanwhile is hidden.
    const found = await tracklist(id, options);
    if (!found.ok || clear === undefined) return found;
    const files = new Map(clear.list.rows.map((row) => [row.playId, row]));
    const rows = found.list.rows.map((row) => withFile(row, files.get(row.playId)));
    return { ok: true, list: { ...found.list, rows } };
  }

  async #beside({ rows }: Tracklist, format: ExportFormat): Promise<WriteOptions> {
    if (format === 'text') return { line: this.#parts.line() };
    if (format === 'html') return { covers: await this.#covers(rows.flatMap(({ cover }) => cover ?? [])) };
    if (format !== 'nml') return {};
    const keys = await this.#parts.traktorKeys([...new Set(rows.flatMap(({ trackId }) => trackId ?? []))]);
    return { traktorKeys: new Map(Object.entries(keys)) };
  }

  /** As data URIs. A cover that cannot be had is none. */
  async #covers(ids: string[]): Promise<Map<string, string>> {
    const { cover, log } = this.#parts;
    const found = await Promise.all(
      [...new Set(ids)].map(async (id): Promise<[string, string][]> => {
        const image = await cover(id, COVER_PX).catch((error: unknown) => {
          log.warn('cover.failed', { id, error });
          return undefined;
        });
        if (image === undefined || !COVER_TYPES.includes(image.type)) return [];
        return [[id, `data:${image.type};base64,${image.bytes.toString('base64')}`]];
      }),
    );
    return new Map(found.flat());
  }
}

function withFile(row: TracklistRow, clear: TracklistRow | undefined): TracklistRow {
  if (row.masked || clear === undefined || clear.masked) return row;
  const { path, trackId, durationMs } = clear;
  return { ...row, path, trackId, durationMs: row.durationMs ?? durationMs };
}

/** Messages stand apart from one another. */
function joined({ text, parts }: Exported): string {
  return parts === undefined ? text : parts.map((part) => part.text).join('\n');
}

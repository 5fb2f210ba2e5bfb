// Recordings and streams, and what OBS said of them. Everything is on the disk when a method returns.

import type { OutputClock, OutputMark } from '#domain/output-clock.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

type OutputRow = { id: string; kind: OutputClock['kind']; started_at: number; ended_at: number | null };
type MarkRow = {
  output_id: string;
  at: number;
  what: OutputMark['what'];
  duration_ms: number | null;
  path: string | null;
};

export class OutputStore {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  begin({ id, kind, startedAt }: Pick<OutputClock, 'id' | 'kind' | 'startedAt'>): void {
    this.#db.prepare('insert into outputs (id, kind, started_at) values (?, ?, ?)').run(id, kind, startedAt);
  }

  mark(id: string, { at, what, durationMs, path }: OutputMark): void {
    this.#db
      .prepare('insert into output_marks (output_id, at, what, duration_ms, path) values (?, ?, ?, ?, ?)')
      .run(id, at, what, durationMs ?? null, path ?? null);
  }

  end(id: string, at: number): void {
    this.#db.prepare('update outputs set ended_at = ? where id = ?').run(at, id);
  }

  /** Several writes as one: all of them, or none. */
  atOnce(write: () => void): void {
    this.#db.transaction(write).immediate();
  }

  /** Those that ran at some time between `fromMs` and `toMs`, the oldest first. */
  between(fromMs: number, toMs: number): OutputClock[] {
    const outputs = this.#db
      .prepare<[number, number], OutputRow>(
        'select * from outputs where started_at <= ? and (ended_at is null or ended_at >= ?) order by started_at, id',
      )
      .all(toMs, fromMs);
    return this.#withMarks(outputs);
  }

  /** Those that did not end, the oldest first. */
  running(): OutputClock[] {
    return this.#withMarks(
      this.#db.prepare<[], OutputRow>('select * from outputs where ended_at is null order by started_at, id').all(),
    );
  }

  /** When the last of all ended; undefined: none ever did. */
  lastEnd(): number | undefined {
    const row = this.#db.prepare<[], { at: number | null }>('select max(ended_at) as at from outputs').get();
    return row?.at ?? undefined;
  }

  /** The file that OBS recorded to last, as it named it; undefined: it never named one. */
  lastRecorded(): string | undefined {
    return this.#db
      .prepare<[], string>(
        `select m.path from outputs o join output_marks m on m.output_id = o.id
         where o.kind = 'recording' and m.path is not null order by o.started_at desc, m.n desc limit 1`,
      )
      .pluck()
      .get();
  }

  /** When the newest play was heard; undefined: none ever was. Until then the host lived. */
  heardUntil(): number | undefined {
    const row = this.#db
      .prepare<[], { at: number | null }>("select max(at) as at from plays where source <> 'history'")
      .get();
    return row?.at ?? undefined;
  }

  #withMarks(outputs: OutputRow[]): OutputClock[] {
    const marks = this.#db
      .prepare<[string], MarkRow>(
        'select * from output_marks where output_id in (select value from json_each(?)) order by n',
      )
      .all(JSON.stringify(outputs.map(({ id }) => id)));
    const byOutput = new Map<string, OutputMark[]>(outputs.map(({ id }) => [id, []]));
    for (const mark of marks) byOutput.get(mark.output_id)?.push(markOf(mark));
    return outputs.map((row) => ({
      id: row.id,
      kind: row.kind,
      startedAt: row.started_at,
      ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
      marks: byOutput.get(row.id) ?? [],
    }));
  }
}

function markOf({ at, what, duration_ms, path }: MarkRow): OutputMark {
  return {
    at,
    what,
    ...(duration_ms === null ? {} : { durationMs: duration_ms }),
    ...(path === null ? {} : { path }),
  };
}

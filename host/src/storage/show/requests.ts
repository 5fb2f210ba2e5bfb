// Requests with their votes and their history. What is saved here is what was answered.

import type { Change, Decision } from '#domain/request-decision.ts';
import { type Queue, type SongRequest, UNDO_MS, type Undoable } from '#domain/request-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { fromRow, type RequestRow, toRow, type VoteRow, voterOf } from './requests-rows.ts';

/** What a command with this key came to. */
export type RepeatedAsk = { requestId: string; number: number; outcome: 'added' | 'voted' };

export class RequestStore {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** Writes what a decision changed; `before` are the requests as they were. Within a transaction of the caller's. */
  save(before: Queue, { touched, changes, undoable, undone, renewed = [] }: Decision): void {
    for (const request of touched) {
      this.#saveRequest(request);
      this.#saveVotes(before.requests.get(request.id), request);
    }
    for (const change of changes) this.#saveChange(change);
    if (undoable) {
      this.#db
        .prepare('insert into request_undoables (change_id, at, undoable) values (?, ?, ?)')
        .run(undoable.changeId, undoable.at, JSON.stringify(undoable));
      this.#db.prepare('delete from request_undoables where at <= ?').run(undoable.at - UNDO_MS);
    }
    for (const again of renewed) {
      this.#db
        .prepare('update request_undoables set undoable = ? where change_id = ?')
        .run(JSON.stringify(again), again.changeId);
    }
    if (undone) this.#db.prepare('delete from request_undoables where change_id = ?').run(undone);
  }

  /** The requests of a set in the order of their numbers. */
  ofSet(setId: string): SongRequest[] {
    const votes = new Map<string, VoteRow[]>();
    const rows = this.#db
      .prepare<[string], VoteRow>(
        `select request_votes.* from request_votes join requests on requests.id = request_id where set_id = ? order by place`,
      )
      .all(setId);
    for (const row of rows) votes.set(row.request_id, [...(votes.get(row.request_id) ?? []), row]);
    return this.#db
      .prepare<[string], RequestRow>('select * from requests where set_id = ? order by number')
      .all(setId)
      .map((row) => fromRow(row, (votes.get(row.id) ?? []).map(voterOf)));
  }

  /** Changes younger than the time for an undo, oldest first. */
  undoables(now: number): Undoable[] {
    return this.#db
      .prepare<[number], { undoable: string }>('select undoable from request_undoables where at > ? order by n')
      .all(now - UNDO_MS)
      .map(({ undoable }) => JSON.parse(undoable) as Undoable);
  }

  forgetUndoables(): void {
    this.#db.prepare('delete from request_undoables').run();
  }

  /** Everything that happened to a request, oldest first. */
  changesOf(requestId: string): Omit<Change, 'changeId'>[] {
    type Row = Omit<Change, 'by'> & { by: string | null };
    return this.#db
      .prepare<[string], Row>(
        `select request_id as requestId, at, what, state, revision, changed_by as "by" from request_changes
         where request_id = ? order by n`,
      )
      .all(requestId)
      .map(({ by, ...change }) => ({ ...change, ...(by === null ? {} : { by: JSON.parse(by) }) }));
  }

  /** What the ask with this key came to, the first time. */
  repeated(commandKey: string): RepeatedAsk | undefined {
    return this.#db
      .prepare<[string], RepeatedAsk>(
        `select request_id as requestId, number, outcome from request_commands join requests on requests.id = request_id
         where command_key = ?`,
      )
      .get(commandKey);
  }

  remember(commandKey: string, requestId: string, outcome: 'added' | 'voted'): void {
    this.#db
      .prepare('insert into request_commands (command_key, request_id, outcome) values (?, ?, ?)')
      .run(commandKey, requestId, outcome);
  }

  /** Where requests of a set were told: "<channel id>/<message id>" by request. */
  messagesOf(setId: string): Map<string, string> {
    const rows = this.#db
      .prepare<[string], { id: string; message: string }>(
        'select id, message from requests where set_id = ? and message is not null',
      )
      .all(setId);
    return new Map(rows.map(({ id, message }) => [id, message]));
  }

  setMessage(requestId: string, message: string): void {
    this.#db.prepare('update requests set message = ? where id = ?').run(message, requestId);
  }

  #saveRequest(request: SongRequest): void {
    const row = toRow(request);
    const columns = Object.keys(row);
    const updates = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
    this.#db
      .prepare(
        `insert into requests (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})
         on conflict (id) do update set ${updates.join(', ')}`,
      )
      .run(row);
  }

  #saveVotes(before: SongRequest | undefined, { id, voters }: SongRequest): void {
    if (before?.voters === voters) return;
    for (const voter of before?.voters ?? []) {
      if (voters.includes(voter)) continue;
      this.#db
        .prepare('delete from request_votes where request_id = ? and platform = ? and person_id = ?')
        .run(id, voter.platform, voter.id);
    }
    for (const voter of voters) {
      if (before?.voters.includes(voter)) continue;
      this.#db
        .prepare(
          `insert into request_votes (request_id, platform, person_id, person_name, is_helper, at, place)
           values (@id, @platform, @person, @name, @helper, @at,
             (select coalesce(max(place), 0) + 1 from request_votes where request_id = @id))`,
        )
        .run({
          ...{ id, platform: voter.platform, person: voter.id, name: voter.name },
          ...{ helper: voter.isHelper ? 1 : 0, at: voter.at },
        });
    }
  }

  #saveChange({ changeId, requestId, at, what, state, revision, by }: Change): void {
    this.#db
      .prepare(
        `insert into request_changes (change_id, request_id, at, what, state, revision, changed_by)
         values (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(changeId, requestId, at, what, state, revision, by === undefined ? null : JSON.stringify(by));
  }
}

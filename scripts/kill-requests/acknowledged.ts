// What the flood was answered before it was killed, held against what lies on the disk.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Answered } from './flood.ts';

type Asked = Extract<Answered, { did: 'asked' }>;

export class Acknowledged {
  readonly faults = new Set<string>();
  /** The next ask the flood has not begun. */
  next = 0;
  readonly #asked = new Map<number, Asked>();
  readonly #changes = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #messages = new Map<string, string>();
  #again = 0;

  get summary(): string {
    const added = [...this.#asked.values()].filter(({ outcome }) => outcome === 'added').length;
    const votes = this.#asked.size - added;
    return (
      `${added} requests and ${votes} votes answered, ${this.#again} of them asked for again, ` +
      `${this.#changes.size} words of the DJ, ${this.#taken.size} cues, ${this.faults.size} faults`
    );
  }

  /** Whether enough happened for the run to show anything. */
  get isWorthIt(): boolean {
    return this.#asked.size > 0 && this.#changes.size > 0 && this.#taken.size > 0 && this.#messages.size > 0;
  }

  take(line: string): void {
    const answered = JSON.parse(line) as Answered;
    if (answered.did === 'started') this.next = Math.max(this.next, answered.n + 1);
    else if (answered.did === 'asked') this.#takeAsked(answered);
    else if (answered.did === 'take') {
      if (this.#taken.has(answered.cue)) this.faults.add(`cue ${answered.cue} was handed out twice`);
      this.#taken.add(answered.cue);
    } else if (answered.did === 'done') this.#messages.set(answered.requestId, answered.message);
    else if (answered.did !== 'undo') this.#changes.set(answered.changeId, answered.id);
  }

  #takeAsked(answered: Asked): void {
    const before = this.#asked.get(answered.n);
    if (before !== undefined) this.#again += 1;
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(answered)) {
      this.faults.add(`ask ${answered.n} was answered as ${before.id}, then as ${answered.id}`);
    }
    this.#asked.set(answered.n, answered);
  }

  /** Looks at the store as the kill left it. */
  inspect(folder: string): void {
    let db: Database.Database;
    try {
      db = new Database(join(folder, 'show.sqlite'), { readonly: true, fileMustExist: true });
    } catch (error) {
      if (this.#asked.size > 0) this.faults.add(`the store cannot be opened: ${String(error)}`);
      return;
    }
    const whole = db.pragma('integrity_check', { simple: true });
    if (whole !== 'ok') this.faults.add(`the store is damaged: ${whole}`);
    if (this.#asked.size > 0) this.#compare(db);
    db.close();
  }

  #compare(db: Database.Database): void {
    type Row = { id: string; number: number; person_id: string; revision: number; message: string | null };
    const rows = db.prepare<[], Row>('select id, number, person_id, revision, message from requests').all();
    const requests = new Map(rows.map((row) => [row.id, row]));
    const votes = new Set(
      db.prepare<[], string>(`select request_id || ' ' || person_id from request_votes`).pluck().all(),
    );
    for (const { n, id, number, outcome, who } of this.#asked.values()) {
      const row = requests.get(id);
      if (row === undefined) this.faults.add(`request ${number} of ask ${n} is lost`);
      else if (row.number !== number) this.faults.add(`request ${number} is number ${row.number} now`);
      else if (outcome === 'added' && row.person_id !== who) this.faults.add(`request ${number} lost its requester`);
      else if (outcome === 'voted' && !votes.has(`${id} ${who}`)) this.faults.add(`a vote for ${number} is lost`);
    }
    for (const [id, message] of this.#messages) {
      if (requests.get(id)?.message !== message) this.faults.add(`the message of request ${id} is lost`);
    }
    this.#compareHistory(db, requests);
  }

  #compareHistory(db: Database.Database, requests: Map<string, { number: number; revision: number }>): void {
    type Row = { change_id: string; request_id: string; what: string; revision: number };
    const added = new Map<string, number>();
    const revisions = new Map<string, number>();
    const known = new Set<string>();
    const changes = db.prepare<[], Row>('select change_id, request_id, what, revision from request_changes order by n');
    for (const { change_id, request_id, what, revision } of changes.all()) {
      known.add(`${change_id} ${request_id}`);
      revisions.set(request_id, revision);
      if (what === 'added') added.set(request_id, (added.get(request_id) ?? 0) + 1);
    }
    for (const [id, { number, revision }] of requests) {
      if (added.get(id) !== 1) this.faults.add(`request ${number} was added ${added.get(id) ?? 0} times`);
      if (revisions.get(id) !== revision) this.faults.add(`request ${number} and its history differ`);
    }
    for (const [change, id] of this.#changes) {
      if (!known.has(`${change} ${id}`)) this.faults.add(`a change of ${id} is lost`);
    }
    const taken = new Set(db.prepare<[], string>('select id from outbox where taken_at is not null').pluck().all());
    for (const cue of this.#taken) if (!taken.has(cue)) this.faults.add(`cue ${cue} is offered again`);
  }
}

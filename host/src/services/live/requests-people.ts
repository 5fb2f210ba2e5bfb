// What the desk keeps of people beside what they ask for: who wants no ping, and who is blocked.

import type { CommandArgs, CommandResult } from '@tracord/shared/commands.ts';
import type { Person } from '@tracord/shared/requests.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { RequestStores } from '#storage/show/requests-stores.ts';
import type { RequestDesk } from './request-desk.ts';
import type { RequestsAsking } from './requests-asking.ts';
import { savedOr } from './requests-saved.ts';

export type RequestsPeopleParts = {
  desk: RequestDesk;
  asking: RequestsAsking;
  stores: RequestStores;
  clock: Clock;
  log: Logger;
};

type Command = 'request.ping' | 'person.block' | 'person.unblock';
type Answer<Name extends Command> = Refusal | ({ ok: true } & CommandResult<Name>);

export class RequestsPeople {
  readonly #parts: RequestsPeopleParts;

  constructor(parts: RequestsPeopleParts) {
    this.#parts = parts;
  }

  ping({ requester, on }: CommandArgs<'request.ping'>): Answer<'request.ping'> {
    const { stores, log } = this.#parts;
    return savedOr(log, 'viewer', () => {
      stores.write(() => stores.pings.set(requester, on));
      return { ok: true, on };
    });
  }

  /** Whether somebody is pinged when a song of theirs is on air. */
  pings(person: Pick<Person, 'platform' | 'id'>): boolean {
    return this.#parts.stores.pings.wanted(person);
  }

  /** What they asked for is taken back in the same change. */
  block({ platform, id, name, by }: CommandArgs<'person.block'>): Answer<'person.block'> {
    const { desk, asking, stores, clock, log } = this.#parts;
    const person = { platform, id, name };
    const store = () => stores.blocked.add(person, clock.now(), by);
    const done = savedOr(log, 'dj', () => desk.do({ kind: 'block', person }, by, store));
    if (!done.ok) return done;
    asking.leftBehind(done.changes);
    const own = done.changes.filter(({ what }) => what === 'withdrawn' || what === 'handed-on');
    return { ok: true, withdrawn: own.length };
  }

  unblock(who: CommandArgs<'person.unblock'>): Answer<'person.unblock'> {
    const { stores, log } = this.#parts;
    return savedOr(log, 'dj', () => ({ ok: true, unblocked: stores.write(() => stores.blocked.remove(who)) }));
  }
}

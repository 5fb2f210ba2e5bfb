// Requests to OBS over the connection of the moment: they wait while OBS loads, and what was meant for another connection, another
// scene collection or an earlier moment is never sent.

import type { Clock } from '#kernel/clock.ts';
import type { CollectionChange } from './connection-changing.ts';
import type { ObsSocket } from './connection-socket.ts';
import { LOST, OBS_CODES, type ObsAnswer, type ObsLink, type ObsRequest } from './link.ts';

/** OBS loads: so long until it is asked again, and so long until a request is given up. */
export const READY_PAUSE_MS = 200;
const READY_MOST_MS = 10_000;

const HALTED: ObsAnswer = { ok: false, code: OBS_CODES.halted, message: 'Not done, since one before it failed.' };
const MOVED: ObsAnswer = {
  ...{ ok: false, code: OBS_CODES.moved },
  message: 'OBS opened another scene collection meanwhile.',
};
const LATE: ObsAnswer = { ok: false, code: OBS_CODES.moved, message: 'It would have come too late.' };

/** What a request is meant for. `collection`: how many changes of the collection there had been; absent: any. */
type Meant = { socket: ObsSocket | undefined; collection?: number; isStillWanted?: () => boolean };

export type AskingParts = { clock: Clock; change: CollectionChange; socket: () => ObsSocket | undefined };

export class ObsAsking {
  readonly #parts: AskingParts;

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  /** What is connected and open now. */
  now(): Meant {
    return { socket: this.#parts.socket(), collection: this.#parts.change.count };
  }

  /** One answer for each, in order. Asks again what OBS was not ready for, and nothing else. Never rejects. */
  async ask(requests: ObsRequest[], meant: Meant, halt = false): Promise<ObsAnswer[]> {
    const { clock, change } = this.#parts;
    const answers: ObsAnswer[] = requests.map(() => LOST);
    const giveUpAt = clock.now() + READY_MOST_MS;
    let open = [...answers.keys()];
    while (open.length > 0) {
      await change.over();
      const obstacle = this.#obstacle(meant);
      if (obstacle !== undefined) {
        for (const index of open) answers[index] = obstacle;
        return answers;
      }
      const got = await this.#send(
        open.flatMap((index) => requests[index] ?? []),
        halt,
      );
      for (const [place, index] of open.entries()) answers[index] = got[place] ?? HALTED;
      const isWaiting = (index: number) => {
        const answer = answers[index];
        return answer?.ok === false && answer.code === OBS_CODES.notReady;
      };
      const from = open.findIndex(isWaiting);
      if (from === -1 || clock.now() >= giveUpAt) return answers;
      open = halt ? open.slice(from) : open.filter(isWaiting);
      await new Promise<void>((resolve) => {
        clock.after(READY_PAUSE_MS, resolve);
      });
    }
    return answers;
  }

  /** `link`, for what is connected and open now and no longer: then its state is gone, and nothing is sent any more. */
  here(link: ObsLink, isStillWanted?: () => boolean): ObsLink {
    const meant: Meant = { ...this.now(), isStillWanted };
    const isHere = () => this.#obstacle({ ...meant, isStillWanted: undefined }) === undefined;
    const here: ObsLink = {
      get state() {
        return isHere() ? link.state : undefined;
      },
      request: async (type, data) => (await this.ask([{ type, data }], meant))[0] ?? LOST,
      batch: (requests, { halt } = {}) => this.ask(requests, meant, halt),
      follow: (listener) => link.follow(listener),
      on: (type, listener) => link.on(type, listener),
      waitFor: (...args) => link.waitFor(...args),
      readAgain: () => link.readAgain(),
      here: () => here,
    };
    return here;
  }

  #obstacle({ socket, collection, isStillWanted }: Meant): ObsAnswer | undefined {
    if (socket === undefined || this.#parts.socket() !== socket) return LOST;
    if (collection !== undefined && collection !== this.#parts.change.count) return MOVED;
    return isStillWanted?.() === false ? LATE : undefined;
  }

  async #send(requests: ObsRequest[], halt: boolean): Promise<ObsAnswer[]> {
    const socket = this.#parts.socket();
    if (socket === undefined) return requests.map(() => LOST);
    const [only] = requests;
    if (requests.length === 1 && only !== undefined) return [await socket.ask(only)];
    const answered = await socket.askAll(requests, halt);
    return answered.ok ? answered.answers : requests.map(() => answered);
  }
}

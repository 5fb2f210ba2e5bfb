// What does the work of each command around requests.

import type { BridgeHealth } from '@tracord/shared/topics.ts';
import type { BotMemory } from '#services/live/bot-memory.ts';
import type { RequestWords } from '#services/live/request-words.ts';
import type { Requests } from '#services/live/requests.ts';
import type { Searches } from '#services/live/searches.ts';
import type { Caller, RequestHandlers } from './commands.ts';

export type RequestHandlerParts = {
  requests: Requests;
  words: Pick<RequestWords, 'ask'>;
  memory: Pick<BotMemory, 'remember'>;
  /** Takes what the Discord bot says of its own health. */
  botReported: (health: BridgeHealth) => void;
  /** Notes what viewers look for. */
  searches: Pick<Searches, 'asked'>;
  /** Called when somebody may ask again, and be named again. */
  onUnblocked: () => void;
};

export function requestHandlers({
  requests,
  words,
  memory,
  botReported,
  searches,
  onUnblocked,
}: RequestHandlerParts): RequestHandlers {
  return {
    'request.add': (args, caller) => requests.add(args, keyOf(caller)),
    'request.text': async (args, caller) => {
      const answer = await words.ask(args, keyOf(caller));
      searches.asked(args.words, answer.ok && answer.id !== undefined ? 1 : 0);
      return answer;
    },
    'request.choose': (args) => requests.choose(args),
    'request.accept': (args) => requests.accept(args),
    'request.skip': (args) => requests.skip(args),
    'request.decline': (args) => requests.decline(args),
    'request.withdraw': (args) => requests.withdraw(args),
    'request.ping': (args) => requests.ping(args),
    'request.move': (args) => requests.move(args),
    'request.undo': (args) => requests.undo(args),
    'request.clear': (args) => requests.clear(args),
    'requests.open': () => requests.open(),
    'requests.close': (args) => requests.close(args),
    'person.block': (args) => requests.block(args),
    'person.unblock': async (args) => {
      const answer = await requests.unblock(args);
      if (answer.ok && answer.unblocked) onUnblocked();
      return answer;
    },
    'cue.take': ({ id }) => requests.takeCue(id),
    'cue.done': ({ id, message }) => requests.doneCue(id, message),
    'bot.report': async (health) => {
      botReported(health);
      return { ok: true };
    },
    'bot.remember': async ({ name, value }) => memory.remember(name, value),
  };
}

/** The same command sent again, also after a restart of the host; no role's keys are those of another. */
function keyOf({ role, commandId }: Caller): string {
  return `${role}:${commandId}`;
}

// Commands by name: checks the arguments against the shared schemas, does each commandId once, and calls the service.

import {
  type CommandArgs,
  type CommandName,
  type CommandResult,
  commands as commandSpecs,
} from '@tracord/shared/commands.ts';
import type { CommandAnswer, Role } from '@tracord/shared/protocol.ts';
import { z } from 'zod';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';

type Refused = { ok: false; code: string; message: string };

/** What does the work of each command. */
export type CommandHandlers = {
  [Name in CommandName]: (args: CommandArgs<Name>) => Promise<Refused | ({ ok: true } & CommandResult<Name>)>;
};

/** How many answers are kept for commands that are sent again. */
const REMEMBERED = 1_000;

export class CommandDesk {
  readonly #handlers: CommandHandlers;
  readonly #log: Logger;
  readonly #answers = new Map<string, Promise<CommandAnswer>>();

  constructor(handlers: CommandHandlers, log: Logger) {
    this.#handlers = handlers;
    this.#log = log;
  }

  /** Never rejects. The same `commandId` gives the answer of the first time. */
  run(name: string, args: unknown, commandId: string, role: Role): Promise<CommandAnswer> {
    // By role: nobody gets the answer to another's command by guessing its id.
    const key = `${role} ${commandId}`;
    const before = this.#answers.get(key);
    if (before !== undefined) return before;
    const answer = this.#run(name, args, commandId, role);
    this.#answers.set(key, answer);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > REMEMBERED && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  async #run(name: string, args: unknown, commandId: string, role: Role): Promise<CommandAnswer> {
    if (!isCommand(name)) return refused('unknown', `there is no command "${name}"; see /api/commands`);
    if (role !== 'operator') return refused('forbidden', `the command "${name}" is for the operator`);
    const checked = commandSpecs[name].args.safeParse(args ?? {});
    if (!checked.success) return refused('invalid', z.prettifyError(checked.error));
    try {
      // The schema above is this very command's: name and arguments belong together.
      const handler = this.#handlers[name] as (args: unknown) => Promise<CommandAnswer>;
      const answer = await handler(checked.data);
      this.#log.info('command', {
        name,
        commandId,
        by: role,
        ok: answer.ok,
        code: answer.ok ? undefined : answer.code,
      });
      return answer;
    } catch (error) {
      this.#log.error('command.failed', { name, commandId, error });
      if (error instanceof DomainError) return refused(error.code, error.message);
      return refused('failed', `the command "${name}" failed; the host's log says why`);
    }
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandSpecs, name);
}

function refused(code: string, message: string): Refused {
  return { ok: false, code, message };
}

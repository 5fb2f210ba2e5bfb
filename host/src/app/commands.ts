// Commands by name: checks the arguments against the shared schemas, does each commandId once, and calls the service.

import {
  type CommandArgs,
  type CommandName,
  type CommandResult,
  commands as commandSpecs,
} from '@tracord/shared/commands.ts';
import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { CommandAnswer, Role } from '@tracord/shared/protocol.ts';
import { z } from 'zod';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';

type Refused = { ok: false; code: string; message: string };

/** What does the work of each command. */
export type CommandHandlers = {
  [Name in CommandName]: (args: CommandArgs<Name>) => Promise<Refused | ({ ok: true } & CommandResult<Name>)>;
};

type Done = { name: CommandName; args: unknown; answer: Promise<CommandAnswer> };

/** How many answers are kept for commands that are sent again. */
const REMEMBERED = 1_000;

export class CommandDesk {
  readonly #handlers: CommandHandlers;
  readonly #log: Logger;
  /** By commandId, oldest first. Of the operator only: nobody gets the answer to another's command by guessing its id. */
  readonly #done = new Map<string, Done>();

  constructor(handlers: CommandHandlers, log: Logger) {
    this.#handlers = handlers;
    this.#log = log;
  }

  /** Never rejects. The same `commandId` gives the answer of the first time; for another command, or with other arguments,
   * it is refused as `id-used`. */
  async run(name: string, args: unknown, commandId: string, role: Role): Promise<CommandAnswer> {
    if (!isCommand(name)) return refused('unknown', `there is no command "${name}"; see /api/commands`);
    if (role !== 'operator') return refused('forbidden', `the command "${name}" is for the operator`);
    const checked = commandSpecs[name].args.safeParse(args ?? {});
    if (!checked.success) return refused('invalid', z.prettifyError(checked.error));
    const before = this.#done.get(commandId);
    if (before !== undefined) {
      if (before.name === name && jsonEqual(before.args, checked.data)) return before.answer;
      return refused('id-used', 'this commandId was used for something else: make a new one for each command');
    }
    const answer = this.#run(name, checked.data, commandId, role);
    this.#remember(commandId, { name, args: checked.data, answer });
    return answer;
  }

  async #run(name: CommandName, args: unknown, commandId: string, role: Role): Promise<CommandAnswer> {
    try {
      // The arguments were checked against this very command's schema: name and arguments belong together.
      const handler = this.#handlers[name] as (args: unknown) => Promise<CommandAnswer>;
      const answer = await handler(args);
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

  #remember(commandId: string, done: Done): void {
    this.#done.set(commandId, done);
    const oldest = this.#done.keys().next().value;
    if (this.#done.size > REMEMBERED && oldest !== undefined) this.#done.delete(oldest);
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandSpecs, name);
}

function refused(code: string, message: string): Refused {
  return { ok: false, code, message };
}

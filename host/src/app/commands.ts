// Commands by name: who may send them, their arguments against the shared schemas, each commandId done once, and the handler
// that does the work.

import {
  type CommandArgs,
  type CommandName,
  type CommandResult,
  type CommandSpec,
  commands as commandSpecs,
  maySend,
  type ObsCommandName,
  type PlanCommandName,
  type RequestCommandName,
  type SetCommandName,
} from '@tracord/shared/commands.ts';
import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { CommandAnswer, Role } from '@tracord/shared/protocol.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import { plainProblems } from './plain-problems.ts';
import { refusedRequester } from './requester-guard.ts';

/** Who sent a command, and the id it has for them. */
export type Caller = { role: Role; commandId: string };

type Handlers<Names extends CommandName> = {
  [Name in Names]: (args: CommandArgs<Name>, caller: Caller) => Promise<Refusal | ({ ok: true } & CommandResult<Name>)>;
};

/** What does the work of each command, by what they are around; `CommandHandlers`: of the others. */
export type CommandHandlers = Handlers<
  Exclude<CommandName, RequestCommandName | ObsCommandName | SetCommandName | PlanCommandName>
>;
export type RequestHandlers = Handlers<RequestCommandName>;
export type ObsHandlers = Handlers<ObsCommandName>;
export type SetHandlers = Handlers<SetCommandName>;
export type PlanHandlers = Handlers<PlanCommandName>;
export type AllHandlers = CommandHandlers & RequestHandlers & ObsHandlers & SetHandlers & PlanHandlers;

type Done = { name: CommandName; args: unknown; answer: Promise<CommandAnswer> };

/** How many answers are kept of each role, for commands that are sent again. */
const REMEMBERED = 1_000;

export class CommandDesk {
  readonly #handlers: AllHandlers;
  readonly #log: Logger;
  /** By commandId, oldest first. Each role has ids of its own: nobody gets the answer to another's command by guessing its id,
   * and no flood of one role makes those of another forgotten. */
  readonly #done = new Map<Role, Map<string, Done>>();

  constructor(handlers: AllHandlers, log: Logger) {
    this.#handlers = handlers;
    this.#log = log;
  }

  /** Never rejects. The same `commandId` gives the answer of the first time, also while that is still being done; for another
   * command, or with other arguments, it is refused as `id-used`. */
  async run(name: string, args: unknown, commandId: string, role: Role): Promise<CommandAnswer> {
    if (!isCommand(name)) return refused('unknown', `there is no command "${name}"; see /api/commands`);
    const spec: CommandSpec = commandSpecs[name];
    if (!maySend(spec, role)) {
      const meant = ['operator', ...(spec.roles ?? []).filter((one) => one !== 'operator')].join(', ');
      return refused('forbidden', `the command "${name}" is for these roles: ${meant}; this is ${role}`);
    }
    const checked = spec.args.safeParse(args ?? {});
    if (!checked.success) return refused('invalid', plainProblems(checked.error, args ?? {}));
    const stranger = refusedRequester(spec, checked.data, role);
    if (stranger !== undefined) return refused('forbidden', stranger);
    const done = this.#doneBy(role);
    const before = done.get(commandId);
    if (before !== undefined) {
      if (before.name === name && jsonEqual(before.args, checked.data)) return before.answer;
      return refused('id-used', 'this commandId was used for something else: make a new one for each command');
    }
    const answer = this.#run(name, checked.data, { role, commandId });
    remember(done, commandId, { name, args: checked.data, answer });
    return answer;
  }

  async #run(name: CommandName, args: unknown, caller: Caller): Promise<CommandAnswer> {
    const { role, commandId } = caller;
    try {
      // The arguments were checked against this very command's schema: name and arguments belong together.
      const handler = this.#handlers[name] as (args: unknown, caller: Caller) => Promise<CommandAnswer>;
      const answer = await handler(args, caller);
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

  #doneBy(role: Role): Map<string, Done> {
    const known = this.#done.get(role);
    if (known !== undefined) return known;
    const made = new Map<string, Done>();
    this.#done.set(role, made);
    return made;
  }
}

function remember(all: Map<string, Done>, commandId: string, done: Done): void {
  all.set(commandId, done);
  const oldest = all.keys().next().value;
  if (all.size > REMEMBERED && oldest !== undefined) all.delete(oldest);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandSpecs, name);
}

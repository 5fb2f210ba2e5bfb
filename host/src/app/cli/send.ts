// tracord send and tracord ask: one command or question to the TraCord that runs, with its arguments as name=value, which every
// shell passes on alike.

import { type CommandSpec, commands } from '@tracord/shared/commands.ts';
import { type QuerySpec, queries } from '@tracord/shared/queries.ts';
import { stringify } from 'yaml';
import { z } from 'zod';
import { DomainError } from '#kernel/domain-error.ts';
import type { CliPlace } from './place.ts';
import { RunningHost } from './running-host.ts';

const SEND = 'npm run tracord -- send <command> [name=value …]';
const ASK = 'npm run tracord -- ask <question> [name=value …]';

export async function runSend(place: CliPlace, [name, ...given]: string[]): Promise<number> {
  const specs: Record<string, CommandSpec> = commands;
  if (name === undefined)
    return list(
      SEND,
      Object.entries(specs).map(([one, { summary, args }]) => [one, summary, args]),
    );
  const spec = named(specs, name, 'send');
  const { ok, code, message, ...said } = await (await runningHost(place)).command(name, argumentsOf(spec.args, given));
  if (!ok) throw new DomainError(String(code ?? 'refused'), message ?? `${name} was refused`);
  return say(Object.keys(said).length === 0 ? 'Done.\n' : stringify(said));
}

export async function runAsk(place: CliPlace, [name, ...given]: string[]): Promise<number> {
  const specs: Record<string, QuerySpec> = queries;
  if (name === undefined)
    return list(
      ASK,
      Object.entries(specs).map(([one, { summary, input }]) => [one, summary, input]),
    );
  const spec = named(specs, name, 'ask');
  const asked = new Map(Object.entries(argumentsOf(spec.input, given)).map(([key, value]) => [key, String(value)]));
  const path = spec.path.replace(/:(\w+)/g, (_whole, key: string) => {
    const value = asked.get(key);
    if (value === undefined) throw new DomainError('bad-argument', `Say ${key}=…: ${ASK}`);
    asked.delete(key);
    return encodeURIComponent(value);
  });
  const answer = await (await runningHost(place)).ask(`${path}?${new URLSearchParams([...asked])}`);
  if (!answer.ok) throw new DomainError('refused', answer.message);
  return say(stringify(answer.value));
}

/** Each value as its argument wants it: a number, true or false, a list of all that are named so. What does not fit is left as it
 * was written: TraCord says what is wrong with it. */
export function argumentsOf(schema: z.ZodType, given: readonly string[]): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const one of given) {
    const [name = '', ...rest] = one.split('=');
    const value = rest.join('=');
    if (name === '' || rest.length === 0) throw new DomainError('bad-argument', `"${one}" is not name=value.`);
    const wanted = takenBy(schema)[name];
    const type = typeof wanted === 'object' ? wanted.type : undefined;
    const before = sent[name];
    if (type === 'array') sent[name] = [...(Array.isArray(before) ? before : []), value];
    else if (before === undefined) sent[name] = plainValue(value, type);
    else throw new DomainError('bad-argument', `"${name}" stands there twice.`);
  }
  return sent;
}

function plainValue(value: string, type: unknown): unknown {
  if ((type === 'number' || type === 'integer') && value.trim() !== '' && Number.isFinite(Number(value))) {
    return Number(value);
  }
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function takenBy(schema: z.ZodType): NonNullable<z.core.JSONSchema.ObjectSchema['properties']> {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {};
}

function named<Spec>(specs: Record<string, Spec>, name: string, verb: string): Spec {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec !== undefined) return spec;
  throw new DomainError('bad-command', `"${name}" is not known: npm run tracord -- ${verb} lists all there are.`);
}

async function runningHost(place: CliPlace): Promise<RunningHost> {
  const host = await RunningHost.find(place.config);
  if (host === undefined) throw new DomainError('no-host', 'TraCord does not run: start it with npm start.');
  return host;
}

function list(usage: string, entries: [string, string, z.ZodType][]): number {
  const lines = entries.map(([name, summary, schema]) => {
    const takes = Object.keys(takenBy(schema)).map((one) => ` ${one}=…`);
    return `${name}${takes.join('')}\n    ${summary}\n`;
  });
  return say(`${usage}\nA list is its name several times: sources=text:title sources=image:cover\n\n${lines.join('')}`);
}

function say(text: string): number {
  process.stdout.write(text.replace(/^(?=.)/gm, '  '));
  return 0;
}

// The bot's log: a line each for the host, which keeps it with its own. Nothing named like a secret is written.

import type { Log } from './module.ts';

const SECRET = /token|secret|password|authorization/i;
const LONGEST_FIELD = 500;

/** `write` gets each line, without a line end: "warn discord.away message=…". */
export function createLog(write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      const named = Object.entries(fields)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => ` ${name}=${SECRET.test(name) ? '…' : worded(value)}`);
      write(`${level} ${event}${named.join('')}`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function worded(value: unknown): string {
  const said = value instanceof Error ? `${value.name}: ${value.message}` : value;
  return (JSON.stringify(said) ?? String(said)).slice(0, LONGEST_FIELD);
}

// The host that runs now, as the command line reaches it: by host.json and the operator's token.

import { readFile } from 'node:fs/promises';
import { readHostFile } from '#adapters/files/host-file.ts';

const ANSWERS_WITHIN_MS = 3_000;
/** Questions may have to read files. */
const ANSWERS_IN_FULL_WITHIN_MS = 30_000;

/** What the host says, to stand alone: its messages begin small. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

export class RunningHost {
  readonly address: string;
  readonly #token: string;

  private constructor(address: string, token: string) {
    this.address = address;
    this.#token = token;
  }

  /** Undefined where no host answers: a host that was killed leaves its host.json behind. */
  static async find(configFolder: string): Promise<RunningHost | undefined> {
    const file = await readHostFile(configFolder);
    if (file === undefined) return undefined;
    try {
      const host = new RunningHost(file.address, (await readFile(file.tokenFile, 'utf8')).trim());
      await host.get('/api/health');
      return host;
    } catch {
      return undefined;
    }
  }

  /** Rejects where the host does not answer with 2xx. */
  async get(path: string): Promise<unknown> {
    const response = await fetch(this.address + path, {
      headers: { authorization: `Bearer ${this.#token}` },
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  }

  /** The answer to a question, or why there is none. */
  async ask(path: string): Promise<{ ok: true; value: unknown } | { ok: false; message: string }> {
    const response = await fetch(this.address + path, {
      headers: { authorization: `Bearer ${this.#token}` },
      signal: AbortSignal.timeout(ANSWERS_IN_FULL_WITHIN_MS),
    });
    const value: unknown = await response.json();
    if (response.ok) return { ok: true, value };
    return { ok: false, message: (value as { message?: string }).message ?? `${path} answered ${response.status}` };
  }

  async command(name: string, args: object): Promise<{ ok: boolean; message?: string } & Record<string, unknown>> {
    const response = await fetch(`${this.address}/api/commands/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return (await response.json()) as { ok: boolean } & Record<string, unknown>;
  }
}

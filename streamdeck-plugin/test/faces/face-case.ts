// One state of one face, at a fixed moment.

import type { DialFaceInput, KeyFaceInput } from '#faces/face-inputs.ts';

export const NOW = 1_790_000_000_000;
const connected = { host: 'connected', nowMs: NOW } as const;

/** Of each kind, what it asks beside the moment. */
type Said<Input> = Input extends unknown ? Omit<Input, 'host' | 'nowMs'> : never;

export type KeyCase = { name: string; input: KeyFaceInput };
export type DialCase = { name: string; input: DialFaceInput };

export function key(name: string, input: Said<KeyFaceInput>): KeyCase {
  return { name, input: { ...connected, ...input } };
}

export function dial(name: string, input: Said<DialFaceInput>): DialCase {
  return { name, input: { ...connected, ...input } };
}
